"""Controlled terms of graft-versus-host disease, late effects and vector safety. Sponsor terms."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class GvhdKind(models.TextChoices):
    """Acute or chronic, by signs, not by time since transplantation."""

    ACUTE = "ACUTE", _("acute")
    CHRONIC = "CHRONIC", _("chronic")


class OrganStage(models.TextChoices):
    """Stage of acute GVHD of skin, liver or lower gut (MAGIC)."""

    STAGE_0 = "0", pgettext_lazy("stage", "0")
    STAGE_1 = "1", pgettext_lazy("stage", "1")
    STAGE_2 = "2", pgettext_lazy("stage", "2")
    STAGE_3 = "3", pgettext_lazy("stage", "3")
    STAGE_4 = "4", pgettext_lazy("stage", "4")


class UpperGutStage(models.TextChoices):
    """Stage of acute GVHD of the upper gut (MAGIC)."""

    STAGE_0 = "0", _("0 – none or passing nausea")
    STAGE_1 = "1", _("1 – persistent nausea, vomiting or loss of appetite")


class AcuteGvhdGrade(models.TextChoices):
    """Overall grade of acute GVHD (MAGIC)."""

    GRADE_0 = "0", "0"
    GRADE_1 = "I", _("I")
    GRADE_2 = "II", _("II")
    GRADE_3 = "III", _("III")
    GRADE_4 = "IV", _("IV")


class ChronicGvhdSeverity(models.TextChoices):
    """Global severity of chronic GVHD (NIH 2014)."""

    MILD = "MILD", _("mild")
    MODERATE = "MODERATE", _("moderate")
    SEVERE = "SEVERE", _("severe")


class LateEffect(models.TextChoices):
    """Kinds of late effect that follow-up of integrating vectors asks for (FDA 2020)."""

    MALIGNANCY = "MALIGNANCY", _("second malignancy")
    NEUROLOGIC = "NEUROLOGIC", _("neurological disorder, new or worse")
    AUTOIMMUNE = "AUTOIMMUNE", _("rheumatic or other autoimmune disorder, new or worse")
    HAEMATOLOGIC = "HEMATOLOGIC", _("blood disorder, new")
    INFECTION = "INFECTION", _("infection, possibly by the product")
    GROWTH = "GROWTH", _("growth, puberty or fertility")
    OTHER = "OTHER", _("another late effect")


class TumourLineage(models.TextChoices):
    """Lineage of a second malignancy; T-cell tumours after CAR-T cells are reported as a class effect (2024)."""

    T_CELL = "T-CELL", _("T-cell lymphoma or leukaemia")
    MYELOID = "MYELOID", _("myelodysplasia or myeloid leukaemia")
    OTHER_BLOOD = "OTHER HEMATOLOGIC", _("another blood cancer")
    SOLID = "SOLID", _("solid tumour")


class TransgeneInTumour(models.TextChoices):
    """Whether the CAR gene is in the tumour."""

    DETECTED = "DETECTED", _("detected")
    NOT_DETECTED = "NOT DETECTED", _("not detected")
    PENDING = "PENDING", _("result awaited")
    NOT_TESTED = "NOT TESTED", _("not tested")


class RclMethod(models.TextChoices):
    """How replication-competent lentivirus is looked for."""

    VSVG_PCR = "VSV-G PCR", _("PCR for the VSV-G envelope gene")
    P24 = "P24 ELISA", _("p24 ELISA")
    CULTURE = "CO-CULTURE", _("co-culture of cells")
    ANTIBODY = "VSV-G ANTIBODY", _("antibody against VSV-G")


class InsertionMethod(models.TextChoices):
    """How insertion sites are found."""

    LAM_PCR = "LAM-PCR", _("LAM-PCR")
    LM_PCR = "LM-PCR", _("ligation-mediated PCR")
    TARGETED = "TARGETED SEQUENCING", _("targeted capture sequencing")
    WHOLE_GENOME = "WHOLE GENOME SEQUENCING", _("whole-genome sequencing")


class Clonality(models.TextChoices):
    """How many clones carry the vector."""

    POLYCLONAL = "POLYCLONAL", _("many clones")
    OLIGOCLONAL = "OLIGOCLONAL", _("few clones")
    MONOCLONAL = "MONOCLONAL", _("one clone")

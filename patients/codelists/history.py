"""Controlled terms of disease history, prior therapy and medical history."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BAllSubtype(models.TextChoices):
    """B-ALL by genetic class, as WHO (5th edition, 2022) and ICC (2022) name it; sponsor terms."""

    BCR_ABL1 = "BCR::ABL1", _("with BCR::ABL1 fusion")
    BCR_ABL1_LIKE = "BCR::ABL1-LIKE", _("BCR::ABL1-like (Ph-like)")
    KMT2A = "KMT2A-R", _("with KMT2A rearrangement")
    ETV6_RUNX1 = "ETV6::RUNX1", _("with ETV6::RUNX1 fusion")
    ETV6_RUNX1_LIKE = "ETV6::RUNX1-LIKE", _("ETV6::RUNX1-like")
    TCF3_PBX1 = "TCF3::PBX1", _("with TCF3::PBX1 fusion")
    TCF3_HLF = "TCF3::HLF", _("with TCF3::HLF fusion")
    IGH_IL3 = "IGH::IL3", _("with IGH::IL3 fusion")
    HYPERDIPLOID = "HYPERDIPLOID", _("high hyperdiploidy")
    HYPODIPLOID = "HYPODIPLOID", _("hypodiploidy")
    IAMP21 = "IAMP21", _("with iAMP21")
    DUX4 = "DUX4-R", _("with DUX4 rearrangement")
    MEF2D = "MEF2D-R", _("with MEF2D rearrangement")
    ZNF384 = "ZNF384-R", _("with ZNF384 rearrangement")
    PAX5ALT = "PAX5ALT", _("with PAX5 alteration")
    PAX5_P80R = "PAX5 P80R", _("with PAX5 p.P80R")
    NUTM1 = "NUTM1-R", _("with NUTM1 rearrangement")
    MYC = "MYC-R", _("with MYC rearrangement")
    OTHER = "OTHER", _("another defined subtype")
    NOS = "NOS", _("not otherwise specified")


class SubtypeSystem(models.TextChoices):
    """The classification by which the subtype was named."""

    WHO_5 = "WHO 2022", _("WHO, 5th edition (2022)")
    ICC = "ICC 2022", _("ICC (2022)")
    WHO_4 = "WHO 2016", _("WHO, revised 4th edition (2016)")


class GeneticLesion(models.TextChoices):
    """The lesions asked about in every participant: they decide the risk."""

    KMT2A = "KMT2A-R", _("KMT2A rearrangement")
    BCR_ABL1 = "BCR::ABL1", _("BCR::ABL1 fusion")
    ETV6_RUNX1 = "ETV6::RUNX1", _("ETV6::RUNX1 fusion")
    HYPODIPLOID = "HYPODIPLOID", _("hypodiploidy, fewer than 44 chromosomes")
    TP53 = "TP53", _("TP53 alteration")
    PH_LIKE = "PH-LIKE", _("Ph-like expression or fusion")
    HYPERDIPLOID = "HYPERDIPLOID", _("high hyperdiploidy, 51 to 67 chromosomes")


class LesionResult(models.TextChoices):
    """What the genetic test said; "not tested" is an answer here, because many centres test some of them only."""

    DETECTED = "DETECTED", _("detected")
    NOT_DETECTED = "NOT DETECTED", _("not detected")
    NOT_TESTED = "NOT TESTED", _("not tested")


class GeneticMethod(models.TextChoices):
    """How the lesion was looked for."""

    KARYOTYPING = "KARYOTYPING", _("karyotype")
    FISH = "FISH", _("FISH")
    PCR = "RT-PCR", _("RT-PCR")
    NGS = "NGS", _("sequencing")
    DNA_INDEX = "DNA INDEX", _("DNA index")
    OTHER = "OTHER", _("another method")


class RelapseSite(models.TextChoices):
    """Where leukaemia came back."""

    MARROW = "BONE MARROW", _("bone marrow")
    CNS = "CENTRAL NERVOUS SYSTEM", _("central nervous system")
    TESTIS = "TESTIS", _("testis")
    OTHER = "OTHER", _("another site")


class TherapyKind(models.TextChoices):
    """Kinds of earlier treatment of leukaemia; transplants stand in rows of their own."""

    CHEMOTHERAPY = "CHEMOTHERAPY", _("chemotherapy")
    ANTIBODY = "ANTIBODY", _("antibody or antibody conjugate")
    CELLS = "CAR-T CELLS", _("CAR-T cells or other cells")
    INHIBITOR = "KINASE INHIBITOR", _("kinase inhibitor")
    RADIOTHERAPY = "RADIOTHERAPY", _("radiotherapy")
    OTHER = "OTHER", _("other treatment")


class TherapyTarget(models.TextChoices):
    """The antigen or kinase at which a treatment is aimed."""

    CD19 = "CD19", _("CD19")
    CD22 = "CD22", _("CD22")
    CD20 = "CD20", _("CD20")
    CD19_CD22 = "CD19 AND CD22", _("CD19 and CD22")
    BCR_ABL1 = "BCR::ABL1", _("BCR::ABL1")
    OTHER = "OTHER", _("another target")
    NONE = "NONE", _("none")


class PriorResponse(models.TextChoices):
    """Best response to an earlier treatment; terms of CDISC ONCRSR (C96785) where it has them."""

    CR = "CR", _("complete remission")
    CRI = "CRi", _("complete remission, counts incomplete")
    PR = "PR", _("partial remission")
    NR = "NR", _("no response")
    RELAPSE = "RELAPSED DISEASE", _("relapse under treatment")
    NE = "NE", _("not evaluable")


class TherapyEnd(models.TextChoices):
    """Why an earlier treatment ended."""

    COMPLETED = "COMPLETED", _("completed")
    LACK_OF_EFFICACY = "LACK OF EFFICACY", _("no or too little effect")
    PROGRESSION = "PROGRESSIVE DISEASE", _("relapse or progression")
    ADVERSE_EVENT = "ADVERSE EVENT", _("side effects")
    TRANSPLANT = "TRANSPLANT", _("went on to transplant")
    ONGOING = "ONGOING", _("not ended")
    OTHER = "OTHER", _("another reason")


class TransplantKind(models.TextChoices):
    """CDISC PROCEDUR (C101858) where it has the term."""

    ALLOGENEIC = "ALLOGENEIC STEM CELL TRANSPLANT", _("allogeneic")
    AUTOLOGOUS = "AUTOLOGOUS STEM CELL TRANSPLANT", _("autologous")


class Donor(models.TextChoices):
    """Donor of an allogeneic transplant."""

    MATCHED_SIBLING = "MATCHED SIBLING", _("matched sibling")
    HAPLOIDENTICAL = "HAPLOIDENTICAL", _("haploidentical relative")
    MATCHED_UNRELATED = "MATCHED UNRELATED", _("matched unrelated")
    MISMATCHED_UNRELATED = "MISMATCHED UNRELATED", _("mismatched unrelated")
    CORD_BLOOD = "CORD BLOOD", _("cord blood")
    OTHER = "OTHER", _("another donor")


class Conditioning(models.TextChoices):
    """Intensity of conditioning before a transplant."""

    MYELOABLATIVE = "MYELOABLATIVE", _("myeloablative")
    REDUCED = "REDUCED INTENSITY", _("reduced intensity")
    NON_MYELOABLATIVE = "NON-MYELOABLATIVE", _("non-myeloablative")


class ToxicityGrade(models.TextChoices):
    """CTCAE v5.0 grade of something that goes on; grade 5 is death and cannot go on."""

    ONE = "1", _("1 mild")
    TWO = "2", _("2 moderate")
    THREE = "3", _("3 severe")
    FOUR = "4", _("4 life-threatening")

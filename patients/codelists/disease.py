"""Controlled terms of bone marrow, cerebrospinal fluid and extramedullary disease."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CnsStatus(models.TextChoices):
    """CDISC ONCRSR (C96785): leukaemia in the central nervous system."""

    CNS1 = "CNS1", _("CNS1: no blasts")
    CNS2 = "CNS2", _("CNS2: blasts, fewer than 5 white cells/µL")
    CNS3 = "CNS3", _("CNS3: blasts with 5 or more white cells/µL, or signs")


class MarrowAdequacy(models.TextChoices):
    """Whether a marrow sample can be judged."""

    ADEQUATE = "ADEQUATE", _("adequate")
    HAEMODILUTED = "HEMODILUTED", _("diluted with blood")
    DRY_TAP = "DRY TAP", _("dry tap")
    INSUFFICIENT = "INSUFFICIENT", _("too little material")


class Cellularity(models.TextChoices):
    """Cellularity of the marrow for the age, as the report grades it."""

    APLASTIC = "APLASTIC", _("aplastic")
    HYPOCELLULAR = "HYPOCELLULAR", _("hypocellular")
    NORMOCELLULAR = "NORMOCELLULAR", _("normocellular")
    HYPERCELLULAR = "HYPERCELLULAR", _("hypercellular")


class MrdMethod(models.TextChoices):
    """How residual disease was looked for."""

    FLOW = "FLOW CYTOMETRY", _("flow cytometry")
    NGS = "NGS", _("sequencing of immune receptors")
    PCR = "QUANTITATIVE PCR", _("quantitative PCR")


class MrdResult(models.TextChoices):
    """Residual disease against 10⁻⁴."""

    NEGATIVE = "NEGATIVE", _("negative")
    POSITIVE = "POSITIVE", _("positive")
    NOT_EVALUABLE = "NOT EVALUABLE", _("not evaluable")


class Cd19Status(models.TextChoices):
    """CD19 on the leukaemia cells; lost CD19 is why relapses escape."""

    POSITIVE = "POSITIVE", _("positive")
    DIM = "DIM", _("weak or partly lost")
    NEGATIVE = "NEGATIVE", _("negative")
    NO_BLASTS = "NO BLASTS", _("no leukaemia cells to test")


class Cytology(models.TextChoices):
    """Cytospin of cerebrospinal fluid."""

    NO_BLASTS = "NO BLASTS", _("no blasts")
    BLASTS = "BLASTS", _("blasts")
    INADEQUATE = "INADEQUATE", _("cannot be judged")


class DiseaseSite(models.TextChoices):
    """Places outside the marrow where leukaemia is looked for."""

    CNS = "CENTRAL NERVOUS SYSTEM", _("central nervous system")
    TESTIS = "TESTIS", _("testis")
    OVARY = "OVARY", _("ovary")
    MEDIASTINUM = "MEDIASTINUM", _("mediastinum")
    NODES = "LYMPH NODE", _("lymph nodes")
    SKIN = "SKIN", _("skin")
    BONE = "BONE", _("bone")
    KIDNEY = "KIDNEY", _("kidney")
    BREAST = "BREAST", _("breast")
    EYE = "EYE", _("eye or orbit")
    OTHER = "OTHER", _("another site")


class ImagingMethod(models.TextChoices):
    """CDISC METHOD (C85492), the terms with which sites are examined."""

    PET_CT = "PET/CT SCAN", _("PET-CT")
    CT = "CT SCAN", _("CT")
    MRI = "MRI", _("MRI")
    ULTRASOUND = "ULTRASOUND", _("ultrasound")
    PALPATION = "PHYSICAL EXAMINATION", _("physical examination")
    BIOPSY = "BIOPSY", _("biopsy")
    LUMBAR_PUNCTURE = "LUMBAR PUNCTURE", _("lumbar puncture")


class SiteFinding(models.TextChoices):
    """Leukaemia at one site."""

    PRESENT = "PRESENT", _("present")
    ABSENT = "ABSENT", _("absent")
    EQUIVOCAL = "EQUIVOCAL", _("equivocal")

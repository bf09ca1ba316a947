"""Controlled terms of virology and pregnancy test."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ViralMarker(models.TextChoices):
    """Markers of infection that are asked before eligibility, in the order of the protocol; then anti-HBc."""

    HBSAG = "HBSAG", _("HBsAg")
    HBV_DNA = "HBDNA", _("HBV-DNA")
    HCV_AB = "HCAB", _("HCV antibody")
    HCV_RNA = "HCRNA", _("HCV-RNA")
    HIV_AB = "HIVAB", _("HIV antibody")
    TP_AB = "TPAB", _("Treponema pallidum antibody")
    EBV_DNA = "EBVDNA", _("EBV-DNA")
    CMV_DNA = "CMVDNA", _("CMV-DNA")
    HBC_AB = "HBCAB", _("anti-HBc")


class QualitativeResult(models.TextChoices):
    """Outcome of a qualitative test."""

    NEGATIVE = "NEGATIVE", _("negative")
    POSITIVE = "POSITIVE", _("positive")
    INDETERMINATE = "INDETERMINATE", _("indeterminate")


class ViralMethod(models.TextChoices):
    """CDISC METHOD (C85492) where it has the term."""

    CLIA = "CHEMILUMINESCENT IMMUNOASSAY", _("chemiluminescence")
    ELISA = "ELISA", _("ELISA")
    PCR = "QUANTITATIVE PCR", _("quantitative PCR")
    PARTICLE = "PARTICLE AGGLUTINATION", _("particle agglutination")
    OTHER = "OTHER", _("another method")


class LoadUnit(models.TextChoices):
    """UCUM codes in which viral load is reported."""

    IU_PER_ML = "[IU]/mL", _("IU/mL")
    COPIES_PER_ML = "{copies}/mL", _("copies/mL")


class PregnancyApplies(models.TextChoices):
    """Whether a pregnancy test applies; stated by a person, never concluded by the software."""

    APPLIES = "APPLICABLE", _("applies")
    MALE = "MALE", _("does not apply: male")
    BEFORE_MENARCHE = "BEFORE MENARCHE", _("does not apply: before menarche")
    STERILE = "STERILE", _("does not apply: cannot bear children")


class PregnancySpecimen(models.TextChoices):
    """CDISC SPECTYPE (C78734), the terms of a pregnancy test."""

    SERUM = "SERUM", _("serum")
    URINE = "URINE", _("urine")

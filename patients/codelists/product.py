"""Controlled terms of the product: batch, release, thaw, infusion."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from patients.rules.release import Release


class ThawMethod(models.TextChoices):
    """How a bag was thawed."""

    WATER_BATH = "WATER BATH", _("water bath 37 °C")
    DRY = "DRY", _("dry thawing device")
    FRESH = "FRESH", _("fresh product, not thawed")


class CarGate(models.TextChoices):
    """The population that the CAR+ percentage is a share of; the arithmetic of the dose depends on it."""

    CD3 = "CD3", _("of CD3+ cells")
    VIABLE = "VIABLE", _("of all viable cells")


class InfusionRoute(models.TextChoices):
    """CDISC ROUTE (C66729), the terms that the protocol needs."""

    INTRAVENOUS = "INTRAVENOUS", _("intravenous")


class ReleaseTest(models.TextChoices):
    """Release tests of the product; sponsor terms, in the order of a certificate."""

    VIABILITY = "VIABILITY", _("viability")
    CD3 = "CD3", _("CD3+ cells")
    CAR = "CAR", _("CAR+ cells")
    VCN = "VCN", _("vector copy number")
    ENDOTOXIN = "ENDOTOXIN", _("endotoxin")
    STERILITY = "STERILITY", _("sterility")
    MYCOPLASMA = "MYCOPLASMA", _("mycoplasma")
    RCL = "RCL", _("replication-competent lentivirus")
    POTENCY = "POTENCY", _("potency")
    BEADS = "BEADS", _("residual beads")
    CD19_CELLS = "CD19 CELLS", _("residual CD19+ cells")
    IDENTITY = "IDENTITY", _("identity")


class ReleaseUnit(models.TextChoices):
    """UCUM codes of release tests."""

    PERCENT = "%", _("%")
    COPIES = "{copies}/{cell}", _("copies/cell")
    EU_PER_ML = "[EU]/mL", _("EU/mL")
    PG_PER_ML = "pg/mL", _("pg/mL")
    BEADS = "{beads}/3.10*6.{cells}", _("beads/3 × 10⁶ cells")
    NONE = "1", _("no unit")


class Verdict(models.TextChoices):
    """Whether a release test meets its specification."""

    PASS = "PASS", _("pass")
    FAIL = "FAIL", _("fail")
    PENDING = "PENDING", _("result awaited")


class BatchOutcome(models.TextChoices):
    """What became of a batch."""

    RELEASED = "RELEASED", _("released")
    EXCEPTION = "RELEASED BY EXCEPTION", _("released by exception")
    FAILED = "FAILED", _("failed or rejected")


class BatchFailure(models.TextChoices):
    """Why a batch could not be released."""

    STARTING_MATERIAL = "STARTING MATERIAL", _("too few or unfit starting cells")
    EXPANSION = "EXPANSION", _("too little expansion")
    TRANSDUCTION = "TRANSDUCTION", _("too little transduction")
    CONTAMINATION = "CONTAMINATION", _("contamination")
    SPECIFICATION = "OUT OF SPECIFICATION", _("release test failed")
    EQUIPMENT = "EQUIPMENT", _("equipment or handling")
    OTHER = "OTHER", _("another reason")


class ReleaseVerdict(models.TextChoices):
    """What all release tests together make of a batch."""

    MEETS = Release.MEETS.value, _("meets the specification")
    OUT = Release.OUT.value, _("out of specification")
    CANNOT_DECIDE = Release.CANNOT_DECIDE.value, _("cannot decide")

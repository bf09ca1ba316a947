"""Controlled terms of the daily CRS assessment. No CDISC list exists for them: sponsor terms."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OxygenDevice(models.TextChoices):
    """How oxygen or breathing support was given; the devices that Lee 2019, Table 2, tells apart."""

    NONE = "NONE", _("none, room air")
    NASAL_CANNULA = "NASAL CANNULA", _("nasal cannula")
    HIGH_FLOW = "HIGH FLOW CANNULA", _("high-flow nasal cannula")
    FACE_MASK = "FACE MASK", _("simple face mask")
    NON_REBREATHER = "NON-REBREATHER", _("non-rebreather mask")
    VENTURI = "VENTURI MASK", _("Venturi mask")
    BLOW_BY = "BLOW-BY", _("blow-by")
    CPAP = "CPAP", _("CPAP")
    BIPAP = "BIPAP", _("BiPAP")
    VENTILATOR = "VENTILATOR", _("intubated, ventilator")


class PressorDrug(models.TextChoices):
    """Vasopressors by generic name."""

    NORADRENALINE = "NOREPINEPHRINE", _("noradrenaline")
    ADRENALINE = "EPINEPHRINE", _("adrenaline")
    DOPAMINE = "DOPAMINE", _("dopamine")
    PHENYLEPHRINE = "PHENYLEPHRINE", _("phenylephrine")
    METARAMINOL = "METARAMINOL", _("metaraminol")
    VASOPRESSIN = "VASOPRESSIN", _("vasopressin")


class CrsGrade(models.TextChoices):
    """ASTCT grade of cytokine release syndrome (Lee 2019, Table 2); 0 is no CRS, 5 is death by it."""

    NO_CRS = "0", _("0 – no CRS")
    GRADE_1 = "1", _("1")
    GRADE_2 = "2", _("2")
    GRADE_3 = "3", _("3")
    GRADE_4 = "4", _("4")
    GRADE_5 = "5", _("5 – death")


class OlderCrsGrade(models.TextChoices):
    """Grade of cytokine release syndrome by one scale before the consensus, each in an item of its own."""

    NO_CRS = "0", _("0 – no CRS")
    GRADE_1 = "1", _("1")
    GRADE_2 = "2", _("2")
    GRADE_3 = "3", _("3")
    GRADE_4 = "4", _("4")
    GRADE_5 = "5", _("5 – death")


class OrganGrade(models.TextChoices):
    """CTCAE grade of organ toxicity that CRS caused, as the scales before the consensus ask for it."""

    NONE = "0", _("0 – none")
    GRADE_1 = "1", _("1")
    GRADE_2 = "2", _("2")
    GRADE_3 = "3", _("3")
    GRADE_4 = "4", _("4")


class CourseOutcome(models.TextChoices):
    """How the course of a graded toxicity stands. CDISC OUT (C66768), as far as it applies."""

    RESOLVED = "RECOVERED/RESOLVED", _("over")
    ONGOING = "NOT RECOVERED/NOT RESOLVED", _("going on")
    FATAL = "FATAL", _("fatal")

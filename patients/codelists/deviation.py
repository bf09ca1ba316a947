"""Controlled terms of protocol deviations. Sponsor terms."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeviationClass(models.TextChoices):
    """How grave a deviation is; the submission value is DVCAT."""

    MAJOR = "MAJOR", _("major: may touch safety, rights or the reliability of data")
    MINOR = "MINOR", _("minor")


class DeviationCategory(models.TextChoices):
    """What the deviation is about; the submission value is DVDECOD."""

    CONSENT = "INFORMED CONSENT", _("informed consent")
    ELIGIBILITY = "ELIGIBILITY", _("eligibility")
    VISIT_WINDOW = "VISIT WINDOW", _("visit outside its window")
    PROCEDURE = "PROCEDURE NOT DONE", _("visit or procedure missed")
    DOSE = "DOSE", _("dose of cells or lymphodepletion")
    PRODUCT = "PRODUCT HANDLING", _("handling or identity of the product")
    MEDICATION = "PROHIBITED MEDICATION", _("medication that is not allowed")
    SAFETY_REPORT = "SAFETY REPORTING", _("late or missing safety report")
    CONFIDENTIALITY = "CONFIDENTIALITY", _("confidentiality")
    OTHER = "OTHER", _("another deviation")

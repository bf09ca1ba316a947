"""Controlled terms of decisions about the trial itself. Sponsor terms."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DoseDecision(models.TextChoices):
    """What was decided about a dose level."""

    OPEN = "OPEN", _("open a level")
    EXPAND = "EXPAND", _("treat more participants at a level")
    STOP = "STOP", _("stop infusions at a level")
    DE_ESCALATE = "DE-ESCALATE", _("go down to a lower level")


class BoardRole(models.TextChoices):
    """Who sat in the meeting, by role; names stay in its minutes."""

    PRINCIPAL_INVESTIGATOR = "PRINCIPAL INVESTIGATOR", _("principal investigator")
    INVESTIGATOR = "INVESTIGATOR", _("investigator")
    MEDICAL_MONITOR = "MEDICAL MONITOR", _("medical monitor")
    SPONSOR = "SPONSOR", _("sponsor")
    STATISTICIAN = "STATISTICIAN", _("statistician")
    INDEPENDENT_EXPERT = "INDEPENDENT EXPERT", _("independent expert")
    ETHICS = "ETHICS COMMITTEE", _("member of the ethics committee")

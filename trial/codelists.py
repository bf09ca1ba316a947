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


class SlotState(models.TextChoices):
    """Whether somebody holds a place at a dose level."""

    RESERVED = "RESERVED", _("reserved")
    RELEASED = "RELEASED", _("released")


class SlotRelease(models.TextChoices):
    """Why a place became free. Whoever left it is replaced and does not count in the design."""

    SCREEN_FAILURE = "SCREEN FAILURE", _("screen failure")
    MANUFACTURING_FAILURE = "MANUFACTURING FAILURE", _("product could not be made or released")
    NOT_EVALUABLE = "NOT EVALUABLE", _("infused, not evaluable for dose-limiting toxicity")
    ANOTHER_LEVEL = "ANOTHER LEVEL", _("infused at another level")
    WITHDRAWN = "WITHDRAWN", _("withdrew before the infusion")
    OTHER = "OTHER", _("another reason")


class SignatureMeaning(models.TextChoices):
    """What a signature under a decision says (21 CFR 11.50)."""

    DECIDED = "DECIDED", _("decided on the data shown")
    AGREED = "AGREED", _("agreed, having seen the same data")

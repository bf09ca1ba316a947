"""Controlled terms of consent after the first one: asked again, or withdrawn."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReconsentOccasion(models.TextChoices):
    """Why consent is asked again. Sponsor terms."""

    NEW_VERSION = "NEW VERSION", _("new version of the document")
    ASSENT_AGE = "ASSENT AGE", _("the child is old enough to sign too")
    ADULT_AGE = "ADULT AGE", _("the participant is of age")
    AFTER_WITHDRAWAL = "AFTER WITHDRAWAL", _("consent after a withdrawal")
    OTHER = "OTHER", _("another occasion")


class WithdrawnBy(models.TextChoices):
    """Who withdrew the consent."""

    PARTICIPANT = "PARTICIPANT", _("participant")
    GUARDIAN = "GUARDIAN", _("guardian")


class WithdrawalScope(models.TextChoices):
    """What may no longer be collected. Sponsor terms; what follows from each stands in `rules/withdrawal.py`."""

    SAMPLES = "SAMPLES", _("no further samples")
    FOLLOW_UP = "FOLLOW-UP", _("no further visits and contacts")
    DATA = "DATA", _("no further data")
    ALL = "ALL", _("everything: samples, visits, contacts and data")


class StoredSamples(models.TextChoices):
    """What becomes of samples taken before the withdrawal."""

    KEEP = "KEEP", _("may be kept and used")
    DESTROY = "DESTROY", _("to be destroyed")


class Signers(models.TextChoices):
    """Who must sign, by age on the day."""

    GUARDIAN = "GUARDIAN", _("the guardian")
    BOTH = "BOTH", _("the guardian and the participant")
    PARTICIPANT = "PARTICIPANT", _("the participant alone")

"""Controlled terms of the criteria of eligibility."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from patients.rules.verdict import Outcome


class CriterionOutcome(models.TextChoices):
    """What the record says about a criterion; "met" is that it applies, also for one that excludes."""

    MET = Outcome.MET.value, pgettext_lazy("criterion", "applies")
    NOT_MET = Outcome.NOT_MET.value, pgettext_lazy("criterion", "does not apply")
    CANNOT_DECIDE = Outcome.CANNOT_DECIDE.value, _("cannot decide")

"""Soft checks of the end of study."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from patients.codelists.follow_up import EndReason

WITHDRAWALS = (EndReason.BY_PARTICIPANT, EndReason.BY_GUARDIAN, EndReason.ASSENT_WITHDRAWN)


def death_is_recorded(page: Any) -> Finding | None:
    """Who left the trial by death has the form of death."""
    if page.reason != EndReason.DEATH or page.subject.data.pages("DD"):
        return None
    return Finding("EOS-001", ("reason",), _("Please complete the form of death as well."))


def withdrawal_is_recorded(page: Any) -> Finding | None:
    """Who withdrew consent has the form that says what was withdrawn."""
    if page.reason not in WITHDRAWALS or page.subject.data.pages("WD"):
        return None
    text = _("Please complete the form of withdrawal as well: it says what may still be collected.")
    return Finding("EOS-002", ("reason",), text)


def never_dosed_was_not_infused(page: Any) -> Finding | None:
    """Who has an infusion was not left without it."""
    if page.reason not in (EndReason.NEVER_DOSED, EndReason.SCREEN_FAILURE) or page.subject.infused_at is None:
        return None
    return Finding("EOS-003", ("reason",), _("An infusion is recorded for this participant. Which is right?"))

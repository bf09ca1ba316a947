"""Soft checks of survival follow-up."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from edc.crf import Finding, PartialDate
from edc.records.subject_data import SubjectData
from patients.codelists.follow_up import SourceOfNews, SurvivalStatus
from patients.consents import withdrawals_in_force
from patients.rules.withdrawal import contact_allowed


def death_day(data: SubjectData) -> PartialDate | None:
    """The day of death as far as it is known; None while none is recorded."""
    return next((page.died_on for page in data.pages("DD") if page.died_on is not None), None)


def death_has_its_form(page: Any) -> Finding | None:
    """Who is dead has the form of death."""
    if page.survival != SurvivalStatus.DEAD or page.subject.data.pages("DD"):
        return None
    return Finding("SU-001", ("survival",), _("Please complete the form of death as well."))


def known_alive_before_inquiry(page: Any) -> Finding | None:
    """Nobody knows today that somebody is alive tomorrow."""
    known, asked = page.last_known_alive_on, page.inquired_on
    if known is None or asked is None or not known.certainly_after(asked):
        return None
    return Finding("SU-002", ("last_known_alive_on",), _("This is later than the inquiry. Check both dates."))


def alive_only_before_death(page: Any) -> Finding | None:
    """Nobody is alive after the recorded date of death."""
    known, died = page.last_known_alive_on, death_day(page.subject.data)
    if known is None or died is None or not known.certainly_after(died):
        return None
    return Finding("SU-003", ("last_known_alive_on",), _("This is later than the recorded death. Which is right?"))


def source_is_allowed_after_withdrawal(page: Any) -> Finding | None:
    """After contact was withdrawn, only public records may be asked."""
    if page.source in (None, SourceOfNews.PUBLIC) or page.inquired_on is None:
        return None
    if contact_allowed(withdrawals_in_force(page.subject.data), on=page.inquired_on):
        return None
    text = _(
        "Contact was withdrawn before this day: only a public record may be asked. Is there a deviation to report?"
    )
    return Finding("SU-004", ("source",), text)

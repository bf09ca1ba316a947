"""Soft checks that several forms share."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from edc.crf import Finding, PartialDate
from edc.crf.reading import is_row
from edc.records.schedule import LOG_VISIT
from edc.records.subject_data import SubjectData


def event_of(record: Any) -> Any:
    """The entry of the adverse event log that `ae_number` of a page or row names; None where there is none."""
    subject = record.page.subject if is_row(type(record)) else record.subject
    entries = subject.data.pages("AE") if record.ae_number is not None else ()
    return next((each for each in entries if (each.visit_code, each.occurrence) == (LOG_VISIT, record.ae_number)), None)


def names_an_event(check_id: str) -> Callable[[Any], Finding | None]:
    """A check that `ae_number` is a number in the participant's adverse event log."""

    def check(page: Any) -> Finding | None:
        if page.ae_number is None or page.ae_number in event_numbers(page.subject):
            return None
        return Finding(check_id, ("ae_number",), _("The adverse event log has no entry with this number."))

    return check


def event_numbers(subject: Any) -> set[int]:
    """Numbers of the entries in the participant's adverse event log."""
    return {each.occurrence for each in subject.data.pages("AE") if each.visit_code == LOG_VISIT}


def death_by(data: SubjectData, cause: str) -> PartialDate | None:
    """When the participant died, if of this cause."""
    death = data.page("DD")
    return death.died_on if death is not None and death.cause == cause else None


def is_day(date: PartialDate | None, first: dt.date, last: dt.date) -> bool:
    """Whether a date is known to the day and lies within these days."""
    return date is not None and date.earliest == date.latest and first <= date.earliest <= last

"""What the pages of one participant say of the course, up to the data cut-off: dates for the rules."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from edc.crf.partial_dates import Day, PartialDate, earliest
from edc.records.subject_data import SubjectData
from patients.checks.survival import death_day
from patients.codelists.disease import MrdResult
from patients.codelists.follow_up import RemissionAtTherapy, SubsequentTherapy
from patients.codelists.response import Response
from patients.consents import first_consent_day
from patients.endpoints.results import Assessed
from patients.rules.response import REMISSIONS
from patients.rules.time_to_event import assumed_day
from trial.protocol_settings import Assessor

COUNTED = {
    Assessor.INVESTIGATOR: "response",
    Assessor.FINDINGS: "derived_response",
    Assessor.INDEPENDENT: "independent_response",
}


def infused_on(data: SubjectData, cutoff: dt.date) -> dt.date | None:
    """Day 0, on the study clock."""
    page = data.page("INF")
    day = timezone.localdate(page.started_at) if page is not None and page.started_at else None
    return day if day is not None and day <= cutoff else None


def last_known_alive(data: SubjectData, cutoff: dt.date) -> dt.date | None:
    """The last day on which the participant was seen, or known alive; an incomplete date counts from its first day."""
    days = (earliest(day) for day in _days_alive(data) if day is not None)
    return max((day for day in days if day <= cutoff), default=None)


def died_on(data: SubjectData, cutoff: dt.date, alive_on: dt.date | None) -> dt.date | None:
    """The day of death; where it is known in part, the first possible one not before the last day known alive."""
    return _day(death_day(data), alive_on, cutoff)


def assessments(data: SubjectData, infused: dt.date, cutoff: dt.date, assessor: Assessor) -> tuple[Assessed, ...]:
    """The response assessments after the infusion, in the order of their days."""
    name = COUNTED[assessor]
    pages = [page for page in data.pages("RS") if page.assessed_on and infused <= page.assessed_on <= cutoff]
    return tuple(
        Assessed(
            visit_code=page.visit_code,
            on=page.assessed_on,
            day=(page.assessed_on - infused).days,
            response=getattr(page, name),
            derived=page.derived_response,
            mrd=page.mrd,
        )
        for page in sorted(pages, key=lambda page: (page.assessed_on, page.pk or 0))
    )


def relapsed_on(data: SubjectData, seen: tuple[Assessed, ...], cutoff: dt.date) -> dt.date | None:
    """The day on which the first relapse was found: as recorded, or else the day of the assessment."""
    first = next((each for each in seen if each.response == Response.RELAPSE), None)
    if first is None:
        return None
    free = max((each.on for each in seen if each.on < first.on), default=None)
    pages = (page for page in data.pages("RS") if page.assessed_on == first.on and page.relapsed_on is not None)
    recorded = (_day(page.relapsed_on, free, cutoff) for page in pages)
    return next((day for day in recorded if day is not None), first.on)


def mrd_returned_on(seen: tuple[Assessed, ...]) -> dt.date | None:
    """The first assessment with residual disease after one without, both in remission."""
    in_remission = [each for each in seen if each.response in REMISSIONS]
    clear = next((each.on for each in in_remission if each.mrd == MrdResult.NEGATIVE), None)
    later = (each.on for each in in_remission if clear and each.on > clear and each.mrd == MrdResult.POSITIVE)
    return next(later, None)


def transplanted_on(data: SubjectData, infused: dt.date, cutoff: dt.date) -> dt.date | None:
    """The first transplant in remission."""
    return _first_therapy(data, infused, cutoff, transplant=True)


def new_therapy_on(data: SubjectData, infused: dt.date, cutoff: dt.date) -> dt.date | None:
    """The first other therapy against the leukaemia; a transplant with active disease is one."""
    return _first_therapy(data, infused, cutoff, transplant=False)


def _first_therapy(data: SubjectData, infused: dt.date, cutoff: dt.date, *, transplant: bool) -> dt.date | None:
    pages = [page for page in data.pages("ST") if page.therapy and _is_transplant_in_remission(page) == transplant]
    days = [_day(page.started_on, infused, cutoff) for page in pages]
    return min((day for day in days if day is not None), default=None)


def _is_transplant_in_remission(page: Any) -> bool:
    return bool(page.therapy == SubsequentTherapy.HSCT and page.remission != RemissionAtTherapy.ACTIVE)


def _days_alive(data: SubjectData) -> Iterator[Day | None]:
    yield from (page.last_known_alive_on for page in data.pages("SU"))
    yield from (page.held_on for page in data.pages("SV"))
    yield from (page.assessed_on for page in data.pages("RS"))
    yield from (page.last_contact_on for page in data.pages("EOS"))
    yield from (timezone.localdate(page.started_at) for page in data.pages("INF") if page.started_at)
    yield first_consent_day(data)


def _day(date: PartialDate | None, not_before: dt.date | None, cutoff: dt.date) -> dt.date | None:
    if date is None:
        return None
    day = assumed_day(earliest=date.earliest, latest=date.latest, not_before=not_before)
    return day if day <= cutoff else None

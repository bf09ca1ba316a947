"""What checks across forms of this app share: the events of the log, the graded days, the treatments."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from adverse_events.codelists.events import EventOutcome
from edc.crf.dates import day_of
from edc.records.subject_data import SubjectData
from patients.edit_checks.common import before

Graded = tuple[dt.date, int, Any]
"""Day, grade and page of one assessment."""
Days = Callable[[SubjectData], list[Graded]]


def events(data: SubjectData, category: str = "") -> list[Any]:
    """The entries of the adverse event log, of one category or all."""
    return [event for event in data.pages("AE") if category in ("", event.category)]


def fatal_events(data: SubjectData, category: str = "") -> list[Any]:
    """The entries of the log that ended with death, of one category or all."""
    return [event for event in events(data, category) if event.outcome == EventOutcome.FATAL]


def covers(event: Any, day: Any) -> bool:
    """Whether a day may lie between start and end of an event; an unknown start or end is no reason to say no."""
    return not before(day, event.started_on) and not before(event.ended_on, day)


def graded_days(data: SubjectData, form: str, when: str, grade: str) -> list[Graded]:
    """Day, grade and page of every graded assessment, in the order of time."""
    found = [
        (day_of(getattr(page, when)), int(getattr(page, grade)), page)
        for page in data.pages(form)
        if getattr(page, when) is not None and getattr(page, grade) is not None
    ]
    return sorted(found, key=lambda each: each[0])


def crs_days(data: SubjectData) -> list[Graded]:
    """Day, investigator's grade and page of every CRS assessment."""
    return graded_days(data, "CRS", "period_start", "crs_grade_investigator")


def icans_days(data: SubjectData) -> list[Graded]:
    """Day, investigator's grade and page of every assessment of neurotoxicity."""
    return graded_days(data, "ICE", "assessed_at", "icans_grade_investigator")


def treatments(data: SubjectData, *drugs: str) -> Iterator[Any]:
    """The treatments of toxicity with a start, with one of these drugs or any."""
    return (page for page in data.pages("TX") if page.started_at is not None and (not drugs or page.drug in drugs))

"""What was recorded, placed on the days of the trial: events with their grades, and the grade of each day.

A date that is not known to the day has no place; nothing is imputed.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils import timezone

from edc.crf.codelists import NoYes
from edc.crf.partial_dates import PartialDate
from edc.records.subject_data import SubjectData
from trial.rules.study_day import study_day

COMPUTED, INVESTIGATOR = "computed", "investigator"


@dataclass(frozen=True)
class Spell:
    """A stretch of days at one grade; `ongoing` when the event was not over on the last of them."""

    first_day: int
    last_day: int
    grade: int | None
    ongoing: bool = False


@dataclass(frozen=True)
class DayGrade:
    """The worst grade of one day and whose it is; None where nothing of that day can be graded."""

    day: int
    grade: int | None
    basis: str


def day_of(data: SubjectData, when: Any) -> int | None:
    """Study day of a date or time as recorded; None without one, before an infusion is recorded, or by the month."""
    on = date_of(when)
    infused_on = data.subject.infusion_day
    return None if on is None or infused_on is None else study_day(on=on, infusion_day=infused_on)


def date_of(when: Any) -> dt.date | None:
    """The date on the study clock, None where it is not known to the day."""
    if isinstance(when, PartialDate):
        return when.earliest if when.day else None
    if isinstance(when, dt.datetime):
        return timezone.localtime(when).date()
    return when if isinstance(when, dt.date) else None


def spells(data: SubjectData, event: Any, *, until: dt.date) -> list[Spell]:
    """The grades of an adverse event in order of time, each until the day before the next one; none without a place.

    Without rows of grades the highest grade stands for the whole event. An event that is not over lasts `until`.
    """
    starts = sorted(_starts(data, event))
    if not starts:
        return []
    is_ongoing = event.ongoing == NoYes.YES
    end = day_of(data, until if is_ongoing else event.ended_on)
    last = max(starts[-1][0], starts[-1][0] if end is None else end)
    found = [Spell(day, max(day, next_day - 1), grade) for (day, grade), (next_day, _grade) in pairwise(starts)]
    return [*found, Spell(starts[-1][0], last, starts[-1][1], ongoing=is_ongoing)]


def grade_days(data: SubjectData, form: str, *, at: str, of: str) -> list[DayGrade]:
    """The worst grade of each day on which a page of the form holds an assessment, in order of the days.

    `at` is the item that dates it, `of` the two items with the computed and the investigator's grade, by one stem:
    the computed grade counts, and the investigator's where none can be computed.
    """
    worst: dict[int, DayGrade] = {}
    for page in data.pages(form):
        day = day_of(data, getattr(page, at))
        if day is None or day < 0:
            continue
        graded = _graded(page, day, of)
        held = worst.get(day)
        if held is None or (graded.grade is not None and graded.grade > (-1 if held.grade is None else held.grade)):
            worst[day] = graded
    return [worst[day] for day in sorted(worst)]


def crs_days(data: SubjectData) -> list[DayGrade]:
    return grade_days(data, "CRS", at="period_start", of="crs_grade")


def icans_days(data: SubjectData) -> list[DayGrade]:
    return grade_days(data, "ICE", at="assessed_at", of="icans_grade")


def _graded(page: Any, day: int, stem: str) -> DayGrade:
    for basis in (COMPUTED, INVESTIGATOR):
        grade = _as_grade(getattr(page, f"{stem}_{basis}", None))
        if grade is not None:
            return DayGrade(day, grade, basis)
    return DayGrade(day, None, "")


def _starts(data: SubjectData, event: Any) -> Iterator[tuple[int, int | None]]:
    """Day from which the event had which grade."""
    began = day_of(data, event.started_on)
    rows = [(day_of(data, row.from_day), _as_grade(row.grade)) for row in event.rows("grades")]
    placed = [(day, grade) for day, grade in rows if day is not None and grade is not None]
    yield from placed
    first = min(placed, default=None)
    if began is not None and first is None:
        yield began, _as_grade(event.maximum_grade)
    elif began is not None and first is not None and began < first[0]:
        yield began, first[1]


def _as_grade(code: Any) -> int | None:
    return int(code) if code not in (None, "") else None

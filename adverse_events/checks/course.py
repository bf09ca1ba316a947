"""The course of CRS and of ICANS, from the graded assessments of the participant."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from adverse_events.checks.common import death_by
from adverse_events.checks.crs_grade import crs_assessments, days_of
from adverse_events.checks.grading import term
from adverse_events.checks.icans_grade import icans_graded, is_before_cells
from adverse_events.codelists.crs import CourseOutcome
from adverse_events.rules.course import DEATH, RULE, Course, course
from adverse_events.rules.span import Span, exactly
from edc.crf import Computed, PartialDate
from edc.crf.declaration import Text
from edc.crf.wording import listed
from edc.records.subject_data import SubjectData
from patients.codelists.follow_up import DeathCause

Graded = tuple[dt.date, Span]
MANY = 5


def graded_crs(data: SubjectData) -> list[Graded]:
    """Day and grade of every daily CRS assessment, and of death by CRS."""
    made = [(days_of(each.page)[0], each.graded.span) for each in crs_assessments(data)]
    return [*made, *_death(death_by(data, DeathCause.CRS), made)]


def graded_icans(data: SubjectData) -> list[Graded]:
    """Day and grade of every ICE or CAPD assessment after the infusion, and of death by ICANS."""
    pages = [page for page in data.pages("ICE") if not is_before_cells(page)]
    made = [(timezone.localdate(page.assessed_at), icans_graded(page).span) for page in pages]
    return [*made, *_death(death_by(data, DeathCause.ICANS), made)]


def onset(graded: Callable[[SubjectData], list[Graded]]) -> Callable[[Any], Computed]:
    """The first day with a grade of 1 or more."""
    return _computed(graded, lambda found: found.onset_on, _onset_words)


def maximum(graded: Callable[[SubjectData], list[Graded]]) -> Callable[[Any], Computed]:
    """The highest grade, a term of the codelist."""
    return _computed(graded, lambda found: term(found.maximum.grade) if found.maximum else None, _maximum_words)


def maximum_on(graded: Callable[[SubjectData], list[Graded]]) -> Callable[[Any], Computed]:
    """The first day of the highest grade."""
    return _computed(graded, lambda found: found.maximum_on)


def outcome(graded: Callable[[SubjectData], list[Graded]]) -> Callable[[Any], Computed]:
    """Over, going on, or fatal; None without an episode, and where it is not known."""
    return _computed(graded, _outcome, _outcome_words)


def resolved_on(graded: Callable[[SubjectData], list[Graded]]) -> Callable[[Any], Computed]:
    """The day of grade 0 after the last episode."""
    return _computed(graded, lambda found: found.resolved_on, _end_words)


def duration_days(graded: Callable[[SubjectData], list[Graded]]) -> Callable[[Any], Computed]:
    """Days of all episodes together."""
    return _computed(graded, lambda found: found.duration_days)


def _computed(
    graded: Callable[[SubjectData], list[Graded]],
    value: Callable[[Course], Any],
    words: Callable[[Course], Text] = lambda found: "",
) -> Callable[[Any], Computed]:
    def compute(page: Any) -> Computed:
        infused = page.subject.infusion_day
        if infused is None:
            return Computed(None, RULE)
        assessments = graded(page.subject.data)
        found = course(assessments=assessments, infusion_day=infused)
        inputs = {
            "infusion_day": infused,
            "days": [[day, span.low, span.high] for day, span in sorted_by_day(assessments)],
        }
        return Computed(value(found), RULE, inputs, words(found))

    return compute


def sorted_by_day(assessments: list[Graded]) -> list[Graded]:
    """The assessments in the order of their days."""
    return sorted(assessments, key=lambda each: each[0])


def _death(died_on: PartialDate | None, made: list[Graded]) -> Iterator[Graded]:
    """Death as one more graded day; while its day is not known, the last assessment may have been it or not."""
    if died_on is None or not made:
        return
    known = died_on.earliest == died_on.latest
    yield (died_on.earliest, exactly(DEATH)) if known else (max(day for day, _span in made), Span(0, DEATH))


def _outcome(found: Course) -> CourseOutcome | None:
    if not found.episodes or found.ongoing is None:
        return None
    if found.maximum and found.maximum.grade == DEATH:
        return CourseOutcome.FATAL
    return CourseOutcome.ONGOING if found.ongoing else CourseOutcome.RESOLVED


def _onset_words(found: Course) -> Text:
    if not found.episodes:
        return _("no day with a grade of 1 or more") if found.maximum else ""
    first = found.episodes[0]
    if first.starts_known:
        return ""
    return format_lazy(_("first seen on {day}; the day before was not graded"), day=first.first)


def _maximum_words(found: Course) -> Text:
    if found.maximum is None:
        return _("nothing was assessed")
    if found.maximum.grade is not None:
        return ""
    days = listed([str(day) for day in found.ungraded[:MANY]])
    return format_lazy(_("at least {grade}; days without a grade: {days}"), grade=found.maximum.low, days=days)


def _outcome_words(found: Course) -> Text:
    if len(found.episodes) < 2:
        return ""
    return format_lazy(_("{count} episodes, parted by days of grade 0"), count=len(found.episodes))


def _end_words(found: Course) -> Text:
    last = found.episodes[-1] if found.episodes else None
    if last is None or last.free_on is None or last.ends_known:
        return ""
    text = _("last seen on {last}, gone by {free}; the days between were not graded")
    return format_lazy(text, last=last.last, free=last.free_on)

"""Soft checks and the derived grades of the adverse event log."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from adverse_events.codelists.events import RELATED, EventGrade, EventOutcome, GradingScale
from adverse_events.rules.events import fitting_scale, highest_grade
from edc.crf import Finding
from edc.crf.codelists import NoYes

ENDED = {EventOutcome.RECOVERED, EventOutcome.SEQUELAE, EventOutcome.FATAL}
OPEN = {EventOutcome.RECOVERING, EventOutcome.NOT_RECOVERED}


def maximum_grade(page: Any) -> str | None:
    """The highest grade of the event, on its own scale."""
    return highest_grade([row.grade for row in page.rows("grades")])


def maximum_ctcae_grade(page: Any) -> str | None:
    """The highest grade if the event is graded by CTCAE, else None."""
    return maximum_grade(page) if page.grading_scale == GradingScale.CTCAE_5 else None


def maximum_astct_grade(page: Any) -> str | None:
    """The highest grade if the event is graded by the ASTCT consensus, else None."""
    return maximum_grade(page) if page.grading_scale == GradingScale.ASTCT else None


def scale_fits_category(page: Any) -> Finding | None:
    """CRS and ICANS are graded by ASTCT, never by CTCAE; other categories by their own scale."""
    if page.category is None or page.grading_scale is None:
        return None
    fitting = fitting_scale(page.category)
    if page.grading_scale == fitting:
        return None
    text = format_lazy(_("This category is graded by {scale}."), scale=GradingScale(fitting).label)
    return Finding("AE-002", ("grading_scale",), text)


def outcome_agrees_with_end(page: Any) -> Finding | None:
    """An event that goes on has not recovered; one that ended is not still recovering."""
    contradicts = {NoYes.YES: ENDED, NoYes.NO: OPEN}.get(page.ongoing, set())
    if page.outcome not in contradicts:
        return None
    return Finding("AE-003", ("outcome",), _("Outcome and “ongoing” contradict each other. Which is right?"))


def grade_5_is_death(page: Any) -> Finding | None:
    """Grade 5 and a fatal outcome go together."""
    grade, fatal = page.maximum_grade, page.outcome == EventOutcome.FATAL
    if grade is None or page.outcome is None or (grade == EventGrade.GRADE_5) == fatal:
        return None
    return Finding("AE-004", ("outcome",), _("Grade 5 means a fatal outcome, and only that. Which is right?"))


def fatal_is_serious(page: Any) -> Finding | None:
    """A fatal event is serious by definition (ICH E2A)."""
    if page.serious != NoYes.NO or page.outcome != EventOutcome.FATAL:
        return None
    return Finding("AE-005", ("serious",), _("A fatal event is always serious."))


def grades_are_dated_in_order(page: Any) -> Finding | None:
    """Each change of grade follows the one before it, and none lies before the start of the event."""
    last = page.started_on
    for number, row in enumerate(page.rows("grades"), start=1):
        if row.from_day is not None and last is not None and row.from_day.certainly_before(last):
            text = _("This is before the start, or before the grade above it. Enter the grades in order of time.")
            return Finding("AE-006", ("from_day",), text, row=number, table="grades")
        last = row.from_day or last
    return None


def cells_cause_nothing_before_infusion(page: Any) -> Finding | None:
    """What began before the day of infusion cannot be due to the cells."""
    day = page.subject.infusion_day
    if page.causality_car_t not in RELATED or page.started_on is None or day is None:
        return None
    if not page.started_on.certainly_before(day):
        return None
    text = _("The event began before the infusion. Is it new or worse since then?")
    return Finding("AE-007", ("causality_car_t",), text)

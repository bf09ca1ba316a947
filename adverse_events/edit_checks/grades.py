"""Grades of assessments and laboratory values against the adverse event log."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from adverse_events.codelists.events import SEVERE, EventCategory
from adverse_events.edit_checks.common import Days, covers, crs_days, events, icans_days
from edc.crf.codelists import NoYes
from edc.crf.dates import day_of
from edc.crf.partial_dates import earliest, latest
from edc.records.edit_checks import At, EditCheck
from edc.records.subject_data import SubjectData
from patients.checks.laboratory_grades import worst_grade
from patients.codelists.laboratory import LabTest
from patients.edit_checks.common import before, days_apart, with_items

ONSET_TOLERANCE_DAYS = 1
CATEGORIES_OF_TESTS = {
    LabTest.NEUT: (EventCategory.CYTOPENIA, EventCategory.ICAHT),
    LabTest.PLAT: (EventCategory.CYTOPENIA, EventCategory.ICAHT),
    LabTest.HGB: (EventCategory.CYTOPENIA, EventCategory.ICAHT),
    LabTest.WBC: (EventCategory.CYTOPENIA, EventCategory.ICAHT),
    LabTest.LYM: (EventCategory.CYTOPENIA, EventCategory.ICAHT, EventCategory.B_CELL_APLASIA),
}
# Falling lymphocytes are what lymphodepletion is for; no event is asked for.
INTENDED = {LabTest.LYM}
OTHER_LABORATORY = (
    EventCategory.OTHER, EventCategory.TUMOUR_LYSIS, EventCategory.IEC_HS, EventCategory.CRS, EventCategory.GVHD,
    EventCategory.INFECTION,
)  # fmt: skip


def laboratory_grade_has_an_event(data: SubjectData) -> Iterator[At]:
    """A laboratory value of grade 3 or more after the infusion stands in the log; asked once for each test."""
    infused = data.subject.infusion_day
    asked: set[str] = set()
    panels = sorted(with_items(data, "LB", "sample_collected_at"), key=lambda page: page.sample_collected_at)
    for page in panels:
        day = day_of(page.sample_collected_at)
        if infused is None or before(day, infused):
            continue
        for number, row in enumerate(page.rows("results"), start=1):
            grade = worst_grade(row) or 0
            if grade < SEVERE or row.test in INTENDED or row.test in asked:
                continue
            categories = CATEGORIES_OF_TESTS.get(row.test, OTHER_LABORATORY)
            if not any(event.category in categories and covers(event, day) for event in events(data)):
                asked.add(row.test)
                yield At(page, number, {"test": LabTest(row.test).label, "grade": grade, "day": day})


def assessed_grade_has_an_event(category: str, days: Days, data: SubjectData) -> Iterator[At]:
    """A graded assessment lies within an entry of the log; asked once, on the first day without one."""
    for day, grade, page in days(data):
        if grade and not any(covers(event, day) for event in events(data, category)):
            yield At(page, values={"day": day})
            return


def event_grade_is_the_assessed_one(category: str, days: Days, data: SubjectData) -> Iterator[At]:
    """The highest grade of the event is the highest of the assessments within it."""
    for event in events(data, category):
        within = [grade for day, grade, _page in days(data) if covers(event, day)]
        if event.maximum_grade is None or not within or int(event.maximum_grade) == max(within):
            continue
        if int(event.maximum_grade) < 5:
            yield At(event, values={"grade": max(within)})


def event_starts_with_the_grades(category: str, days: Days, data: SubjectData) -> Iterator[At]:
    """The event begins on the first day with a grade, a day more or less."""
    for event in events(data, category):
        first = next((day for day, grade, _page in days(data) if grade and covers(event, day)), None)
        apart = days_apart(event.started_on, first)
        if apart is not None and apart > ONSET_TOLERANCE_DAYS:
            yield At(event, values={"day": first})


def event_ends_after_the_grades(category: str, days: Days, data: SubjectData) -> Iterator[At]:
    """An event that ended is not graded on the days after."""
    for event in events(data, category):
        if event.ended_on is None or any(other is not event for other in events(data, category)):
            continue
        later = [day for day, grade, _page in days(data) if grade and before(event.ended_on, day)]
        if later:
            yield At(event, values={"day": min(later)})


def severe_is_of_special_interest(data: SubjectData) -> Iterator[At]:
    """CRS and ICANS of grade 3 or more are events of special interest."""
    for event in [*events(data, EventCategory.CRS), *events(data, EventCategory.ICANS)]:
        if int(event.maximum_grade or 0) >= SEVERE and event.special_interest == NoYes.NO:
            yield At(event)


def gvhd_has_an_event(data: SubjectData) -> Iterator[At]:
    """Graft-versus-host disease after the infusion stands in the log."""
    infused = data.subject.infusion_day
    for page in with_items(data, "GV", "started_on"):
        if infused is None or before(page.started_on, infused):
            continue
        if page.acute_grade == "0" or any(covers(event, page.started_on) for event in events(data, EventCategory.GVHD)):
            continue
        yield At(page)


def an_event_stands_once(data: SubjectData) -> Iterator[At]:
    """The same event of the same days is entered once."""
    known: list[Any] = []
    for event in with_items(data, "AE", "term", "started_on"):
        for other in known:
            same = other.term.strip().casefold() == event.term.strip().casefold()
            if same and (covers(other, event.started_on) or covers(event, other.started_on)):
                yield At(event, values={"number": other.occurrence})
                break
        known.append(event)


def what_was_there_before_is_worse(data: SubjectData) -> Iterator[At]:
    """A condition of the history is an event only when it is worse than it was."""
    for event in with_items(data, "AE", "term", "started_on"):
        for page in data.pages("MH"):
            for row in page.rows("conditions"):
                same = (row.term or "").strip().casefold() == event.term.strip().casefold()
                worse = int(event.maximum_grade or 5) > int(row.ctcae_grade or 0)
                if same and row.ongoing == NoYes.YES and row.ctcae_grade and not worse:
                    yield At(event, values={"grade": row.ctcae_grade})


def second_malignancy_is_followed(data: SubjectData) -> Iterator[At]:
    """A second malignancy in the log has its form with pathology and transgene."""
    told = [row for page in data.pages("LT") for row in page.rows("effects") if row.kind == "MALIGNANCY"]
    for event in events(data, EventCategory.SECOND_MALIGNANCY):
        if not told:
            yield At(event)


def late_malignancy_has_an_event(data: SubjectData) -> Iterator[At]:
    """A second malignancy found in follow-up is an adverse event too."""
    for page in data.pages("LT"):
        for number, row in enumerate(page.rows("effects"), start=1):
            if row.kind == "MALIGNANCY" and not events(data, EventCategory.SECOND_MALIGNANCY):
                yield At(page, number)


def event_is_over_when_it_says(data: SubjectData) -> Iterator[At]:
    """The last change of grade does not lie after the end of the event."""
    for event in with_items(data, "AE", "ended_on"):
        for number, row in enumerate(event.rows("grades"), start=1):
            if row.from_day is not None and earliest(row.from_day) > latest(event.ended_on):
                yield At(event, number, {"ended": event.ended_on})


def _of(number: int, category: str, days: Days, when: str, grade: str) -> tuple[EditCheck, ...]:
    """The four checks of an assessment against its category of events; their ids count from `number`."""
    return (
        EditCheck(
            f"ED-{number}", (grade, "AE.started_on"),
            _("Graded here, and no entry of the adverse event log covers {day}. Is one missing?"),
            partial(assessed_grade_has_an_event, category, days),
        ),
        EditCheck(
            f"ED-{number + 1}", ("AE.maximum_grade", grade),
            _("The assessments within this event reach grade {grade}. Which is right?"),
            partial(event_grade_is_the_assessed_one, category, days),
        ),
        EditCheck(
            f"ED-{number + 2}", ("AE.started_on", when),
            _("The first graded assessment is of {day}. When did it begin?"),
            partial(event_starts_with_the_grades, category, days),
        ),
        EditCheck(
            f"ED-{number + 3}", ("AE.ended_on", when),
            _("Still graded on {day}. When did it end, or is it a second episode?"),
            partial(event_ends_after_the_grades, category, days),
        ),
    )  # fmt: skip


CHECKS = (
    EditCheck(
        "ED-301", ("LB.results.value", "AE.started_on"),
        _("{test} is of CTCAE grade {grade}, and no adverse event covers {day}. Is an entry missing?"),
        laboratory_grade_has_an_event,
    ),
    *_of(302, EventCategory.CRS, crs_days, "CRS.period_start", "CRS.crs_grade_investigator"),
    *_of(306, EventCategory.ICANS, icans_days, "ICE.assessed_at", "ICE.icans_grade_investigator"),
    EditCheck(
        "ED-310", ("AE.special_interest", "AE.maximum_grade"),
        _("CRS and ICANS of grade 3 or more are of special interest. Is this answer right?"),
        severe_is_of_special_interest,
    ),
    EditCheck(
        "ED-311", ("GV.started_on", "AE.started_on"),
        _("No entry of the adverse event log covers this. Is one missing?"), gvhd_has_an_event,
    ),
    EditCheck(
        "ED-312", ("AE.term", "AE.started_on"),
        _("Entry {number} has the same words and days. Was it entered twice?"), an_event_stands_once,
    ),
    EditCheck(
        "ED-313", ("AE.term", "MH.conditions.term"),
        _("The medical history has this as ongoing, grade {grade}. Is it worse since?"), what_was_there_before_is_worse,
    ),
    EditCheck(
        "ED-314", ("AE.category", "LT.effects.kind"),
        _("Please complete the form of second malignancy as well: pathology, lineage, transgene."),
        second_malignancy_is_followed,
    ),
    EditCheck(
        "ED-315", ("LT.effects.kind", "AE.category"),
        _("The adverse event log has no second malignancy. Is an entry missing?"), late_malignancy_has_an_event,
    ),
    EditCheck(
        "ED-316", ("AE.grades.from_day", "AE.ended_on"),
        _("The event ended on {ended}. Which date is right?"), event_is_over_when_it_says,
    ),
)  # fmt: skip

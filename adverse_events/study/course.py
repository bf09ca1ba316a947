"""The course of one participant: events, daily grades, treatments, response and blood counts by day."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from adverse_events.study.days import crs_days, date_of, day_of, icans_days, spells
from edc.crf.codelists import NoYes
from edc.crf.declaration import Text
from edc.crf.wording import listed
from edc.entry.display import shown
from edc.plots.course import COUNT, EVENT, GRADE, RESPONSE, TREATMENT, Course, CourseRow
from edc.plots.plot import short
from edc.records.subject_data import SubjectData
from patients.codelists.laboratory import LabTest, LabUnit
from patients.rules.response import REMISSIONS
from trial.rules.study_day import date_of_study_day

READS = ("INF", "AE", "CRS", "ICE", "TX", "RS", "LB")
COUNTS = (LabTest.NEUT, LabTest.PLAT)
"""Counts that are drawn: in 10⁹/L, as laboratories report them."""
LONGEST_LANE = 30
PARTS: tuple[tuple[str, Text], ...] = (
    (EVENT, gettext_lazy("Adverse events")),
    (GRADE, gettext_lazy("Grade of the day")),
    (TREATMENT, gettext_lazy("Treatment of toxicity")),
    (RESPONSE, gettext_lazy("Response by the investigator")),
    (COUNT, gettext_lazy("Blood counts, 10⁹/L")),
)


def course_of(data: SubjectData) -> Course:
    """The course until today, in the language of the reader; without an infusion nothing has a day."""
    data.load(*READS)
    rows = [row for part in (_events, _grades, _treatments, _responses, _counts) for row in part(data)]
    level = data.subject.dose_level
    return Course(
        title=_("Course of %(participant)s")
        % {"participant": listed([data.subject.number, level] if level else [data.subject.number])},
        x_label=_("Study day (narrower before day −7 and after day 28)"),
        grade_label=_("grade {grade}"),
        not_graded_label=_("assessed, not graded"),
        empty=_("Nothing is recorded yet.")
        if data.subject.infusion_day
        else _("No infusion is recorded: nothing has a study day."),
        parts=tuple((part, str(title)) for part, title in PARTS),
        rows=tuple(rows),
    )


def course_words(course: Course) -> str:
    """What the picture shows, for whoever cannot see it; the table below it says the rest."""
    events = [row for row in course.rows if row.part == EVENT]
    worst = {name: _worst([row for row in course.rows if row.name == name and row.part == GRADE]) for name in GRADES}
    parts = [_("adverse events: %(n)d") % {"n": len({(row.name, row.number) for row in events})}]
    if (grade := _worst(events)) is not None:
        parts.append(_("worst grade %(grade)d") % {"grade": grade})
    for name, grade in worst.items():
        if grade is not None:
            parts.append(_("%(name)s up to grade %(grade)d") % {"name": name, "grade": grade})
    parts += [_("response %(name)s") % {"name": row.name} for row in course.rows if row.part == RESPONSE][-1:]
    return str(listed(parts))


GRADES: dict[str, Callable[[SubjectData], Any]] = {"CRS": crs_days, "ICANS": icans_days}


def _worst(rows: list[CourseRow]) -> int | None:
    return max((row.grade for row in rows if row.grade is not None), default=None)


def _events(data: SubjectData) -> Iterator[CourseRow]:
    """One row for each grade of an event; one without days where its dates are not known to the day."""
    for event in data.pages("AE"):
        name = short(event.term or shown(event._meta.get_field("category"), event.category) or "—", LONGEST_LANE)
        until = min(data.today, data.subject.ended_on or data.today)
        found = spells(data, event, until=until)
        for spell in found:
            since, last = _date(data, spell.first_day), "" if spell.ongoing else _date(data, spell.last_day)
            yield CourseRow(
                EVENT, name, since, last, spell.first_day, spell.last_day, spell.ongoing, spell.grade,
                number=event.occurrence,
            )  # fmt: skip
        if not found:
            grade = int(event.maximum_grade) if event.maximum_grade else None
            yield CourseRow(
                EVENT, name, _text(event.started_on), _text(event.ended_on),
                ongoing=event.ongoing == NoYes.YES, grade=grade, number=event.occurrence,
            )  # fmt: skip


def _grades(data: SubjectData) -> Iterator[CourseRow]:
    for name, days in GRADES.items():
        for graded in days(data):
            yield CourseRow(GRADE, name, _date(data, graded.day), day=graded.day, grade=graded.grade)


def _treatments(data: SubjectData) -> Iterator[CourseRow]:
    for page in sorted(data.pages("TX"), key=lambda page: str(page.started_at or "")):
        going = page.ongoing == NoYes.YES
        first = day_of(data, page.started_at)
        last = day_of(data, data.today if going else page.stopped_at)
        name = page.drug_other or shown(page._meta.get_field("drug"), page.drug) or "—"
        yield CourseRow(
            TREATMENT, short(name, LONGEST_LANE), _text(page.started_at), "" if going else _text(page.stopped_at),
            first, first if last is None or first is None else max(first, last), going,
            words="" if page.dose_mg is None else f"{page.dose_mg.normalize():f} mg", number=page.occurrence,
        )  # fmt: skip


def _responses(data: SubjectData) -> Iterator[CourseRow]:
    for page in sorted(data.pages("RS"), key=lambda page: str(page.assessed_on or "")):
        if page.response and page.assessed_on:
            on = _text(page.assessed_on)
            is_short = page.response in REMISSIONS
            name = page.response if is_short else shown(page._meta.get_field("response"), page.response)
            yield CourseRow(RESPONSE, short(name, LONGEST_LANE), on, day=day_of(data, page.assessed_on))


def _counts(data: SubjectData) -> Iterator[CourseRow]:
    """Neutrophils and platelets as reported; a value beyond what the method measures is left out."""
    for test in COUNTS:
        found = [
            (page.sample_collected_at, row.value)
            for page in data.pages("LB")
            for row in page.rows("results")
            if row.test == test and row.unit == LabUnit.E9_PER_L and row.value is not None and not row.comparator
        ]
        for taken_at, value in sorted((each for each in found if each[0]), key=lambda each: each[0]):
            on = _text(taken_at)
            unit = LabUnit.E9_PER_L.value
            yield CourseRow(COUNT, str(test.label), on, day=day_of(data, taken_at), value=float(value), unit=unit)


def _date(data: SubjectData, day: int) -> str:
    return date_of_study_day(day=day, infusion_day=data.subject.infusion_day).isoformat()


def _text(when: Any) -> str:
    """A date at the precision recorded; the day of a time."""
    on = date_of(when)
    return str(on or when or "")

"""Adverse events of a course, told as they were: entered at their onset, completed at their end; serious ones reported.

The number of an event in the log is its place in `events_of`, which other forms refer to.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from adverse_events.demonstration.blood import transfused
from adverse_events.demonstration.courses import Course
from adverse_events.demonstration.entry import LOG, Correction, Dated, Entry, Place, Values, Why

CTCAE, ASTCT, MAGIC = "CTCAE V5.0", "ASTCT 2019", "MAGIC 2016"
ENDED = Why("additional_information", "course of the event completed from the chart")
CAUSES = ("car_t", "lymphodepletion", "leukapheresis", "bridging", "disease", "procedure")
SERIOUS_FROM = 3
CRS_TERM, ICANS_TERM = "Cytokine release syndrome", "ICANS"
NEUTROPHILS, PLATELETS, ANTIBODIES = (
    "Neutrophil count decreased", "Platelet count decreased", "Hypogammaglobulinaemia",
)  # fmt: skip
G_CSF_AFTER_DAY = 25


@dataclass(frozen=True)
class Event:
    """One adverse event: grades by study day, the first day without it (None: it goes on), and what caused it."""

    term: str
    category: str
    scale: str
    grades: Mapping[int, int]
    ended: int | None
    causes: Mapping[str, str]
    treated: bool = True
    serious: bool = False

    @property
    def started(self) -> int:
        return min(self.grades)

    def goes_on(self, course: Course) -> bool:
        return self.ended is None or self.ended > course.last_day


def events_of(course: Course) -> list[Event]:
    """The adverse events that have begun, in the order in which they are entered."""
    if not course.infused:
        return []
    found = [*_cytopenias(course), *_of_the_cells(course), *_later(course)]
    return sorted((event for event in found if event.started <= course.last_day), key=lambda event: event.started)


def number_of(course: Course, category: str) -> int | None:
    """The number of the first event of a category in the log."""
    return next((at for at, event in enumerate(events_of(course), start=1) if event.category == category), None)


def number_of_term(course: Course, term: str) -> int | None:
    """The number of an event in the log by its words; None where the participant does not have it."""
    return next((at for at, event in enumerate(events_of(course), start=1) if event.term == term), None)


def _has_platelets(course: Course) -> bool:
    return any(product == "PLATELETS" for _day, product in transfused(course))


def _of_the_cells(course: Course) -> list[Event]:
    archetype = course.archetype
    kinds = ((CRS_TERM, "CRS", archetype.crs, True), (ICANS_TERM, "ICANS", archetype.icans, _icans_is_treated(course)))
    found = []
    for term, category, grades, treated in kinds:
        present = {day: grade for day, grade in grades.items() if grade}
        if present:
            severe = max(present.values()) >= SERIOUS_FROM
            ended = max(present) + 1
            causes = {"car_t": "DEFINITE"}
            found.append(Event(term, category, ASTCT, _steps(present), ended, causes, treated, severe))
    return found


def _icans_is_treated(course: Course) -> bool:
    steroid = course.archetype.steroid
    return course.archetype.anakinra is not None or (steroid is not None and course.icans(steroid[0]) > 0)


def _steps(grades: Mapping[int, int]) -> dict[int, int]:
    """The days on which the grade changed."""
    return {day: grade for day, grade in sorted(grades.items()) if grades.get(day - 1) != grade}


def _cytopenias(course: Course) -> list[Event]:
    back = course.archetype.counts_back
    causes = {"lymphodepletion": "PROBABLE", "car_t": "POSSIBLE", "disease": "POSSIBLE"}
    neutrophils = {0: 3, 2: 4, back - 6: 3, back - 2: 2}
    platelets = {2: 3, 8: 4, back - 9: 3, back - 3: 1}
    return [
        Event(NEUTROPHILS, "CYTOPENIA", CTCAE, neutrophils, back, causes, back > G_CSF_AFTER_DAY),
        Event(PLATELETS, "CYTOPENIA", CTCAE, platelets, back, causes, _has_platelets(course)),
    ]


def _later(course: Course) -> list[Event]:
    """Lack of antibodies, an infection in every third, GVHD after a transplant."""
    archetype, found = course.archetype, []
    back = archetype.b_cells_back
    aplasia = {"car_t": "DEFINITE"}
    ended = None if back is None else back + 60
    found.append(Event(ANTIBODIES, "B-CELL APLASIA", CTCAE, {28: 2}, ended, aplasia))
    if course.number % 3 == 2:
        causes = {"lymphodepletion": "POSSIBLE", "procedure": "POSSIBLE"}
        found.append(Event("Catheter-related infection", "INFECTION", CTCAE, {13: 3, 17: 2}, 23, causes, serious=True))
    if archetype.transplant_day is not None:
        start = archetype.transplant_day + 32
        found.append(
            Event("Acute graft-versus-host disease of the skin", "GVHD", MAGIC, {start: 2}, start + 26,
                  {"procedure": "UNLIKELY"}, treated=False)
        )  # fmt: skip
    return found


def adverse_events(course: Course) -> list[Dated]:
    """Each event at its onset, and what became of it when it ended or as it stands today."""
    acts: list[Dated] = []
    for number, event in enumerate(events_of(course), start=1):
        acts.append((event.started, _onset(course, event, number)))
        if (later := _completion(course, event, number)) is not None:
            acts.append((min(event.ended or course.last_day, course.last_day), later))
    return acts


def _onset(course: Course, event: Event, number: int) -> Entry:
    causality = {f"causality_{cause}": event.causes.get(cause, "NOT RELATED") for cause in CAUSES}
    items: Values = {
        "term": event.term, "category": event.category, "started_on": str(course.on(event.started)),
        "special_interest": "Y" if event.category in ("CRS", "ICANS") else "N", "ongoing": "Y",
        "outcome": "NOT RECOVERED/NOT RESOLVED", "grading_scale": event.scale,
        "serious": "Y" if event.serious else "N", "action_taken": "NOT APPLICABLE",
        "treatment_given": "Y" if event.treated else "N", **causality,
    }  # fmt: skip
    first = [_grade(course, event.started, event.grades[event.started])]
    return Entry("AE", LOG, items, {"grades": first}, occurrence=number)


def _grade(course: Course, day: int, grade: int) -> Values:
    return {"grade": str(grade), "from_day": str(course.on(day))}


def _completion(course: Course, event: Event, number: int) -> Correction | None:
    later = [day for day in sorted(event.grades) if event.started < day <= course.last_day]
    items: Values = {}
    if not event.goes_on(course):
        items = {"ongoing": "N", "ended_on": str(course.on(event.ended or 0)), "outcome": "RECOVERED/RESOLVED"}
    if not items and not later:
        return None
    rows = {"grades": [_grade(course, day, event.grades[day]) for day in later]}
    return Correction(Place(form="AE", visit=LOG, occurrence=number), items, ENDED, added=rows)


def serious_events(course: Course) -> list[Dated]:
    """The serious ones, reported within a day; a follow-up report when they ended."""
    serious = [(at, event) for at, event in enumerate(events_of(course), start=1) if event.serious]
    acts: list[Dated] = []
    for number, (at, event) in enumerate(serious, start=1):
        day = next(day for day in sorted(event.grades) if event.grades[day] >= SERIOUS_FROM)
        if day > course.last_day:
            continue
        acts.append((day, _serious(course, event, at, day, number)))
        if not event.goes_on(course):
            acts.append((event.ended or 0, _discharge(course, event, number)))
    return acts


def _serious(course: Course, event: Event, ae_number: int, day: int, number: int) -> Entry:
    worst = max(event.grades.values())
    text = f"Day {day}: {event.term}, grade {event.grades[day]}. Treated as recorded in the log of treatments."
    items: Values = {
        "ae_number": ae_number, "serious_from": str(course.on(day)), "aware_at": course.at(day, 9, 30),
        "results_in_death": "N", "life_threatening": "Y" if worst >= 4 else "N", "hospitalisation": "Y",
        "disability": "N", "congenital_anomaly": "N", "other_important": "N", "admitted_on": course.on(day),
        "expectedness": "EXPECTED", "narrative": text,
    }  # fmt: skip
    reports = [
        {"recipient": recipient, "kind": "INITIAL", "reported_at": course.at(day, 16, 10)}
        for recipient in ("SPONSOR", "INSTITUTION")
    ]
    return Entry("SAE", LOG, items, {"reports": reports}, occurrence=number)


def _discharge(course: Course, event: Event, number: int) -> Correction:
    ended = event.ended or 0
    rows = {"reports": [{"recipient": "SPONSOR", "kind": "FOLLOW-UP", "reported_at": course.at(ended, 11, 45)}]}
    place = Place(form="SAE", visit=LOG, occurrence=number)
    return Correction(place, {"discharged_on": course.on(ended)}, ENDED, added=rows)

"""Small plots of every kind, by hand: what stands on them is what the tests look for."""

import datetime as dt
from typing import Any

from edc.plots.course import Course, CourseRow
from edc.plots.enrolment import Enrolment, Treated
from edc.plots.events_by_day import EventsByDay, EventsOnDay
from edc.plots.expansion import Expansion, Sample
from edc.plots.heat_map import GradeOnDay, HeatMap
from edc.plots.kaplan_meier import KaplanMeier, KaplanMeierRow
from edc.plots.swimmer import Sign, Swimmer, SwimmerRow

NOTHING = "Nothing yet."
AXIS = "Study day"


def swimmer(*rows: SwimmerRow, title: str = "Courses") -> Swimmer:
    bars, signs = (("IN", "followed"), ("CR", "in remission")), (Sign("DEATH", "death", "s", "#14171c"),)
    return Swimmer(title, "Months", 30.4375, NOTHING, "followed on", bars, signs, rows)


def kaplan_meier(*rows: KaplanMeierRow) -> KaplanMeier:
    return KaplanMeier("Survival", "Months", "Alive, %", 30.4375, "At risk", "censored", "median", NOTHING, rows)


def heat_map(*rows: GradeOnDay) -> HeatMap:
    lanes = tuple(dict.fromkeys((row.participant, row.group) for row in rows))
    return HeatMap("CRS", AXIS, "grade {grade}", "not graded", NOTHING, 0, 28, lanes, rows)


def events(*rows: EventsOnDay) -> EventsByDay:
    lanes = tuple((code, code.lower()) for code in dict.fromkeys(row.category for row in rows) if code)
    return EventsByDay("Events", AXIS, "Participants", "grade {grade}", "Worst", NOTHING, -5, 42, lanes, rows)


def expansion(*rows: Sample) -> Expansion:
    return Expansion("Cells", AXIS, "Copies per µg", "limit", "below the limit", NOTHING, rows)


def enrolment(*rows: Treated) -> Enrolment:
    return Enrolment("Enrolment", "Date", "Participants", "all", "planned", NOTHING, dt.date(2026, 11, 22), 9, rows)


def course(*rows: CourseRow) -> Course:
    parts = (
        ("event", "Events"),
        ("grade", "Grades"),
        ("treatment", "Drugs"),
        ("response", "Response"),
        ("count", "Counts"),
    )
    return Course("Course", AXIS, "grade {grade}", "not graded", NOTHING, parts, rows)


def filled() -> list[Any]:
    """One plot of each kind with data."""
    day = dt.date(2026, 11, 3)
    return [
        swimmer(
            SwimmerRow("301-001", "DL1", "IN", 0, 400, ongoing=True), SwimmerRow("301-001", "DL1", "CR", 28, 400),
            SwimmerRow("301-002", "DL1", "IN", 0, 90), SwimmerRow("301-002", "DL1", "DEATH", 90),
        ),
        kaplan_meier(
            KaplanMeierRow("OS", 0, 2, 0, 0, 1.0, None, None), KaplanMeierRow("OS", 90, 2, 1, 0, 0.5, 0.01, 0.91),
            KaplanMeierRow("OS", 400, 1, 0, 1, 0.5, 0.01, 0.91),
        ),
        heat_map(GradeOnDay("301-001", "DL1", 3, 2, "computed"), GradeOnDay("301-001", "DL1", 4, None, "")),
        events(EventsOnDay("", 3, 2, 1), EventsOnDay("CRS", 3, 2, 1)),
        expansion(Sample("301-001", "DL1", 1.2, None, 50.0), Sample("301-001", "DL1", 10.0, 12000.0, 50.0)),
        enrolment(Treated(day, "301-001", "DL1", 1, 1), Treated(day, "301-002", "DL2", 1, 2)),
        course(
            CourseRow("event", "Fever", "2026-11-03", "2026-11-05", 0, 2, grade=1),
            CourseRow("event", "Rash", "2026-11", ongoing=True, grade=2),
            CourseRow("grade", "CRS", "2026-11-04", day=1, grade=1),
            CourseRow("treatment", "tocilizumab", "2026-11-04", "2026-11-04", 1, 1, words="208 mg"),
            CourseRow("response", "CR", "2026-12-01", day=28),
            CourseRow("count", "Neutrophils", "2026-11-09", day=6, value=0.2, unit="10*9/L"),
        ),
    ]  # fmt: skip


def empty() -> list[Any]:
    """One plot of each kind without data."""
    return [swimmer(), kaplan_meier(), heat_map(), events(), expansion(), enrolment(), course()]

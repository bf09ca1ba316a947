"""What the safety review decided about the dose levels, on the participants treated until then."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from adverse_events.demonstration.courses import Course
from trial.rules.dose_decision import EXPAND, OPEN, Seen

BEFORE_THE_FIRST = dt.timedelta(days=12)
WINDOW = dt.timedelta(days=28)
COMMITTEE_DAY = 35
MEMBERS = ("PRINCIPAL INVESTIGATOR", "MEDICAL MONITOR", "SPONSOR", "INDEPENDENT EXPERT")


@dataclass(frozen=True)
class Decision:
    """One decision, with the counts that lay before the meeting."""

    met_on: dt.date
    decision: str
    levels: tuple[str, str]
    seen: dict[str, Seen]
    rationale: str


def decisions(cast: Sequence[Course]) -> Iterator[Decision]:
    """Each level is opened before its first infusion; after a dose-limiting toxicity its level is expanded."""
    infused = sorted((course for course in cast if course.infused), key=lambda course: course.day0)
    before = ""
    for level in sorted({course.archetype.dose_level for course in infused}):
        first = next(course for course in infused if course.archetype.dose_level == level)
        yield _opened(infused, first.day0 - BEFORE_THE_FIRST, before, level)
        before = level
    limited = next((course for course in infused if course.had_dlt and course.last_day >= COMMITTEE_DAY), None)
    if limited is not None:
        level, met_on = limited.archetype.dose_level, limited.on(COMMITTEE_DAY)
        text = "One dose-limiting toxicity at this level: up to six are treated here before it is judged."
        yield Decision(met_on, EXPAND, (level, level), seen_by(infused, met_on), text)


def _opened(infused: Sequence[Course], met_on: dt.date, before: str, level: str) -> Decision:
    text = f"No dose-limiting toxicity at {before} in its window." if before else "First level of the protocol."
    return Decision(met_on, OPEN, (before, level), seen_by(infused, met_on), text)


def seen_by(infused: Sequence[Course], on: dt.date) -> dict[str, Seen]:
    """Treated, evaluable and with a DLT by level, of those infused before a day."""
    treated = [course for course in infused if course.day0 < on]
    counts = {}
    for level in sorted({course.archetype.dose_level for course in treated}):
        there = [course for course in treated if course.archetype.dose_level == level]
        done = [course for course in there if course.day0 + WINDOW <= on]
        counts[level] = Seen(len(there), len(done), sum(course.had_dlt for course in done))
    return counts

"""How somebody leaves the trial."""

from adverse_events.demonstration.courses import CONSENT_DAY, Course
from adverse_events.demonstration.entry import Entry, Held

REASON = {"CMV": "SCREEN FAILURE", "CSF": "SCREEN FAILURE", "BATCH": "NEVER DOSED"}


def end_day(course: Course) -> int | None:
    """The study day on which somebody left; None while still in the trial."""
    if course.archetype.failure:
        return CONSENT_DAY + (24 if course.archetype.failure == "BATCH" else 12)
    return course.archetype.death_day


def end_of_study(held: Held) -> list[Entry]:
    """The last day in the trial, and why."""
    reason = REASON.get(held.course.archetype.failure, "DEATH")
    return [held.entry("EOS", ended_on=held.date, reason=reason, last_contact_on=held.date)]

"""The whole demonstration: the cast in calendar time, written in the order of the days."""

import datetime as dt
import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from adverse_events.demonstration.archetypes import CAST
from adverse_events.demonstration.casebook import casebook
from adverse_events.demonstration.courses import Course
from adverse_events.demonstration.entry import Act
from adverse_events.demonstration.writer import Writer
from edc.access.models import User
from trial.models import ProtocolVersion
from trial.protocol import Visit

DAYS_BETWEEN_ROUNDS = 3
Step = tuple[dt.date, int, Act]


@dataclass(frozen=True)
class Made:
    """What was made: participants, pages, and the forms that the software does not have."""

    participants: int
    pages: int
    left_out: frozenset[str] = field(default_factory=frozenset)


def courses(*, participants: int, seed: str, today: dt.date) -> list[Course]:
    """The cast, and beyond twelve the cast again, each time some days earlier and with other values."""
    found = []
    for at in range(participants):
        archetype = CAST[at % len(CAST)]
        earlier = DAYS_BETWEEN_ROUNDS * (at // len(CAST))
        found.append(Course(replace(archetype, days_ago=archetype.days_ago + earlier), at + 1, seed, today))
    return found


def make_demonstration(
    *,
    cast: list[Course],
    team: Mapping[str, User],
    site_code: str,
    version: ProtocolVersion,
    say: Callable[[int, int], None] = lambda _done, _all: None,
) -> Made:
    """Write every casebook, day by day over all participants; `say` hears how many of them are ready.

    Raises what the verbs raise, which would be a mistake of the demonstration.
    """
    visits = version.protocol.visits
    writers = [Writer(course, team, site_code, version) for course in cast]
    left = {at: 0 for at in range(len(cast))}
    for _date, at, act in heapq.merge(*(_steps(at, course, visits) for at, course in enumerate(cast)), key=_when):
        writers[at].perform(act)
    say(len(left), len(cast))
    missing = frozenset(code for writer in writers for code in writer.left_out)
    return Made(len(cast), sum(writer.pages for writer in writers), missing)


def _steps(at: int, course: Course, visits: Sequence[Visit]) -> Iterator[Step]:
    for day, act in casebook(course, visits):
        yield course.on(day), at, act


def _when(step: Step) -> tuple[dt.date, int]:
    return step[0], step[1]

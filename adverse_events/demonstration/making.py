"""The whole demonstration: the cast in calendar time, written in the order of the days."""

import datetime as dt
import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from django.db import connection
from django.utils import timezone

from adverse_events.demonstration.archetypes import CAST
from adverse_events.demonstration.casebook import casebook
from adverse_events.demonstration.courses import Course
from adverse_events.demonstration.decisions import decide_and_sign, decisions
from adverse_events.demonstration.entry import MEDICAL_MONITOR, PRINCIPAL_INVESTIGATOR, Register
from adverse_events.demonstration.writer import Writer
from edc.access.models import User
from edc.access.sites import known_sites
from patients.models import Subject
from trial.approved import approved_version
from trial.decisions import Proposed
from trial.models import ProtocolVersion

SEED = "demonstration"
DAYS_BETWEEN_ROUNDS = 3
Say = Callable[[str], object]
Step = tuple[dt.date, int, Callable[[], object]]


@dataclass(frozen=True)
class Made:
    """What was made: participants, pages, and the forms that the software does not have."""

    participants: int
    pages: int
    left_out: frozenset[str]


def fill_empty_trial(
    users: Sequence[tuple[str, str, str]], *, say: Say, participants: int = len(CAST), seed: str = SEED
) -> Made | None:
    """Make the demonstration at the first site by these users (role, user name, _); None where anybody is registered.

    `say` hears a line now and then. Raises ValueError where no protocol is approved for the site.
    """
    if Subject.objects.exists():
        return None
    site_code = known_sites()[0]
    version = approved_version(site_code)
    if version is None:
        raise ValueError(f"no protocol is approved for site {site_code}")
    _commit_without_waiting()
    team = {str(role): User.objects.get(username=username) for role, username, _ in reversed(users)}
    cast = courses(participants=participants, seed=seed, today=timezone.localdate())
    return make_demonstration(cast=cast, team=team, site_code=site_code, version=version, say=say)


def _commit_without_waiting() -> None:
    """Let this connection not wait for the disk at each of some thousand commits: a power cut would cost the last
    moments of invented data, never a half-written page."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")


def courses(*, participants: int, seed: str, today: dt.date) -> list[Course]:
    """The cast, and beyond it the cast again and again, each time some days earlier and with values of its own."""
    found = []
    for at in range(participants):
        archetype = CAST[at % len(CAST)]
        earlier = DAYS_BETWEEN_ROUNDS * (at // len(CAST))
        found.append(Course(replace(archetype, days_ago=archetype.days_ago + earlier), at + 1, seed, today))
    return found


def make_demonstration(
    *, cast: Sequence[Course], team: Mapping[str, User], site_code: str, version: ProtocolVersion, say: Say
) -> Made:
    """Write every casebook, day by day over all participants.

    Raises what the verbs raise, which would be a mistake of the demonstration.
    """
    writers = [Writer(course, team, site_code, version, books=len(cast) <= len(CAST)) for course in cast]
    steps = [_steps(at, writer) for at, writer in enumerate(writers, start=1)]
    signers = team[PRINCIPAL_INVESTIGATOR], team[MEDICAL_MONITOR]
    steps.append(_decisions(cast, partial(decide_and_sign, version=version, site_code=site_code, by=signers)))
    registered = 0
    for _date, _at, step in heapq.merge(*steps, key=lambda step: step[:2]):
        if isinstance(step, partial) and isinstance(step.args[0], Register):
            registered += 1
            say(f"Making the demonstration trial: participant {registered} of {len(cast)}")
        step()
    left_out = frozenset(code for writer in writers for code in writer.left_out)
    return Made(len(cast), sum(writer.pages for writer in writers), left_out)


def _steps(at: int, writer: Writer) -> Iterator[Step]:
    for day, act in casebook(writer.course, writer.version.protocol.visits):
        yield writer.course.on(day), at, partial(writer.perform, act)


def _decisions(cast: Sequence[Course], decide: Callable[[Proposed], object]) -> Iterator[Step]:
    for decision in sorted(decisions(cast), key=lambda decision: decision.met_on):
        yield decision.met_on, 0, partial(decide, decision)

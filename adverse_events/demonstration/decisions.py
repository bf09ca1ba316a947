"""What the safety review decided about the dose levels, on the participants treated until then."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from adverse_events.cohort.board import read_board
from adverse_events.cohort.deciding import countersign, decide
from adverse_events.demonstration.courses import Course
from edc.access.models import User
from trial.decisions import Proposed, agrees_with_design
from trial.models import DoseLevelDecision, ProtocolVersion
from trial.rules.dose_decision import EXPAND, OPEN

BEFORE_THE_FIRST = dt.timedelta(days=12)
COMMITTEE_DAY = 35
PLACES = 3
MEMBERS = ("PRINCIPAL INVESTIGATOR", "MEDICAL MONITOR", "SPONSOR", "INDEPENDENT EXPERT")
DIFFERS = "Agreed with the sponsor before the meeting, with all safety data at hand."


def decisions(cast: Sequence[Course]) -> Iterator[Proposed]:
    """Each level is opened before its first infusion; after a dose-limiting toxicity its level is expanded."""
    infused = sorted((course for course in cast if course.infused), key=lambda course: course.day0)
    before = ""
    for level in sorted({course.archetype.dose_level for course in infused}):
        first = next(course for course in infused if course.archetype.dose_level == level)
        text = f"No dose-limiting toxicity at {before} in its window." if before else "First level of the protocol."
        yield _proposed(OPEN, (before, level), first.day0 - BEFORE_THE_FIRST, text)
        before = level
    limited = next((course for course in infused if course.had_dlt and course.last_day >= COMMITTEE_DAY), None)
    if limited is not None:
        level = limited.archetype.dose_level
        text = "One dose-limiting toxicity at this level: up to six are treated here before it is judged."
        yield _proposed(EXPAND, (level, level), limited.on(COMMITTEE_DAY), text)


def decide_and_sign(
    proposed: Proposed, *, version: ProtocolVersion, site_code: str, by: tuple[User, User]
) -> DoseLevelDecision:
    """Record a decision on the board of its day, signed by both sides: the site and the oversight."""
    board = read_board(version, on=proposed.met_on, site_code=site_code)
    if agrees_with_design(proposed, board.seen):
        proposed = replace(proposed, differs_because="")
    decision = decide(board=board, site_code=site_code, proposed=proposed, by=by[0])
    countersign(decision, by=by[1])
    return decision


def _proposed(decision: str, levels: tuple[str, str], met_on: dt.date, rationale: str) -> Proposed:
    return Proposed(
        decision=decision, level_from=levels[0], level_to=levels[1], places=PLACES, rationale=rationale,
        met_on=met_on, members=MEMBERS, differs_because=DIFFERS,
    )  # fmt: skip

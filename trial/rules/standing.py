"""What the committee's decisions amount to on a day: the level that is open, its places, and what halts infusions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trial.rules.dose_decision import DE_ESCALATE, STOP


class Halt(StrEnum):
    """Why no level is open: nothing was decided yet, a stop, or one that waits for its second signature."""

    UNDECIDED = "undecided"
    STOPPED = "stopped"
    PENDING = "pending"


@dataclass(frozen=True)
class Decided:
    """One decision: its kind, the levels from which and to which, how many more participants, and whether it holds."""

    kind: str
    level_from: str
    level_to: str
    places: int
    is_in_force: bool


@dataclass(frozen=True)
class Standing:
    """The level at which infusions may be scheduled, "" where none; the level last decided about; places by level."""

    open_level: str = ""
    current: str = ""
    places: Mapping[str, int] = field(default_factory=dict)
    halt: Halt | None = Halt.UNDECIDED


def standing(*, decided: Iterable[Decided]) -> Standing:
    """One level is open at a time: the one to which the newest decision in force goes. `decided` are oldest first.

    A decision without both signatures opens nothing. One that stops or goes down halts infusions at once all the same:
    waiting for a signature is no reason to go on.

    Source: the wording of the decisions; one level at a time as in NCT07488546 (another CAR-T protocol: "concurrent
    enrollment into two or more cohorts is prohibited"); two people: trust.md AC-10.
    """
    found, places, halting = Standing(), dict[str, int](), False
    for each in decided:
        if not each.is_in_force:
            halting = halting or each.kind in (STOP, DE_ESCALATE)
        elif each.kind == STOP:
            found, halting = Standing("", each.level_from, places, Halt.STOPPED), False
        else:
            places[each.level_to] = places.get(each.level_to, 0) + each.places
            found, halting = Standing(each.level_to, each.level_to, places, None), False
    if halting and found.open_level:
        return Standing("", found.current, places, Halt.PENDING)
    return found

"""What a decision about a dose level must be to be recorded at all. Whether it is wise is not judged here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

OPEN, EXPAND, STOP, DE_ESCALATE = "OPEN", "EXPAND", "STOP", "DE-ESCALATE"


@dataclass(frozen=True)
class Seen:
    """Participants at one level: treated, evaluable for dose-limiting toxicity, and with one."""

    treated: int
    evaluable: int
    dlt: int


def faults(
    *, decision: str, level_from: str, level_to: str, levels: Sequence[str], seen: Mapping[str, Seen]
) -> list[str]:
    """Codes of what contradicts itself: unknown_level, no_level, stop_has_no_target, not_lower, not_higher, same_level,
    counts. `levels` are the protocol's, lowest first; the first level is opened from none.

    Source: the words themselves: to go down is to a lower level, nobody is evaluable who was not treated.
    """
    found = []
    if not {level_from, level_to} - {""} <= set(levels) or not set(seen) <= set(levels):
        return ["unknown_level"]
    if any(not 0 <= each.dlt <= each.evaluable <= each.treated for each in seen.values()):
        found.append("counts")
    if decision == STOP:
        return found + (["stop_has_no_target"] if level_to else []) + ([] if level_from else ["no_level"])
    if not level_to or (decision != OPEN and not level_from):
        return [*found, "no_level"]
    return found + _direction(decision, level_from, level_to, list(levels))


def follows_design(
    *, decision: str, level_to: str, places: int, advised: str, advised_level: str | None, advised_places: int
) -> bool:
    """Whether a decision is what the design advises: the same step, to the same level, and no more participants.

    `advised` is TREAT, WAIT, ESCALATE, DE-ESCALATE, STOP or COMPLETE. The first level is opened where the design says
    treat there. While the design says wait, every decision differs from it.

    Source: the words of the designs, trial/rules/design.py.
    """
    if decision == STOP:
        return advised in ("STOP", "COMPLETE")
    steps = {OPEN: ("ESCALATE", "TREAT"), EXPAND: ("TREAT",), DE_ESCALATE: ("DE-ESCALATE",)}
    return advised in steps[decision] and level_to == advised_level and places <= advised_places


def _direction(decision: str, level_from: str, level_to: str, levels: list[str]) -> list[str]:
    if not level_from:
        return []
    step = levels.index(level_to) - levels.index(level_from)
    if decision == OPEN and step <= 0:
        return ["not_higher"]
    if decision == DE_ESCALATE and step >= 0:
        return ["not_lower"]
    return ["same_level"] if decision == EXPAND and step else []

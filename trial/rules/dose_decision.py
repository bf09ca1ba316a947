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


def _direction(decision: str, level_from: str, level_to: str, levels: list[str]) -> list[str]:
    if not level_from:
        return []
    step = levels.index(level_to) - levels.index(level_from)
    if decision == OPEN and step <= 0:
        return ["not_higher"]
    if decision == DE_ESCALATE and step >= 0:
        return ["not_lower"]
    return ["same_level"] if decision == EXPAND and step else []

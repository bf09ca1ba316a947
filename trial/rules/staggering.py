"""Days between infusions: the first of a level is watched before the second, and a level before the next one."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from edc.rule import Rule

RULE = Rule(
    "STAGGER",
    1,
    "Days between infusions",
    "The protocol's staggering; as in NCT07488546: 14 days after the first of a cohort, the window before the next",
    is_confirmed=False,
)


class Gap(StrEnum):
    """Which of the protocol's intervals is meant."""

    FIRST_TO_SECOND = "first_to_second"
    BETWEEN = "between"
    BEFORE_ESCALATION = "before_escalation"


@dataclass(frozen=True)
class Intervals:
    """Least days: first to second participant of a level, later ones, last of a lower level to the next level."""

    first_to_second: int
    between: int
    before_escalation: int


@dataclass(frozen=True)
class Dosing:
    """One infusion, given or planned: whose, at which level, on which day."""

    number: str
    level: str
    day: dt.date


@dataclass(frozen=True)
class TooClose:
    """An interval that a day would break: which one, how many days it asks for, and the infusion it is counted from."""

    gap: Gap
    days: int
    other: Dosing


def too_close(
    *, dosing: Dosing, others: Collection[Dosing], levels: Sequence[str], intervals: Intervals
) -> TooClose | None:
    """The first interval that an infusion would break against others, before or after it; None when there is none.

    `levels` are the protocol's, lowest first. The day on which the interval ends is allowed. A level that the protocol
    does not know has no neighbours.

    Source: the protocol's staggering, see RULE.
    """
    known = [each for each in others if each.number != dosing.number and each.level in levels]
    if dosing.level not in levels:
        return None
    lower = [each for each in known if levels.index(each.level) < levels.index(dosing.level)]
    for other in sorted(lower, key=lambda each: each.day, reverse=True):
        if (dosing.day - other.day).days < intervals.before_escalation:
            return TooClose(Gap.BEFORE_ESCALATION, intervals.before_escalation, other)
    here = sorted((each for each in known if each.level == dosing.level), key=lambda each: each.day)
    before = [each for each in here if each.day <= dosing.day]
    after = [each for each in here if each.day > dosing.day]
    return _neighbour(dosing, before, intervals) or _next(dosing, before, after, intervals)


def first_allowed(
    *, level: str, number: str, not_before: dt.date, others: Collection[Dosing], levels: Sequence[str],
    intervals: Intervals,
) -> dt.date:  # fmt: skip
    """The first day from `not_before` on which nothing stands against an infusion at the level.

    Source: the protocol's staggering, see RULE.
    """
    gaps = (intervals.first_to_second, intervals.between, intervals.before_escalation)
    days = {each.day + dt.timedelta(days=gap) for each in others for gap in gaps} | {not_before}
    return next(
        day
        for day in sorted(days)
        if day >= not_before
        and too_close(dosing=Dosing(number, level, day), others=others, levels=levels, intervals=intervals) is None
    )


def _neighbour(dosing: Dosing, before: Sequence[Dosing], intervals: Intervals) -> TooClose | None:
    """Against the infusion just before at the same level."""
    if not before:
        return None
    gap, days = _gap(len(before), intervals)
    return TooClose(gap, days, before[-1]) if (dosing.day - before[-1].day).days < days else None


def _next(dosing: Dosing, before: Sequence[Dosing], after: Sequence[Dosing], intervals: Intervals) -> TooClose | None:
    """Against the infusion just after at the same level, which this one would come before."""
    if not after:
        return None
    gap, days = _gap(len(before) + 1, intervals)
    return TooClose(gap, days, after[0]) if (after[0].day - dosing.day).days < days else None


def _gap(count: int, intervals: Intervals) -> tuple[Gap, int]:
    """The interval after the `count`-th participant of a level."""
    if count == 1:
        return Gap.FIRST_TO_SECOND, intervals.first_to_second
    return Gap.BETWEEN, intervals.between

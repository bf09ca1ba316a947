"""What a dose-escalation design says: the next step, what each outcome would lead to, and how many more it may take.

The designs themselves: three_plus_three.py, boin.py, keyboard.py. Counts and answers: design.py.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from edc.rule import Rule
from trial.rules import boin, interval_design, isotonic, keyboard, three_plus_three
from trial.rules.design import Advice, Decision, DesignSettings, LevelCount, Mtd, index_of

__all__ = ["Advice", "Decision", "DesignSettings", "LevelCount", "Mtd"]


@dataclass(frozen=True)
class _Design:
    """The two questions that a design answers, and the rules that stand beside the answers."""

    advise: Callable[..., Advice]
    maximum_tolerated: Callable[..., Mtd]
    rule: Rule
    mtd_rule: Rule


DESIGNS = {
    "3+3": _Design(
        partial(three_plus_three.advise, korn=False),
        partial(three_plus_three.maximum_tolerated, korn=False),
        three_plus_three.RULE,
        three_plus_three.RULE,
    ),
    "3+3-korn": _Design(
        partial(three_plus_three.advise, korn=True),
        partial(three_plus_three.maximum_tolerated, korn=True),
        three_plus_three.RULE_KORN,
        three_plus_three.RULE_KORN,
    ),
    "boin": _Design(
        partial(interval_design.advise, bounds_of=boin.bounds),
        partial(interval_design.maximum_tolerated, bounds_of=boin.bounds),
        boin.RULE,
        isotonic.RULE,
    ),
    "keyboard": _Design(
        partial(interval_design.advise, bounds_of=keyboard.bounds),
        partial(interval_design.maximum_tolerated, bounds_of=keyboard.bounds),
        keyboard.RULE,
        isotonic.RULE,
    ),
}


@dataclass(frozen=True, kw_only=True)
class Ending:
    """One way in which the trial may end: the level, and the least and most participants in all, those so far included.

    `established` and `reason` are those of `Mtd`; `level` is None where no level is tolerable.
    """

    level: str | None
    established: bool
    reason: str
    least: int
    most: int


def advise(*, design: str, levels: Sequence[LevelCount], current: str, settings: DesignSettings) -> Advice:
    """What the design says now. `levels` lowest first; `current` is where the last participant was treated, or the
    first level before anybody was. KeyError for an unknown design, ValueError for an unknown level.

    Source: that of the design, see `rule_of`.
    """
    return DESIGNS[design].advise(levels=levels, current=current, settings=settings)


def maximum_tolerated(*, design: str, levels: Sequence[LevelCount], settings: DesignSettings) -> Mtd:
    """The maximum tolerated dose with these counts, or the best level so far.

    Source: that of the design, see `mtd_rule_of`.
    """
    return DESIGNS[design].maximum_tolerated(levels=levels, settings=settings)


def rule_of(*, design: str) -> Rule:
    """The rule behind `advise`.

    Source: the names of the designs are the protocol's.
    """
    return DESIGNS[design].rule


def mtd_rule_of(*, design: str) -> Rule:
    """The rule behind `maximum_tolerated`.

    Source: the names of the designs are the protocol's.
    """
    return DESIGNS[design].mtd_rule


def possible_outcomes(
    *, design: str, levels: Sequence[LevelCount], current: str, settings: DesignSettings
) -> list[tuple[int, Advice]]:
    """What would follow once everybody pending at `current` is evaluable: for 0, 1, ... of them with a toxicity.

    Source: the design itself, asked for each outcome.
    """
    at = index_of(levels, current)
    return [
        (dlt, advise(design=design, levels=after, current=current, settings=settings))
        for dlt, after in _resolved(levels, at, levels[at].pending)
    ]


def endings(*, design: str, levels: Sequence[LevelCount], current: str, settings: DesignSettings) -> list[Ending]:
    """Every way in which the trial may end from here, lowest level first, with how many participants it takes.

    Whole cohorts are counted, replaced participants are not.

    Source: the design itself, followed along every outcome of every cohort.
    """
    found: dict[tuple[str | None, bool, str], set[int]] = {}
    for last in _ends_of(design, tuple(levels), current, settings, {}):
        mtd = maximum_tolerated(design=design, levels=last, settings=settings)
        found.setdefault((mtd.level, mtd.established, mtd.reason), set()).add(sum(each.evaluable for each in last))
    order = [None, *(level.code for level in levels)]
    return [
        Ending(level=level, established=established, reason=reason, least=min(counts), most=max(counts))
        for (level, established, reason), counts in sorted(found.items(), key=lambda each: order.index(each[0][0]))
    ]


def participants_needed(
    *, design: str, levels: Sequence[LevelCount], current: str, settings: DesignSettings
) -> tuple[int, int]:
    """Least and most participants in all, those so far included, until the design ends.

    Source: the design itself, followed along every outcome of every cohort.
    """
    ways = endings(design=design, levels=levels, current=current, settings=settings)
    return min(way.least for way in ways), max(way.most for way in ways)


Levels = tuple[LevelCount, ...]


def _ends_of(
    design: str, levels: Levels, current: str, settings: DesignSettings, seen: dict[tuple[Levels, str], set[Levels]]
) -> set[Levels]:
    """The counts with which the trial may end from here; what was followed before is remembered in `seen`."""
    if (levels, current) not in seen:
        found: set[Levels] = set()
        for after, where in _next(design, levels, current, settings):
            found |= {levels} if after is None else _ends_of(design, after, where, settings, seen)
        seen[levels, current] = found
    return seen[levels, current]


def _next(design: str, levels: Levels, current: str, settings: DesignSettings) -> Iterator[tuple[Levels | None, str]]:
    """The counts after the next cohort or the pending participants, for each outcome; None at the end."""
    waiting = next((at for at, level in enumerate(levels) if level.pending), None)
    if waiting is not None:
        yield from ((after, current) for _dlt, after in _resolved(levels, waiting, levels[waiting].pending))
        return
    advice = advise(design=design, levels=levels, current=current, settings=settings)
    if advice.level is None:
        yield None, current
        return
    at = index_of(levels, advice.level)
    yield from ((after, advice.level) for _dlt, after in _resolved(levels, at, advice.treat))


def _resolved(levels: Sequence[LevelCount], at: int, count: int) -> Iterator[tuple[int, Levels]]:
    """The counts once `count` more are evaluable at a level, for each number of toxicities among them."""
    for dlt in range(count + 1):
        here = levels[at].after(evaluable=count, dlt=dlt)
        yield dlt, (*levels[:at], here, *levels[at + 1 :])

"""Designs that compare the share of toxicities at a level with two bounds: BOIN and Keyboard walk alike.

A cohort is judged when it is full and nobody in it is pending. Going down does not wait when the toxicities so far
already call for it, whatever the others of the cohort turn out to be.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil, comb

from trial.rules.design import (
    Advice,
    Decision,
    DesignSettings,
    LevelCount,
    Mtd,
    codes_from,
    codes_up_to,
    index_of,
)
from trial.rules.isotonic import nearest_to_target


@dataclass(frozen=True)
class Bounds:
    """With `n` evaluable: up at `up` toxicities or fewer, down at `down` or more, never again at `eliminate` or more.

    `eliminate` is None where no count is enough.
    """

    n: int
    up: int
    down: int
    eliminate: int | None


BoundsOf = Callable[[int, DesignSettings], Bounds]


def chance_above(*, rate: Fraction, dlt: int, n: int) -> Fraction:
    """Probability that the true rate is above `rate` after `dlt` of `n`, from a uniform prior; exact.

    The tail of Beta(1 + dlt, 1 + n - dlt) is the chance of at most `dlt` successes in n + 1 draws.

    Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.5.24.
    """
    return sum((comb(n + 1, k) * rate**k * (1 - rate) ** (n + 1 - k) for k in range(dlt + 1)), start=Fraction(0))


def fewest_to_eliminate(*, n: int, target: Decimal, above: Decimal, from_n: int) -> int | None:
    """Fewest toxicities of `n` with which the rate is above the target with a probability above `above`; None if none.

    Source: Liu S, Yuan Y. J R Stat Soc C 2015;64:507-523, section 2; at least three participants.
    """
    if n < from_n:
        return None
    rate, limit = Fraction(target), Fraction(above)
    return next((dlt for dlt in range(n + 1) if chance_above(rate=rate, dlt=dlt, n=n) > limit), None)


def advise(*, bounds_of: BoundsOf, levels: Sequence[LevelCount], current: str, settings: DesignSettings) -> Advice:
    """What the design says with these counts. ValueError for an unknown level.

    Source: Liu S, Yuan Y. J R Stat Soc C 2015;64:507-523, section 2; Yan F et al. Clin Cancer Res 2017;23:3994-4003.
    """
    closed = first_eliminated(bounds_of=bounds_of, levels=levels, settings=settings)
    advice = _walk(bounds_of, levels, index_of(levels, current), closed, settings)
    return replace(advice, eliminated=codes_from(levels, closed))


def first_eliminated(*, bounds_of: BoundsOf, levels: Sequence[LevelCount], settings: DesignSettings) -> int:
    """Place of the lowest level that is eliminated; the number of levels where none is.

    Source: Liu S, Yuan Y. J R Stat Soc C 2015;64:507-523, section 2.
    """
    for at, level in enumerate(levels):
        eliminate = bounds_of(level.evaluable, settings).eliminate
        if eliminate is not None and level.dlt >= eliminate:
            return at
    return len(levels)


def maximum_tolerated(*, bounds_of: BoundsOf, levels: Sequence[LevelCount], settings: DesignSettings) -> Mtd:
    """The level nearest to the target by isotonic regression; established once the planned number is evaluable.

    Source: Liu S, Yuan Y. J R Stat Soc C 2015;64:507-523, section 2.
    """
    closed = first_eliminated(bounds_of=bounds_of, levels=levels, settings=settings)
    if closed == 0:
        return Mtd(level=None, established=False, reason="no_tolerable_level", values=_values(levels[0]))
    tried = [(level.dlt, level.evaluable) for level in levels[:closed]]
    found = nearest_to_target(counts=tried, target=settings.target)
    if found is None:
        return Mtd(level=None, established=False, reason="not_yet")
    is_over = not any(level.pending for level in levels) and (
        sum(level.evaluable for level in levels) >= settings.planned
        or any(level.evaluable >= settings.max_at_level for level in levels)
    )
    values = {**_values(levels[found.place]), "rate": f"{found.rate:.3f}"}
    return Mtd(
        level=levels[found.place].code,
        established=is_over,
        reason="nearest_to_target" if is_over else "not_yet",
        values=values,
    )


def _walk(bounds_of: BoundsOf, levels: Sequence[LevelCount], at: int, closed: int, settings: DesignSettings) -> Advice:
    if closed == 0:
        return Advice(decision=Decision.STOP, reason="lowest_too_toxic", values=_values(levels[0]))
    if at >= closed:
        return _treat(levels, closed - 1, settings, Decision.DE_ESCALATE, "eliminated", _values(levels[closed]))
    here, size = levels[at], settings.cohort_size
    bounds = bounds_of(max(1, ceil(max(here.filled, here.granted) / size)) * size, settings)
    values = {**_values(here), "up": bounds.up, "down": bounds.down, "of": bounds.n}
    step, reason = _verdict(here, bounds, has_lower=at > 0)
    if step is None:
        return Advice(decision=Decision.WAIT, reason=reason, values=values)
    if at + step >= closed:
        step, reason = 0, "next_level_eliminated" if closed < len(levels) else "top_level_reached"
    return _treat(levels, at + step, settings, STEPS[step], reason, values)


STEPS = {-1: Decision.DE_ESCALATE, 0: Decision.TREAT, 1: Decision.ESCALATE}


def _verdict(here: LevelCount, bounds: Bounds, *, has_lower: bool) -> tuple[int | None, str]:
    """How many levels to go up, and why; None is to wait. The bounds are those of the full cohort."""
    if has_lower and here.dlt >= bounds.down:
        return -1, "at_or_above_down"
    if here.filled < bounds.n:
        return 0, "fill_cohort"
    if here.pending:
        return None, "pending"
    if here.dlt > bounds.up:
        return 0, "no_lower_level" if here.dlt >= bounds.down else "between_bounds"
    return 1, "at_or_below_up"


def _treat(
    levels: Sequence[LevelCount],
    at: int,
    settings: DesignSettings,
    decision: Decision,
    reason: str,
    values: dict[str, str | int],
) -> Advice:
    """Fill a cohort at this level, as far as the plan and the level have room; without room the trial is over."""
    here = levels[at]
    plan_left = settings.planned - sum(level.filled for level in levels)
    room = min(plan_left, settings.max_at_level - here.filled)
    if room <= 0:
        if any(level.pending for level in levels):
            return Advice(decision=Decision.WAIT, reason="pending_before_end", values=values)
        reason = "planned_reached" if plan_left <= 0 else "level_full"
        values = {**values, "planned": settings.planned, "max_at_level": settings.max_at_level}
        return Advice(decision=Decision.COMPLETE, reason=reason, values=values)
    wanted = settings.cohort_size - here.filled % settings.cohort_size
    return Advice(
        decision=decision,
        reason=reason,
        level=here.code,
        treat=min(wanted, room),
        allowed=codes_up_to(levels, at),
        values=values,
    )


def _values(level: LevelCount) -> dict[str, str | int]:
    return {"level": level.code, "dlt": level.dlt, "evaluable": level.evaluable, "pending": level.pending}

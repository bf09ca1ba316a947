"""The 3+3 designs: classic, and Korn's, which fills a level to six before calling it the maximum tolerated dose."""

from collections.abc import Sequence
from dataclasses import replace

from edc.rule import Rule
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

RULE = Rule(
    "ESC-3PLUS3",
    1,
    "3+3 dose escalation",
    "Le Tourneau C et al. J Natl Cancer Inst 2009;101:708-720",
)
RULE_KORN = Rule(
    "ESC-3PLUS3-KORN",
    1,
    "3+3 dose escalation, six participants at the maximum tolerated dose",
    "Korn EL et al. Stat Med 1994;13:1799-1806",
    is_confirmed=False,
)


def advise(*, levels: Sequence[LevelCount], current: str, settings: DesignSettings, korn: bool) -> Advice:
    """What the design says with these counts. None of 3: up; 1 of 3: three more; at most 1 of 6: up; else down.

    Going up waits for everybody who is pending at the level; going down does not. ValueError for an unknown level.

    Source: Le Tourneau C et al. J Natl Cancer Inst 2009;101:708-720; Korn EL et al. Stat Med 1994;13:1799-1806.
    """
    toxic = first_toxic(levels, settings)
    at = index_of(levels, current)
    advice = _go_down(levels, toxic, settings, korn) if at >= toxic else _at(levels, at, toxic, settings, korn)
    return replace(advice, eliminated=codes_from(levels, toxic))


def maximum_tolerated(*, levels: Sequence[LevelCount], settings: DesignSettings, korn: bool) -> Mtd:
    """Highest level that passed. It is established below a level that is too toxic (Korn: only with six participants),
    and at the top only with six: none of three at the top says nothing of what is tolerated at most.

    Source: Korn EL et al. Stat Med 1994;13:1799-1806, page 1801: six participants at the MTD.
    """
    toxic = first_toxic(levels, settings)
    if toxic == 0:
        return Mtd(level=None, established=False, reason="no_tolerable_level", values=_values(levels[0]))
    best = max((at for at in range(toxic) if _passed(levels[at], settings)), default=None)
    if best is None or any(level.pending for level in levels):
        return Mtd(level=None if best is None else levels[best].code, established=False, reason="not_yet")
    here, values = levels[best], _values(levels[best])
    enough = here.evaluable >= settings.patients
    if best + 1 == len(levels):
        reason = "top_level_tolerated" if enough else "top_level_without_six"
        return Mtd(level=here.code, established=enough, reason=reason, values=values)
    established = best + 1 == toxic and (enough or not korn)
    reason = "next_level_too_toxic" if established else "not_yet"
    return Mtd(level=here.code, established=established, reason=reason, values=values)


def first_toxic(levels: Sequence[LevelCount], settings: DesignSettings) -> int:
    """Place of the lowest level with more dose-limiting toxicities than tolerated; the number of levels where none.

    Source: Le Tourneau C et al. J Natl Cancer Inst 2009;101:708-720.
    """
    return next((at for at, level in enumerate(levels) if level.dlt > settings.max_dlt), len(levels))


def _go_down(levels: Sequence[LevelCount], toxic: int, settings: DesignSettings, korn: bool) -> Advice:
    if toxic == 0:
        return Advice(decision=Decision.STOP, reason="lowest_too_toxic", values=_values(levels[0]))
    below = _at(levels, toxic - 1, toxic, settings, korn)
    if below.decision != Decision.TREAT:
        return below
    return replace(below, decision=Decision.DE_ESCALATE, reason="too_toxic", values=_values(levels[toxic]))


def _go_up(levels: Sequence[LevelCount], at: int, toxic: int, settings: DesignSettings, korn: bool) -> Advice:
    above = _at(levels, at + 1, toxic, settings, korn)
    if above.decision != Decision.TREAT:
        return above
    reason = "none_of_first" if levels[at].dlt == 0 else "few_of_expanded"
    return replace(above, decision=Decision.ESCALATE, reason=reason, values=_values(levels[at]))


def _at(levels: Sequence[LevelCount], at: int, toxic: int, settings: DesignSettings, korn: bool) -> Advice:
    """At a level that is not too toxic: fill it, wait for it, or leave it upwards."""
    here, values = levels[at], _values(levels[at])
    below_toxic = at + 1 == toxic < len(levels)
    goal, why = _goal(here, below_toxic and korn, settings)
    if here.filled < goal:
        return Advice(
            decision=Decision.TREAT,
            reason=why,
            level=here.code,
            treat=goal - here.filled,
            allowed=codes_up_to(levels, at),
            values=values,
        )
    if here.pending:
        return Advice(decision=Decision.WAIT, reason="pending", values=values)
    if at + 1 < toxic:
        return _go_up(levels, at, toxic, settings, korn)
    if any(level.pending for level in levels):
        return Advice(decision=Decision.WAIT, reason="pending_elsewhere", values=values)
    reason = "next_level_too_toxic" if below_toxic else "top_level_reached"
    return Advice(decision=Decision.COMPLETE, reason=reason, values=values)


def _goal(here: LevelCount, to_be_declared: bool, settings: DesignSettings) -> tuple[int, str]:
    """How many participants the level needs now, and why."""
    if here.evaluable < settings.cohort_size:
        return settings.cohort_size, "first_cohort"
    if here.dlt:
        return settings.cohort_size + settings.expansion, "expand_after_dlt"
    if to_be_declared:
        return settings.patients, "fill_before_mtd"
    return settings.cohort_size, "first_cohort"


def _passed(level: LevelCount, settings: DesignSettings) -> bool:
    return level.evaluable >= _goal(level, False, settings)[0]


def _values(level: LevelCount) -> dict[str, str | int]:
    return {"level": level.code, "dlt": level.dlt, "evaluable": level.evaluable, "pending": level.pending}

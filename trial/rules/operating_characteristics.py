"""How a design would do: many trials simulated with given true rates, reproducible from the seed.

The design is asked once for each state that any trial reaches; all trials in that state move on together.
"""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from trial.rules.design import Advice, Decision, LevelCount, index_of
from trial.rules.escalation import advise, maximum_tolerated
from trial.rules.scenario import Characteristics, LevelResult, Scenario

CHUNK = 1_000  # trials drawn from one stream: the result does not depend on how they are handed out
Integers = NDArray[np.int64]


def simulate(*, scenario: Scenario, trials: int, seed: int) -> Iterator[Characteristics]:
    """The characteristics after every thousand trials; the last ones are the answer. The same seed, the same answer.

    ValueError where rates and levels do not match.

    Source: simulation as in get.oc of BOIN 2.7.2, Yan F et al. J Stat Softw 2020;94(13).
    """
    if len(scenario.rates) != len(scenario.codes) or not scenario.codes:
        raise ValueError("One rate for each level.")
    states = _States(scenario)
    ends: Counter[int] = Counter()
    for number, start in enumerate(range(0, trials, CHUNK)):
        count = min(CHUNK, trials - start)
        ends.update(_ends(states, np.random.default_rng([seed, number]), count).tolist())
        yield _characteristics(states, ends)


class _States:
    """Every state that a trial was in, by number; the design is asked once for each."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.levels: list[tuple[LevelCount, ...]] = []
        self._numbers: dict[tuple[tuple[LevelCount, ...], str], int] = {}
        self._advice: dict[int, Advice] = {}
        self._after: dict[tuple[int, int], int] = {}
        self._mtd: dict[int, tuple[int | None, bool]] = {}
        self._current: list[str] = []
        self._number_of(tuple(LevelCount(code) for code in scenario.codes), scenario.codes[0])

    def advice(self, number: int) -> Advice:
        """What the design says in this state."""
        if number not in self._advice:
            asked = self.scenario
            self._advice[number] = advise(
                design=asked.design, levels=self.levels[number], current=self._current[number], settings=asked.settings
            )
        return self._advice[number]

    def step(self, number: int) -> tuple[int, int]:
        """Place of the level treated next, and how many there; (0, 0) at the end."""
        advice = self.advice(number)
        return (0, 0) if advice.level is None else (index_of(self.levels[number], advice.level), advice.treat)

    def after(self, number: int, dlt: int) -> int:
        """The state once the next participants are evaluable, `dlt` of them with a toxicity."""
        if (number, dlt) not in self._after:
            at, treat = self.step(number)
            levels = list(self.levels[number])
            levels[at] = levels[at].after(evaluable=treat, dlt=dlt)
            self._after[number, dlt] = self._number_of(tuple(levels), levels[at].code)
        return self._after[number, dlt]

    def selection(self, number: int) -> tuple[int | None, bool]:
        """Place of the level that a trial ending here selects, and whether it is established."""
        if number not in self._mtd:
            levels, asked = self.levels[number], self.scenario
            mtd = maximum_tolerated(design=asked.design, levels=levels, settings=asked.settings)
            self._mtd[number] = (None if mtd.level is None else index_of(levels, mtd.level), mtd.established)
        return self._mtd[number]

    def _number_of(self, levels: tuple[LevelCount, ...], current: str) -> int:
        if (levels, current) not in self._numbers:
            self._numbers[levels, current] = len(self.levels)
            self.levels.append(levels)
            self._current.append(current)
        return self._numbers[levels, current]


def _ends(states: _States, random: np.random.Generator, trials: int) -> Integers:
    """The states in which so many trials end."""
    rates = np.array([float(rate) for rate in states.scenario.rates])
    at = np.zeros(trials, dtype=np.int64)
    moving = np.arange(trials)
    while True:
        numbers, which = np.unique(at[moving], return_inverse=True)
        level, treat = np.array([states.step(number) for number in numbers.tolist()], dtype=np.int64)[which].T
        moving, level, treat = moving[treat > 0], level[treat > 0], treat[treat > 0]
        if not moving.size:
            return at
        places = np.arange(treat.max())
        toxic = random.random((moving.size, places.size)) < rates[level][:, None]
        at[moving] = _moved(states, at[moving], (toxic & (places < treat[:, None])).sum(axis=1))


def _moved(states: _States, at: Integers, dlt: Integers) -> Integers:
    pairs, which = np.unique(np.stack((at, dlt)), axis=1, return_inverse=True)
    return np.array([states.after(*pair) for pair in pairs.T.tolist()], dtype=np.int64)[which]


def _characteristics(states: _States, ends: Counter[int]) -> Characteristics:
    asked, trials = states.scenario, ends.total()
    toxic = [rate > asked.toxic_above for rate in asked.rates]
    chosen: Counter[int | None] = Counter()
    treated, dlt = [0] * len(toxic), [0] * len(toxic)
    established = stopped = 0
    for number, count in ends.items():
        place, is_established = states.selection(number)
        chosen[place] += count
        established += is_established * count
        stopped += (states.advice(number).decision == Decision.STOP) * count
        for at, level in enumerate(states.levels[number]):
            treated[at] += level.evaluable * count
            dlt[at] += level.dlt * count
    return Characteristics(
        trials=trials,
        levels=tuple(
            LevelResult(
                code=code,
                rate=asked.rates[at],
                selected=_percent(chosen[at], trials),
                treated=Decimal(treated[at]) / trials,
                dlt=Decimal(dlt[at]) / trials,
            )
            for at, code in enumerate(asked.codes)
        ),
        selected_none=_percent(chosen[None], trials),
        selected_toxic=_percent(sum(chosen[at] for at, is_toxic in enumerate(toxic) if is_toxic), trials),
        established=_percent(established, trials),
        stopped=_percent(stopped, trials),
        treated=Decimal(sum(treated)) / trials,
        treated_most=max(sum(level.evaluable for level in states.levels[number]) for number in ends),
        dlt=Decimal(sum(dlt)) / trials,
        overdosed=_percent(
            sum(count for count, is_toxic in zip(treated, toxic, strict=True) if is_toxic), sum(treated)
        ),
    )


def _percent(part: int, whole: int) -> Decimal:
    return Decimal(100 * part) / whole

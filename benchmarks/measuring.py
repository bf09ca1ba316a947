"""The rivals take turns call by call, so that whatever else the machine does meets them alike."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True)
class Rival:
    """One way of doing the work. `prepare` is not timed; `run` gets what it returned."""

    name: str
    prepare: Callable[[], Any]
    run: Callable[[Any], Any]


@dataclass(frozen=True)
class Measured:
    """`microseconds` is the median of one call; `ratio` the median over the rounds of its ratio to the first rival."""

    name: str
    microseconds: float
    ratio: float
    statements: int


def compare(rivals: list[Rival], *, rounds: int, times: int, past_django: bool = False) -> list[Measured]:
    """Run every rival `times` times in each round, in turn; one further call of each goes before, and is not counted.

    `past_django`: the work is a COPY with parameters, which Django cannot watch, so its statements are not counted.
    """
    statements = [0 if past_django else _statements(rival) for rival in rivals]
    medians: list[list[float]] = [[] for _ in rivals]
    for _ in range(rounds):
        took: list[list[float]] = [[] for _ in rivals]
        for turn in range(times):
            for index in _order(len(rivals), turn):
                took[index].append(_timed(rivals[index]))
        for own, calls in zip(medians, took, strict=True):
            own.append(median(calls))
    return [
        Measured(rival.name, median(own), median(a / b for a, b in zip(own, medians[0], strict=True)), count)
        for rival, own, count in zip(rivals, medians, statements, strict=True)
    ]


def _order(count: int, turn: int) -> list[int]:
    """Who goes first changes from turn to turn."""
    return [(index + turn) % count for index in range(count)]


def _timed(rival: Rival) -> float:
    given = rival.prepare()
    gc.disable()
    start = time.perf_counter()
    rival.run(given)
    took = time.perf_counter() - start
    gc.enable()
    return took * 1e6


def _statements(rival: Rival) -> int:
    """Statements of one call, BEGIN and COMMIT among them; what goes past Django is not seen."""
    given = rival.prepare()
    with CaptureQueriesContext(connection) as captured:
        rival.run(given)
    return len(captured)

"""The shapes of a course in time: straight lines on a logarithmic scale, and the echo of a toxicity in the blood."""

import itertools
import math
from collections.abc import Mapping, Sequence
from decimal import Decimal


def through(knots: Sequence[tuple[float, float]], day: float) -> float:
    """The value on a day between known points (day, value > 0), straight on a logarithmic scale, flat outside."""
    if day <= knots[0][0]:
        return knots[0][1]
    for (before, low), (after, high) in itertools.pairwise(knots):
        if day <= after:
            share = (day - before) / (after - before)
            return math.exp(math.log(low) * (1 - share) + math.log(high) * share)
    return knots[-1][1]


def echo(grades: Mapping[int, int], day: float, *, fading: float) -> float:
    """How strongly a day still shows the grades around it, in grades; it rises within a day and fades in `fading`."""
    heard = (grade * math.exp(-(day - at) / fading if day >= at else (day - at) / 0.8) for at, grade in grades.items())
    return max(heard, default=0.0)


def rounded(value: float, digits: int = 0) -> Decimal:
    """A number as a report prints it."""
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-digits))

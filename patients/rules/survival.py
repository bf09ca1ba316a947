"""Kaplan-Meier: the curve, its intervals, its median, and how long participants were followed.

Conventions, printed wherever a result is shown. An event and a censoring on the same day: the event comes first. The
standard error is Greenwood's. Intervals are pointwise on the log(-log) scale; where the curve is at 1 or 0 there is
none. The median is the first day on which the curve is below 0.5; where it is exactly 0.5 over a stretch, the middle
of that stretch. Its limits are the days on which the limits of the curve are crossed (Brookmeyer and Crowley).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from statistics import NormalDist

from edc.rule import Rule

RULE = Rule(
    "KAPLAN-MEIER",
    1,
    "Kaplan-Meier estimate, Greenwood, log-log intervals",
    "Kaplan EL, Meier P. J Am Stat Assoc 1958;53:457-481; Brookmeyer R, Crowley J. Biometrics 1982;38:29-41",
)
HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Step:
    """The curve from `day` on: how many were at risk on that day, had the event on it, were censored on it.

    `survival`, `standard_error` and the limits are shares of 1; the limits are None where the curve is at 1 or 0.
    """

    day: int
    at_risk: int
    events: int
    censored: int
    survival: float
    standard_error: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Quantile:
    """A median in days with its limits; None is not reached."""

    days: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Curve:
    """A survival curve: one step for day 0 and one for every day with an event or a censoring, in their order."""

    steps: tuple[Step, ...]
    median: Quantile
    total: int
    events: int
    confidence_percent: Decimal

    def step_at(self, day: int) -> Step:
        """The step that holds on a day: after the events of that day."""
        return max((step for step in self.steps if step.day <= day), key=lambda step: step.day)

    def at_risk(self, day: int) -> int:
        """How many were still followed without an event just before a day."""
        return self.total - sum(step.events + step.censored for step in self.steps if step.day < day)

    @property
    def followed_to(self) -> int:
        """The last day of the curve."""
        return self.steps[-1].day


def kaplan_meier(times: Sequence[tuple[int, bool]], *, confidence_percent: Decimal = Decimal(95)) -> Curve | None:
    """The curve of (days, event) pairs, where False is censored; None without participants, ValueError below day 0.

    Source: Kaplan EL, Meier P. J Am Stat Assoc 1958;53:457-481; Greenwood M. The natural duration of cancer, 1926;
    log(-log) intervals: Kalbfleisch JD, Prentice RL. The Statistical Analysis of Failure Time Data, 1980, 1.3; median:
    Brookmeyer R, Crowley J. Biometrics 1982;38:29-41, the middle of a flat stretch as in SAS/STAT, PROC LIFETEST.
    """
    if not times:
        return None
    if any(days < 0 for days, _ in times):
        raise ValueError("an event before the start has no time")
    z = NormalDist().inv_cdf(0.5 + float(confidence_percent) / 200)
    at_risk, survival, spread = len(times), Fraction(1), Fraction(0)
    exact = [(0, survival)]
    steps = [Step(0, at_risk, 0, 0, 1.0, 0.0, None, None)]
    for day, same_day in groupby(sorted(times), key=lambda each: each[0]):
        ends = [event for _, event in same_day]
        events, censored = sum(ends), len(ends) - sum(ends)
        survival *= 1 - Fraction(events, at_risk)
        spread += Fraction(events, at_risk * (at_risk - events)) if events < at_risk else 0
        low, high = _limits(survival, spread, z)
        error = float(survival) * math.sqrt(spread)
        step = Step(day, at_risk, events, censored, float(survival), error, low, high)
        steps[0 if day == 0 else len(steps) :] = [step]
        exact.append((day, survival))
        at_risk -= len(ends)
    median = Quantile(_median(exact), _crossed(steps, "low"), _crossed(steps, "high"))
    return Curve(tuple(steps), median, len(times), sum(event for _, event in times), confidence_percent)


def follow_up(times: Sequence[tuple[int, bool]], *, confidence_percent: Decimal = Decimal(95)) -> Curve | None:
    """Reverse Kaplan-Meier: how long participants were followed, a death ending the watch like a censoring.

    Source: Schemper M, Smith TL. Control Clin Trials 1996;17:343-346.
    """
    return kaplan_meier([(days, not event) for days, event in times], confidence_percent=confidence_percent)


def _limits(survival: Fraction, spread: Fraction, z: float) -> tuple[float | None, float | None]:
    if survival in (0, 1):
        return None, None
    log = math.log(survival)
    width = z * math.sqrt(spread) / abs(log)
    return float(survival) ** math.exp(width), float(survival) ** math.exp(-width)


def _median(exact: Sequence[tuple[int, Fraction]]) -> float | None:
    reached = next((day for day, survival in exact if survival <= HALF), None)
    below = next((day for day, survival in exact if survival < HALF), reached)
    return None if reached is None or below is None else (reached + below) / 2


def _crossed(steps: Sequence[Step], limit: str) -> float | None:
    """The first day on which a limit of the curve is at 0.5 or below; a limit that is lost at 0 stays as it was."""
    return next(
        (float(step.day) for step in steps if (value := getattr(step, limit)) is not None and value <= 0.5), None
    )

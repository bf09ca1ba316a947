"""A rate with its exact interval: how little a handful of participants say."""

from dataclasses import dataclass
from decimal import Decimal

from edc.rule import Rule

RULE = Rule(
    "CLOPPER-PEARSON",
    1,
    "Exact binomial interval",
    "Clopper CJ, Pearson ES. Biometrika 1934;26:404-413",
)


@dataclass(frozen=True)
class Proportion:
    """`events` of `total`, with the limits of the interval; shares of 1, None where nobody was counted."""

    events: int
    total: int
    share: float | None
    low: float | None
    high: float | None


def proportion(*, events: int, total: int, confidence_percent: Decimal = Decimal(95)) -> Proportion:
    """Share of participants with its two-sided Clopper-Pearson interval (limits as floats between 0 and 1).

    The lower limit is 0 where nobody had the event, the upper 1 where everybody had. ValueError for impossible counts.

    Source: Clopper CJ, Pearson ES. Biometrika 1934;26:404-413; limits as quantiles of the beta distribution, Brown LD,
    Cai TT, DasGupta A. Stat Sci 2001;16:101-133.
    """
    from scipy.special import betaincinv

    if not 0 <= events <= total:
        raise ValueError(f"{events} of {total} is no proportion")
    if total == 0:
        return Proportion(0, 0, None, None, None)
    tail = float(1 - confidence_percent / 100) / 2
    low = 0.0 if events == 0 else float(betaincinv(events, total - events + 1, tail))
    high = 1.0 if events == total else float(betaincinv(events + 1, total - events, 1 - tail))
    return Proportion(events, total, events / total, low, high)

"""The maximum tolerated dose after BOIN and Keyboard: rates made monotone, and the level nearest to the target."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from edc.rule import Rule

RULE = Rule(
    "MTD-ISOTONIC",
    1,
    "Maximum tolerated dose by isotonic regression",
    "Liu S, Yuan Y. J R Stat Soc C 2015;64:507-523; Yan F et al. J Stat Softw 2020;94(13), select.mtd of BOIN 2.7.2",
)
PRIOR = Fraction(1, 20)  # Beta(0.05, 0.05)
STEP = Fraction(1, 10**10)  # levels pooled to one rate stay in their order


@dataclass(frozen=True)
class Nearest:
    """Place of the level among those given, and its rate after pooling, a share of 1."""

    place: int
    rate: Decimal


def nearest_to_target(*, counts: Sequence[tuple[int, int]], target: Decimal) -> Nearest | None:
    """The level with the pooled rate nearest to the target; None where nobody is evaluable.

    `counts` are (toxicities, evaluable) per level that is not eliminated, lowest first. Where levels share a rate, the
    highest is taken below the target and the lowest above it.

    Source: Yan F et al. J Stat Softw 2020;94(13), select.mtd.
    """
    tried = [place for place, (_dlt, n) in enumerate(counts) if n]
    if not tried:
        return None
    rates = pooled_rates(counts=[counts[place] for place in tried])
    distances = [abs(rate + rank * STEP - Fraction(target)) for rank, rate in enumerate(rates, start=1)]
    best = distances.index(min(distances))
    return Nearest(tried[best], Decimal(rates[best].numerator) / Decimal(rates[best].denominator))


def pooled_rates(*, counts: Sequence[tuple[int, int]]) -> list[Fraction]:
    """Rates that never fall from one level to the next: (toxicities + 0.05) / (evaluable + 0.1), weighted by
    1 / variance and pooled where a lower level has the higher rate; exact.

    Source: Yan F et al. J Stat Softw 2020;94(13), select.mtd; Barlow RE et al. Statistical Inference under Order
    Restrictions, 1972.
    """
    blocks: list[tuple[Fraction, Fraction, int]] = []
    for dlt, n in counts:
        block = (*_rate_and_weight(dlt, n), 1)
        while blocks and blocks[-1][0] > block[0]:
            block = _pool(blocks.pop(), block)
        blocks.append(block)
    return [rate for rate, _weight, size in blocks for _level in range(size)]


def _rate_and_weight(dlt: int, n: int) -> tuple[Fraction, Fraction]:
    a, b = dlt + PRIOR, n - dlt + PRIOR
    return a / (a + b), (a + b) ** 2 * (a + b + 1) / (a * b)


def _pool(low: tuple[Fraction, Fraction, int], high: tuple[Fraction, Fraction, int]) -> tuple[Fraction, Fraction, int]:
    weight = low[1] + high[1]
    return (low[0] * low[1] + high[0] * high[1]) / weight, weight, low[2] + high[2]

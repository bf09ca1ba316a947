"""BOIN: bounds that make wrong decisions least likely between a safe, the target and a toxic rate."""

from decimal import Decimal, localcontext
from functools import cache
from math import ceil, floor

from edc.rule import Rule
from trial.rules.design import DesignSettings
from trial.rules.interval_design import Bounds, fewest_to_eliminate

RULE = Rule(
    "ESC-BOIN",
    1,
    "Bayesian optimal interval design",
    "Liu S, Yuan Y. J R Stat Soc C 2015;64:507-523; Yuan Y et al. Clin Cancer Res 2016;22:4291-4301",
)
DIGITS = 50  # a bound times a count is never a whole number by rounding


def lambdas(*, target: Decimal, safe_factor: Decimal, toxic_factor: Decimal) -> tuple[Decimal, Decimal]:
    """Escalate at or below the first share of toxicities, de-escalate at or above the second; shares of 1.

    Source: Liu S, Yuan Y. J R Stat Soc C 2015;64:507-523, equations (5) and (6).
    """
    with localcontext() as context:
        context.prec = DIGITS
        safe, toxic = safe_factor * target, toxic_factor * target
        up = ((1 - safe) / (1 - target)).ln() / (target * (1 - safe) / (safe * (1 - target))).ln()
        down = ((1 - target) / (1 - toxic)).ln() / (toxic * (1 - target) / (target * (1 - toxic))).ln()
    return up, down


@cache
def bounds(n: int, settings: DesignSettings) -> Bounds:
    """Counts of toxicities of `n` at which BOIN goes up, down and eliminates.

    Source: Liu S, Yuan Y. J R Stat Soc C 2015;64:507-523, section 2; de-escalation is at the latest at elimination.
    """
    up, down = lambdas(target=settings.target, safe_factor=settings.safe_factor, toxic_factor=settings.toxic_factor)
    eliminate = fewest_to_eliminate(
        n=n, target=settings.target, above=settings.eliminate_above, from_n=settings.eliminate_from
    )
    with localcontext() as context:
        context.prec = DIGITS
        lowest_down = ceil(down * n)
        return Bounds(n, floor(up * n), min(lowest_down, eliminate or lowest_down), eliminate)

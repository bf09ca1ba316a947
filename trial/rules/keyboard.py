"""Keyboard: the rates are cut into keys as wide as the target key; the strongest key decides."""

from fractions import Fraction
from functools import cache
from itertools import pairwise

from edc.rule import Rule
from trial.rules.design import DesignSettings
from trial.rules.interval_design import Bounds, chance_above, fewest_to_eliminate

RULE = Rule(
    "ESC-KEYBOARD",
    1,
    "Keyboard design",
    "Yan F, Mandrekar SJ, Yuan Y. Clin Cancer Res 2017;23:3994-4003; Guo W et al. Contemp Clin Trials 2017;58:23-33",
)


def keys(*, target: Fraction, half_width: Fraction) -> tuple[list[tuple[Fraction, Fraction]], int]:
    """The keys from 0 to 1, lowest first, and the place of the target key. The outermost keys may be narrower.

    Source: Yan F, Mandrekar SJ, Yuan Y. Clin Cancer Res 2017;23:3994-4003, methods.
    """
    low, high, width = target - half_width, target + half_width, 2 * half_width
    edges = [low, high]
    while edges[0] > 0:
        edges.insert(0, max(Fraction(0), edges[0] - width))
    while edges[-1] < 1:
        edges.append(min(Fraction(1), edges[-1] + width))
    return list(pairwise(edges)), edges.index(low)


def strongest_key(*, dlt: int, n: int, target: Fraction, half_width: Fraction) -> int:
    """Where the true rate most likely lies after `dlt` of `n`, from a uniform prior: -1 below the target key, 0 in it,
    1 above it. A narrower key counts by its probability per width; of equal keys the highest.

    Source: Yan F, Mandrekar SJ, Yuan Y. Clin Cancer Res 2017;23:3994-4003, methods; Guo W et al. 2017 for the width.
    """
    all_keys, at_target = keys(target=target, half_width=half_width)
    chances = [
        (chance_above(rate=low, dlt=dlt, n=n) - chance_above(rate=high, dlt=dlt, n=n)) / (high - low)
        for low, high in all_keys
    ]
    strongest = max(place for place, chance in enumerate(chances) if chance == max(chances))
    return (strongest > at_target) - (strongest < at_target)


@cache
def bounds(n: int, settings: DesignSettings) -> Bounds:
    """Counts of toxicities of `n` at which Keyboard goes up, down and eliminates.

    Source: Yan F, Mandrekar SJ, Yuan Y. Clin Cancer Res 2017;23:3994-4003, methods.
    """
    eliminate = fewest_to_eliminate(
        n=n, target=settings.target, above=settings.eliminate_above, from_n=settings.eliminate_from
    )
    target, half_width = Fraction(settings.target), Fraction(settings.key_half_width)
    signs = [strongest_key(dlt=dlt, n=n, target=target, half_width=half_width) for dlt in range(n + 1)]
    down = signs.index(1) if 1 in signs else n + 1
    return Bounds(n, signs.count(-1) - 1, min(down, eliminate or down), eliminate)

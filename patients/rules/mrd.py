"""What a measurement of residual disease says about 10^-4."""

from decimal import Decimal
from typing import Literal

from edc.rule import Rule

RULE = Rule(
    "MRD-10E-4",
    1,
    "Residual disease below 10^-4",
    "Bruggemann M, Kotrova M. Blood Adv 2017;1:2456-2466",
)
LIMIT_PERCENT = Decimal("0.01")
Residual = Literal["NEGATIVE", "POSITIVE", "NOT EVALUABLE"]


def mrd_result(
    *, level_percent: Decimal, sensitivity_percent: Decimal, limit_percent: Decimal = LIMIT_PERCENT
) -> Residual:
    """Positive from the limit on (0.01 % of nucleated cells, 10^-4); below, negative only if the assay reaches it.

    Source: Bruggemann M, Kotrova M. Blood Adv 2017;1:2456-2466 (10^-4 with a sensitivity of at least 10^-4).
    """
    if level_percent >= limit_percent:
        return "POSITIVE"
    return "NEGATIVE" if sensitivity_percent <= limit_percent else "NOT EVALUABLE"

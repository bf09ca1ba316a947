"""What a measurement of residual disease says about 10^-4."""

from decimal import Decimal
from typing import Literal

LIMIT_PERCENT = Decimal("0.01")
Residual = Literal["NEGATIVE", "POSITIVE", "NOT EVALUABLE"]


def mrd_result(*, level_percent: Decimal, sensitivity_percent: Decimal) -> Residual:
    """Positive from 0.01 % of nucleated cells (10^-4) on; below, negative only if the assay reaches 0.01 %.

    Source: Bruggemann M, Kotrova M. Blood Adv 2017;1:2456-2466 (10^-4 with a sensitivity of at least 10^-4).
    """
    if level_percent >= LIMIT_PERCENT:
        return "POSITIVE"
    return "NEGATIVE" if sensitivity_percent <= LIMIT_PERCENT else "NOT EVALUABLE"

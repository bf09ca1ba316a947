"""How far CAR-T cells expand in blood, and how long they stay."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from edc.rule import Rule

RULE = Rule(
    "KINETICS-LINEAR",
    1,
    "Cmax, Tmax, Tlast and AUC0-28 by the linear trapezoidal rule",
    "Mueller KT et al. Clin Cancer Res 2018;24:6175-6184 (PMC7433345); below the limit of quantification as 0: ours",
)
END = Decimal(28)


@dataclass(frozen=True)
class Sample:
    """One sample of blood: days since the infusion (with fractions), and the value; None is below the limit."""

    day: Decimal
    value: Decimal | None


@dataclass(frozen=True)
class Kinetics:
    """`peak` and when it was (days), the last day with a value that can be quantified, the area under the curve.

    `area` is value times days from 0 to `area_to`; both are None while no sample lies late enough.
    """

    peak: Decimal | None
    peak_day: Decimal | None
    last_day: Decimal | None
    area: Decimal | None
    area_to: Decimal | None


def kinetics(samples: Sequence[Sample], *, end: Decimal = END, tolerance_days: int = 3) -> Kinetics | None:
    """Peak (the first, where two are equal), Tmax, Tlast and area under the curve; None without a sample after day 0.

    Below the limit of quantification counts as 0 in the area and is never peak or Tlast. At the infusion the value is
    0. Between samples the line is straight, also to day 28 itself; where the last sample is up to `tolerance_days`
    before it, the area ends with that sample, and with an earlier one there is no area.

    Source: Mueller KT et al. Clin Cancer Res 2018;24:6175-6184 (Cmax, AUC0-28d); the linear trapezoidal rule. Values
    below the limit as 0 and the end of the area are choices of this project.
    """
    after = sorted((sample for sample in samples if sample.day > 0), key=lambda sample: sample.day)
    if not after:
        return None
    seen = [(sample.value, sample.day) for sample in after if sample.value is not None]
    peak = max((value for value, _ in seen), default=None)
    points = [(Decimal(0), Decimal(0)), *((each.day, each.value or Decimal(0)) for each in after)]
    area, area_to = _area(points, end, tolerance_days)
    return Kinetics(
        peak=peak,
        peak_day=next((day for value, day in seen if value == peak), None),
        last_day=seen[-1][1] if seen else None,
        area=area,
        area_to=area_to,
    )


def _area(
    points: Sequence[tuple[Decimal, Decimal]], end: Decimal, tolerance_days: int
) -> tuple[Decimal | None, Decimal | None]:
    if points[-1][0] < end - tolerance_days:
        return None, None
    total, reached = Decimal(0), Decimal(0)
    for (day, value), (next_day, next_value) in pairwise(points):
        if next_day == day or day >= end:
            continue
        reached = min(next_day, end)
        at_reached = value + (next_value - value) * (reached - day) / (next_day - day)
        total += (value + at_reached) / 2 * (reached - day)
    return total, reached

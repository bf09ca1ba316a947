"""The arithmetic of a CAR-T dose: planned by the level, made by the manufacturer, given to the participant."""

from decimal import Decimal

from edc.rule import Rule

RULE = Rule(
    "CAR-T-DOSE",
    1,
    "Viable CAR+ cells, dose per kg and deviation from the level",
    "Arithmetic of the product definition; tolerance around the level by the protocol (20 %: PMC11461191, Table 1)",
)


def viable_car_cells_e6(
    *, total_cells_e6: Decimal, viability_percent: Decimal, car_percent: Decimal, cd3_percent: Decimal | None = None
) -> Decimal:
    """Viable CAR+ cells, in 10^6, of one bag.

    `cd3_percent` is given when the CAR+ percentage is a share of CD3+ cells, and left out when it is a share of all
    viable cells: the two differ by the CD3 share, so the gate is stated on the form.

    Source: total nucleated cells x viability x (CD3 share) x CAR share, the product definition of the infusion form.
    """
    share = viability_percent * car_percent / Decimal(10_000)
    if cd3_percent is not None:
        share = share * cd3_percent / Decimal(100)
    return total_cells_e6 * share


def dose_e6_per_kg(*, car_cells_e6: Decimal, weight_kg: Decimal) -> Decimal:
    """CAR+ cells given, in 10^6 per kg of day-0 body weight. Raises ValueError for a weight that is not positive.

    Source: NCT05270772, arm description (dose in 10^6/kg CAR+ cells).
    """
    if weight_kg <= 0:
        raise ValueError("body weight must be above 0 kg")
    return car_cells_e6 / weight_kg


def planned_cells_e6(*, level_e6_per_kg: Decimal, weight_kg: Decimal) -> Decimal:
    """CAR+ cells, in 10^6, that a dose level means at a body weight. Raises ValueError for no positive weight.

    Source: NCT05270772, arm description (dose in 10^6/kg CAR+ cells).
    """
    if weight_kg <= 0:
        raise ValueError("body weight must be above 0 kg")
    return level_e6_per_kg * weight_kg


def deviation_percent(*, actual: Decimal, planned: Decimal) -> Decimal:
    """How far a value lies above (+) or below (-) the planned one, in % of the plan. ValueError for no positive plan.

    Source: arithmetic.
    """
    if planned <= 0:
        raise ValueError("what is planned must be above 0")
    return 100 * (actual - planned) / planned


def within_tolerance(*, deviation: Decimal, tolerance_percent: Decimal) -> bool:
    """Whether a deviation in % is no more than the tolerance, in either direction; the bound is included.

    Source: +-20 % of the level, PMC11461191, Table 1; the protocol sets the number.
    """
    return abs(deviation) <= tolerance_percent


def enough_cells(*, available_e6: Decimal, needed_e6: Decimal, tolerance_percent: Decimal) -> bool:
    """Whether cells suffice for what a level asks for: at most the tolerance may be lacking; the bound is enough.

    Source: +-20 % of the level, PMC11461191, Table 1; the protocol sets the number.
    """
    return available_e6 >= needed_e6 * (100 - tolerance_percent) / 100

"""The dose of CAR+ cells: levels of NCT05270772 by hand, and the tolerance of a published trial."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trial.rules.dose import (
    deviation_percent,
    dose_e6_per_kg,
    enough_cells,
    planned_cells_e6,
    viable_car_cells_e6,
    within_tolerance,
)

TWENTY = Decimal(20)


@pytest.mark.parametrize(("level", "cells"), [("0.5", 10), ("1.5", 30), ("5.0", 100)])
def test_cells_planned_for_20_kg(level, cells):
    """0.5, 1.5 and 5.0 x 10^6/kg are 1.0, 3.0 and 10 x 10^7 cells for 20 kg."""
    assert planned_cells_e6(level_e6_per_kg=Decimal(level), weight_kg=TWENTY) == cells


@pytest.mark.parametrize(
    ("given", "deviation", "inside"),
    [("1.80", 20, True), ("1.801", None, False), ("1.20", -20, True), ("1.199", None, False), ("1.5", 0, True)],
)
def test_a_given_dose_may_be_20_percent_off_its_level(given, deviation, inside):
    """PMC11461191, Table 1: +-20 % of the level; 1.5 x 1.2 = 1.8 and 1.5 x 0.8 = 1.2."""
    found = deviation_percent(actual=Decimal(given), planned=Decimal("1.5"))
    assert deviation is None or found == deviation
    assert within_tolerance(deviation=found, tolerance_percent=TWENTY) is inside


@pytest.mark.parametrize(("now", "deviation"), [(22, 10), (18, -10), (20, 0)])
def test_change_of_weight_from_20_kg(now, deviation):
    assert deviation_percent(actual=Decimal(now), planned=TWENTY) == deviation


@pytest.mark.parametrize(("available", "enough"), [("24", True), ("23.99", False), ("30", True), ("0", False)])
def test_a_fifth_of_the_cells_may_be_lacking(available, enough):
    """30 x 10^6 less 20 % is 24 x 10^6."""
    held = {"available_e6": Decimal(available), "needed_e6": Decimal(30)}
    assert enough_cells(**held, tolerance_percent=TWENTY) is enough


@pytest.mark.parametrize("nothing", ["0", "-1"])
def test_nothing_planned_is_refused(nothing):
    with pytest.raises(ValueError, match="above 0"):
        deviation_percent(actual=Decimal(1), planned=Decimal(nothing))
    with pytest.raises(ValueError, match="above 0 kg"):
        planned_cells_e6(level_e6_per_kg=Decimal(1), weight_kg=Decimal(nothing))


shares = st.decimals(0, 100, places=1)


@given(st.decimals(1, 5000, places=1), shares, shares, shares)
def test_the_cd3_gate_never_gives_more_cells(total, viable, car, cd3):
    counted = {"total_cells_e6": total, "viability_percent": viable, "car_percent": car}
    assert viable_car_cells_e6(**counted, cd3_percent=cd3) <= viable_car_cells_e6(**counted)


@given(st.decimals("0.1", 10, places=2), st.decimals(3, 120, places=1))
def test_the_planned_cells_over_the_weight_are_the_level(level, weight):
    cells = planned_cells_e6(level_e6_per_kg=level, weight_kg=weight)
    assert abs(dose_e6_per_kg(car_cells_e6=cells, weight_kg=weight) - level) < Decimal("1e-20")

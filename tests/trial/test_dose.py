"""The arithmetic of a dose, worked out by hand."""

from decimal import Decimal

import pytest

from trial.rules.dose import dose_e6_per_kg, viable_car_cells_e6


def test_car_share_of_all_viable_cells():
    """200 x 10^6 cells, 85 % viable, 40 % of those CAR+: 200 x 0.85 x 0.40 = 68."""
    assert viable_car_cells_e6(
        total_cells_e6=Decimal(200), viability_percent=Decimal(85), car_percent=Decimal(40)
    ) == Decimal(68)


def test_car_share_of_cd3_cells_is_smaller_by_the_cd3_share():
    """The same bag with 90 % CD3+ among viable cells: 68 x 0.90 = 61.2."""
    assert viable_car_cells_e6(
        total_cells_e6=Decimal(200), viability_percent=Decimal(85), car_percent=Decimal(40), cd3_percent=Decimal(90)
    ) == Decimal("61.2")


def test_a_cd3_share_of_nothing_is_no_missing_share():
    assert viable_car_cells_e6(
        total_cells_e6=Decimal(200), viability_percent=Decimal(85), car_percent=Decimal(40), cd3_percent=Decimal(0)
    ) == Decimal(0)


@pytest.mark.parametrize(("cells_e6", "level"), [(10, "0.5"), (30, "1.5"), (100, "5.0")])
def test_cells_for_a_child_of_20_kg_at_each_dose_level(cells_e6, level):
    """NCT05270772: 0.5, 1.5 and 5.0 x 10^6/kg; for 20 kg that is 1.0, 3.0 and 10 x 10^7 cells."""
    assert dose_e6_per_kg(car_cells_e6=Decimal(cells_e6), weight_kg=Decimal(20)) == Decimal(level)


@pytest.mark.parametrize("weight", ["0", "-20"])
def test_a_weight_that_is_not_positive_is_refused(weight):
    with pytest.raises(ValueError, match="above 0 kg"):
        dose_e6_per_kg(car_cells_e6=Decimal(10), weight_kg=Decimal(weight))

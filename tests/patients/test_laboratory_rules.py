"""Believable laboratory values: conversions by hand, and no gap between the panels, the codelists and the table."""

from decimal import Decimal

import pytest

from patients.codelists.laboratory import LabTest, LabUnit
from patients.panels import TESTS
from patients.rules.laboratory import BELIEVABLE, believable_range, usual_units


@pytest.mark.parametrize(
    ("test", "unit", "value"),
    [
        ("WBC", "10*9/L", "400"),  # hyperleukocytosis at presentation
        ("WBC", "10*9/L", "0"),  # after lymphodepletion
        ("FERRITIN", "ug/L", "150000"),  # haemophagocytosis
        ("HGB", "g/L", "45"),
        ("HGB", "g/dL", "4.5"),
        ("K", "mmol/L", "7.9"),
    ],
)
def test_a_very_ill_patient_is_believed(test, unit, value):
    low, high = believable_range(test=test, unit=unit)
    assert low <= Decimal(value) <= high


@pytest.mark.parametrize(
    ("test", "unit", "value"),
    [
        ("HGB", "g/dL", "112"),  # 112 g/L with the unit of 11.2 g/dL
        ("HGB", "g/L", "11.2"),  # and the other way round
        ("K", "mmol/L", "41"),  # 4.1 without its point
        ("ALB", "g/L", "3.9"),  # 3.9 g/dL
        ("CREAT", "mg/dL", "53"),  # 53 umol/L
    ],
)
def test_a_slip_of_unit_or_point_is_not_believed(test, unit, value):
    low, high = believable_range(test=test, unit=unit)
    assert not low <= Decimal(value) <= high


def test_nothing_is_known_of_an_unusual_unit():
    assert believable_range(test="WBC", unit="g/L") is None
    assert "g/L" not in usual_units("WBC")


@pytest.mark.parametrize(("test", "from_unit", "to_unit", "factor"), [
    ("HGB", "g/dL", "g/L", 10),
    ("ALB", "g/dL", "g/L", 10),
    ("CRP", "mg/dL", "mg/L", 10),
    ("FERRITIN", "ng/mL", "ug/L", 1),
    ("PCT", "ng/mL", "ug/L", 1),
    ("DDIMER", "mg/L", "ug/L", 1000),
])  # fmt: skip
def test_the_same_limits_in_both_units(test, from_unit, to_unit, factor):
    first, second = believable_range(test=test, unit=from_unit), believable_range(test=test, unit=to_unit)
    assert tuple(limit * factor for limit in first) == second


def test_every_test_has_a_usual_unit_and_every_unit_is_in_the_codelist():
    assert set(BELIEVABLE) == set(LabTest.values)
    assert {unit for units in BELIEVABLE.values() for unit in units} == set(LabUnit.values)


def test_every_test_stands_in_one_panel():
    assert sorted(test for tests in TESTS.values() for test in tests) == sorted(LabTest.values)

"""Units of laboratory values: the factors in common use, there and back, and nothing for a unit nobody knows."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.codelists.laboratory import LabTest, LabUnit
from patients.rules.laboratory import BELIEVABLE
from patients.rules.units import IN_STANDARD_UNITS, convert, standard_unit

PAIRS = [(test, unit) for test, units in IN_STANDARD_UNITS.items() for unit in units]


# JAMA instructions for authors, SI conversion factors, each as far as it is printed.
@pytest.mark.parametrize(("test", "from_unit", "to_unit", "factor"), [
    ("BILI", "mg/dL", "umol/L", "17.1"),
    ("BILDIR", "mg/dL", "umol/L", "17.1"),
    ("CREAT", "mg/dL", "umol/L", "88.4"),
    ("GLUC", "mg/dL", "mmol/L", "0.0555"),
    ("CA", "mg/dL", "mmol/L", "0.25"),
    ("TRIG", "mg/dL", "mmol/L", "0.0113"),
    ("HGB", "g/dL", "g/L", "10"),
    ("ALB", "g/dL", "g/L", "10"),
    ("FIBRINO", "mg/dL", "g/L", "0.01"),
    ("CRP", "mg/dL", "mg/L", "10"),
    ("FERRITIN", "ng/mL", "ug/L", "1"),
    ("PCT", "ug/L", "ng/mL", "1"),
    ("DDIMER", "ug/L", "mg/L", "0.001"),
    ("DDIMER", "ng/mL", "mg/L", "0.001"),
])  # fmt: skip
def test_the_factors_in_common_use(test, from_unit, to_unit, factor):
    one = convert(value=Decimal(1), test=test, from_unit=from_unit, to_unit=to_unit)
    assert one.quantize(Decimal(factor)) == Decimal(factor)


def test_the_unit_of_the_report_is_not_touched():
    """4.5 mg/dL stays 4.5 to the last digit, and a value may have trailing zeros."""
    assert str(convert(value=Decimal("4.50"), test="BILI", from_unit="mg/dL", to_unit="mg/dL")) == "4.50"


@pytest.mark.parametrize(("test", "from_unit", "to_unit"), [
    ("BILI", "g/L", "umol/L"),
    ("BILI", "mg/dL", "g/L"),
    ("WBC", "mg/dL", "mg/dL"),
    ("NOTEST", "g/L", "g/L"),
])  # fmt: skip
def test_an_unknown_unit_gives_nothing(test, from_unit, to_unit):
    assert convert(value=Decimal(1), test=test, from_unit=from_unit, to_unit=to_unit) is None


def test_0_is_converted_to_0():
    assert convert(value=Decimal(0), test="BILI", from_unit="mg/dL", to_unit="umol/L") == 0


def test_an_unknown_test_has_no_standard_unit():
    assert standard_unit(test="BILI") == "umol/L"
    assert standard_unit(test="NOTEST") is None


def test_every_usual_unit_of_every_test_can_be_converted():
    assert {test: set(units) for test, units in IN_STANDARD_UNITS.items()} == {
        test: set(units) for test, units in BELIEVABLE.items()
    }
    assert set(IN_STANDARD_UNITS) == set(LabTest.values)
    assert {unit for _, unit in PAIRS} == set(LabUnit.values)


@given(
    pair=st.sampled_from(PAIRS),
    value=st.decimals(min_value=0, max_value=200000, places=4, allow_nan=False, allow_infinity=False),
)
def test_there_and_back_is_the_same_value(pair, value):
    test, unit = pair
    standard = standard_unit(test=test)
    there = convert(value=value, test=test, from_unit=unit, to_unit=standard)
    back = convert(value=there, test=test, from_unit=standard, to_unit=unit)
    assert back.quantize(Decimal("0.0001")) == value


@given(
    pair=st.sampled_from(PAIRS),
    values=st.lists(st.decimals(min_value=0, max_value=200000, places=4), min_size=2, max_size=2).map(sorted),
)
def test_a_greater_value_stays_greater(pair, values):
    test, unit = pair
    first, second = (
        convert(value=value, test=test, from_unit=unit, to_unit=standard_unit(test=test)) for value in values
    )
    assert first <= second

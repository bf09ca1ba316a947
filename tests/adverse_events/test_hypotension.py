"""Low systolic pressure by age. Mahadeo 2019, Table 2: <70 + 2 x age from 1 to 10 years, <90 above 10."""

import pytest

from adverse_events.rules.hypotension import is_hypotensive, systolic_threshold_mmhg


@pytest.mark.parametrize(
    ("age", "threshold"), [(1, 72), (2, 74), (5, 80), (9, 88), (10, 90), (11, 90), (17, 90), (24, 90)]
)
def test_threshold_by_age(age, threshold):
    assert systolic_threshold_mmhg(age_years=age) == threshold


def test_the_source_leaves_infants_open():
    assert systolic_threshold_mmhg(age_years=0) is None
    assert is_hypotensive(systolic_mmhg=40, age_years=0) is None


@pytest.mark.parametrize(("systolic", "low"), [(87, True), (88, False), (89, False)])
def test_the_threshold_itself_is_not_low_at_9_years(systolic, low):
    assert is_hypotensive(systolic_mmhg=systolic, age_years=9) is low

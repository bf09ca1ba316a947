"""Completed years of age."""

import datetime as dt

import pytest

from patients.rules.age import age_in_years


@pytest.mark.parametrize(
    ("on", "years"),
    [(dt.date(2026, 5, 11), 7), (dt.date(2026, 5, 12), 8), (dt.date(2027, 5, 11), 8), (dt.date(2018, 5, 12), 0)],
)
def test_the_birthday_itself_counts(on, years):
    assert age_in_years(born=dt.date(2018, 5, 12), on=on) == years


@pytest.mark.parametrize(("on", "years"), [(dt.date(2026, 2, 28), 17), (dt.date(2026, 3, 1), 18)])
def test_a_leap_day_birthday_is_kept_on_1_march(on, years):
    assert age_in_years(born=dt.date(2008, 2, 29), on=on) == years

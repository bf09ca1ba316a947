"""CIBMTR Forms Instruction Manual, appendix L: Karnofsky from 16 years, Lansky from 1 year to below 16."""

import pytest

from patients.rules.performance import performance_scale


@pytest.mark.parametrize(
    ("age", "scale"),
    [(0, "NONE"), (1, "LPPS SCALE"), (15, "LPPS SCALE"), (16, "KPS SCALE"), (24, "KPS SCALE"), (90, "KPS SCALE")],
)
def test_the_scale_follows_the_age_in_completed_years(age, scale):
    assert performance_scale(age_years=age) == scale

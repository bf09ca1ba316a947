"""Isotonic regression. Worked example: Yan F et al. J Stat Softw 2020;94(13), select.mtd of BOIN 2.7.2: with 3, 3, 15,
9 and 0 treated and 0, 0, 4, 4 and 0 toxicities, the level for a target of 0.3 is the third.
"""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import isotonic_regression

from trial.rules.isotonic import nearest_to_target, pooled_rates

COUNTS = st.integers(1, 12).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def chosen(target, *counts):
    found = nearest_to_target(counts=counts, target=Decimal(target))
    return None if found is None else found.place + 1


def test_the_worked_example_of_the_package():
    assert chosen("0.3", (0, 3), (0, 3), (4, 15), (4, 9), (0, 0)) == 3


def test_the_rates_of_the_worked_example():
    """By hand: 0.05/3.1 twice, 4.05/15.1 and 4.05/9.1; nothing to pool."""
    found = pooled_rates(counts=[(0, 3), (0, 3), (4, 15), (4, 9)])
    assert found == [Fraction(1, 62), Fraction(1, 62), Fraction(81, 302), Fraction(81, 182)]


def test_two_levels_out_of_order_share_one_rate():
    """By hand: 1.05/3.1 and 0.05/3.1, the weights are (n + 0.1)^2 (n + 1.1) over (y + 0.05)(n - y + 0.05)."""
    high, low = Fraction(21, 62), Fraction(1, 62)
    weights = Fraction(1) / (Fraction(21, 20) * Fraction(41, 20)), Fraction(1) / (Fraction(1, 20) * Fraction(61, 20))
    expected = (high * weights[0] + low * weights[1]) / sum(weights)
    assert pooled_rates(counts=[(1, 3), (0, 3)]) == [expected, expected]


@pytest.mark.parametrize(
    ("counts", "level"),
    [
        (((0, 3), (0, 3), (0, 3)), 3),  # all the same and too low: the highest
        (((2, 3), (2, 3), (2, 3)), 1),  # all the same and too high: the lowest
        (((0, 3), (0, 0), (1, 3)), 3),  # an untried level is left out
        (((0, 0), (0, 0), (0, 0)), None),
        ((), None),
    ],
)
def test_ties_and_untried_levels(counts, level):
    assert chosen("0.25", *counts) == level


@given(counts=st.lists(COUNTS, min_size=1, max_size=6))
def test_rates_never_fall_and_are_those_of_scipy(counts):
    found = pooled_rates(counts=counts)
    assert found == sorted(found)
    raw = [(dlt + 0.05) / (n + 0.1) for dlt, n in counts]
    weights = [(n + 0.1) ** 2 * (n + 1.1) / ((dlt + 0.05) * (n - dlt + 0.05)) for dlt, n in counts]
    assert [float(rate) for rate in found] == pytest.approx(list(isotonic_regression(raw, weights=weights).x))

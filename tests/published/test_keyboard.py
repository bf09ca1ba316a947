"""Keyboard. Bounds for .30 at multiples of three up to 33: ruitaolin/IntervalDesign, output for a design whose bounds
are those of Keyboard there. Where Keyboard and BOIN part: R packages Keyboard 0.1.3 (Yan F et al. Clin Cancer Res
2017;23:3994-4003) and BOIN 2.7.2 side by side; mTPI-2 (Guo W et al. Contemp Clin Trials 2017;58:23-33) agrees.
"""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from trial.rules import boin, keyboard
from trial.rules.design import DesignSettings


def at(target):
    return DesignSettings(target=Decimal(target))


@pytest.mark.parametrize(
    ("n", "up", "down", "eliminate"),
    [
        (3, 0, 2, 3),
        (6, 1, 3, 4),
        (9, 2, 4, 5),
        (12, 2, 5, 7),
        (15, 3, 6, 8),
        (18, 4, 7, 9),
        (21, 5, 8, 10),
        (24, 5, 9, 11),
        (27, 6, 10, 12),
        (30, 7, 11, 14),
        (33, 8, 12, 15),
    ],
)
def test_the_bounds_for_a_target_of_thirty_per_cent(n, up, down, eliminate):
    found = keyboard.bounds(n, at(".30"))
    assert (found.up, found.down, found.eliminate) == (up, down, eliminate)


@pytest.mark.parametrize(
    ("target", "n", "bound", "of_keyboard", "of_boin"),
    [(".30", 14, "down", 5, 6), (".30", 17, "down", 6, 7), (".20", 7, "up", 0, 1)],
)
def test_where_keyboard_and_boin_part(target, n, bound, of_keyboard, of_boin):
    assert getattr(keyboard.bounds(n, at(target)), bound) == of_keyboard
    assert getattr(boin.bounds(n, at(target)), bound) == of_boin


def test_for_a_target_of_a_quarter_they_agree_up_to_eighteen():
    assert [keyboard.bounds(n, at(".25")) for n in range(1, 19)] == [boin.bounds(n, at(".25")) for n in range(1, 19)]


def test_a_level_needs_three_participants_to_be_eliminated_as_with_boin():
    assert keyboard.bounds(2, at(".20")).eliminate is None
    assert keyboard.bounds(3, at(".20")).eliminate == 2


def test_keys_of_a_target_of_thirty_per_cent_are_a_tenth_wide_and_the_outermost_narrower():
    found, place = keyboard.keys(target=Fraction(3, 10), half_width=Fraction(1, 20))
    assert found[place] == (Fraction(1, 4), Fraction(7, 20))
    assert (found[0], found[-1]) == ((0, Fraction(1, 20)), (Fraction(19, 20), 1))
    assert all(high - low == Fraction(1, 10) for low, high in found[1:-1])
    assert all(left[1] == right[0] for left, right in pairwise(found))


@given(n=st.integers(1, 40), dlt=st.integers(0, 40), target=st.sampled_from([".20", ".25", ".30"]))
def test_the_strongest_key_is_the_one_that_scipy_finds(n, dlt, target):
    dlt = min(dlt, n)
    found, place = keyboard.keys(target=Fraction(target), half_width=Fraction(1, 20))
    edges = [float(low) for low, _high in found] + [1.0]
    tails = beta(1 + dlt, 1 + n - dlt).cdf(edges)
    heights = [(tails[at + 1] - tails[at]) / (edges[at + 1] - edges[at]) for at in range(len(found))]
    best = max(range(len(heights)), key=heights.__getitem__)
    sign = keyboard.strongest_key(dlt=dlt, n=n, target=Fraction(target), half_width=Fraction(1, 20))
    assert sign == (best > place) - (best < place)

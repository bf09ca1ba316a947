"""Exact intervals against published ones."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.rules.proportion import proportion

# Newcombe RG. Stat Med 1998;17:857-872, Table I, row Clopper-Pearson (quoted from memory, four decimals).
NEWCOMBE = [(81, 263, 0.2527, 0.3676), (15, 148, 0.0578, 0.1617), (0, 20, 0.0, 0.1684), (1, 29, 0.0009, 0.1776)]


@pytest.mark.parametrize(("events", "total", "low", "high"), NEWCOMBE)
def test_newcombe_1998(events, total, low, high):
    found = proportion(events=events, total=total)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_remission_in_eliana():
    """65 of 79, 82 % (95 % interval 72 to 90): Laetsch TW et al. J Clin Oncol 2023, as reported by the ASCO Post."""
    found = proportion(events=65, total=79)
    assert [round(100 * each) for each in (found.share, found.low, found.high)] == [82, 72, 90]


def test_everybody_of_nine():
    """By hand: the lower limit is the ninth root of 0.025, 0.6637; the upper one is 1."""
    found = proportion(events=9, total=9)
    assert found.low == pytest.approx(0.025 ** (1 / 9))
    assert (round(found.low, 3), found.high) == (0.664, 1.0)


def test_nobody_of_nine():
    found = proportion(events=0, total=9)
    assert (found.low, found.high) == (0.0, pytest.approx(1 - 0.025 ** (1 / 9)))


def test_one_of_one_at_90_percent():
    """By hand: the limit of one success in one trial is the tail itself, 5 %."""
    assert proportion(events=1, total=1, confidence_percent=Decimal(90)).low == pytest.approx(0.05)


def test_nobody_counted_is_not_zero():
    found = proportion(events=0, total=0)
    assert (found.share, found.low, found.high) == (None, None, None)


@pytest.mark.parametrize(("events", "total"), [(10, 9), (-1, 9)])
def test_impossible_counts_are_refused(events, total):
    with pytest.raises(ValueError, match="no proportion"):
        proportion(events=events, total=total)


@given(total=st.integers(1, 60), data=st.data())
def test_one_event_more_moves_both_limits_up(total, data):
    events = data.draw(st.integers(0, total - 1))
    fewer, more = proportion(events=events, total=total), proportion(events=events + 1, total=total)
    assert fewer.low < more.low
    assert fewer.high < more.high or more.high == 1.0
    assert fewer.low <= fewer.share <= fewer.high

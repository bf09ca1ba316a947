"""Days between infusions: 14 after the first, 7 between the others, 28 before the next level; on the day and before."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trial.rules.staggering import Dosing, Gap, Intervals, first_allowed, too_close

DAY_0 = dt.date(2026, 3, 2)
INTERVALS = Intervals(first_to_second=14, between=7, before_escalation=28)
LEVELS = ["DL1", "DL2", "DL3"]


def on(day, level="DL1", number="x"):
    return Dosing(number, level, DAY_0 + dt.timedelta(days=day))


def gap(dosing, *others):
    numbered = [Dosing(f"p{at}", each.level, each.day) for at, each in enumerate(others)]
    found = too_close(dosing=dosing, others=numbered, levels=LEVELS, intervals=INTERVALS)
    return found and found.gap


@pytest.mark.parametrize(
    ("day", "others", "broken"),
    [
        (13, [on(0)], Gap.FIRST_TO_SECOND),
        (14, [on(0)], None),
        (20, [on(0), on(14)], Gap.BETWEEN),
        (21, [on(0), on(14)], None),
        (7, [on(20)], Gap.FIRST_TO_SECOND),
        (6, [on(20)], None),
        (18, [on(0), on(24)], Gap.BETWEEN),
        (17, [on(0), on(24)], None),
        (0, [on(0)], Gap.FIRST_TO_SECOND),
    ],
)
def test_within_a_level(day, others, broken):
    assert gap(on(day), *others) == broken


@pytest.mark.parametrize(("day", "broken"), [(27, Gap.BEFORE_ESCALATION), (28, None)])
def test_before_the_next_level(day, broken):
    assert gap(on(day, "DL2"), on(0, "DL1")) == broken
    assert gap(on(day, "DL3"), on(0, "DL1")) == broken


def test_a_higher_level_before_does_not_keep_a_lower_one_waiting():
    assert gap(on(1, "DL1"), on(0, "DL2")) is None


def test_nobody_is_too_close_to_oneself():
    assert too_close(dosing=on(3), others=[on(0)], levels=LEVELS, intervals=INTERVALS) is None


def test_a_level_that_the_protocol_does_not_know_has_no_neighbours():
    assert gap(on(1, "DL9"), on(0, "DL9")) is None


days = st.lists(st.tuples(st.integers(0, 120), st.sampled_from(LEVELS)), max_size=6)


@given(others=days, level=st.sampled_from(LEVELS), start=st.integers(0, 120))
def test_the_first_allowed_day_is_allowed_and_the_first(others, level, start):
    known = [Dosing(f"p{at}", each, DAY_0 + dt.timedelta(days=day)) for at, (day, each) in enumerate(others)]
    asked = {"others": known, "levels": LEVELS, "intervals": INTERVALS}
    not_before = DAY_0 + dt.timedelta(days=start)
    found = first_allowed(level=level, number="x", not_before=not_before, **asked)
    assert too_close(dosing=Dosing("x", level, found), **asked) is None
    between = (not_before + dt.timedelta(days=day) for day in range((found - not_before).days))
    assert all(too_close(dosing=Dosing("x", level, day), **asked) for day in between)

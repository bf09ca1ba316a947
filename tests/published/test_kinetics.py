"""Cmax, Tmax, Tlast and the area under the curve, worked by hand; B-cell aplasia by its limit."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.rules.b_cells import Count, aplasia, is_aplasia
from patients.rules.kinetics import Sample, kinetics


def found(*samples):
    return kinetics([Sample(Decimal(str(day)), None if value is None else Decimal(value)) for day, value in samples])


# 0-7: 7*100/2 = 350; 7-14: 7*(100+300)/2 = 1400; 14-28: 14*(300+100)/2 = 2800; together 4550.
CURVE = ((7, 100), (14, 300), (28, 100))


def test_peak_and_area_by_hand():
    course = found(*CURVE)
    assert (course.peak, course.peak_day, course.last_day) == (300, 14, 28)
    assert (course.area, course.area_to) == (4550, 28)


def test_the_area_ends_on_day_28_between_two_samples():
    """28 lies halfway between 14 (300) and 42 (100): 200 there. 350 + 1400 + 14*(300+200)/2 = 5250."""
    course = found((7, 100), (14, 300), (42, 100))
    assert (course.area, course.area_to, course.last_day) == (5250, 28, 42)


def test_the_area_ends_with_a_last_sample_up_to_three_days_early():
    """To day 25: 350 + 1400 + 11*(300+100)/2 = 3950; on day 24 it is too early."""
    assert (found((7, 100), (14, 300), (25, 100)).area, found((7, 100), (14, 300), (24, 100)).area) == (3950, None)


def test_below_the_limit_is_0_in_the_area_and_neither_peak_nor_last():
    """0-4: 0; 4-14: 10*200/2 = 1000; 14-28: 14*200/2 = 1400."""
    course = found((4, None), (14, 200), (28, None))
    assert (course.area, course.peak, course.peak_day, course.last_day) == (2400, 200, 14, 14)


def test_never_above_the_limit():
    course = found((7, None), (28, None))
    assert (course.peak, course.peak_day, course.last_day, course.area) == (None, None, None, 0)


def test_the_first_of_two_equal_peaks():
    assert found((7, 100), (10, 100)).peak_day == 7


def test_samples_before_the_infusion_are_left_out():
    assert found((-1, 5)) is None
    assert found((-1, 5), *CURVE) == found(*CURVE)


@given(st.lists(st.tuples(st.integers(1, 60), st.none() | st.integers(0, 10**6)), min_size=1, max_size=12))
def test_a_higher_value_never_makes_the_area_smaller(samples):
    doubled = [(day, None if value is None else 2 * value) for day, value in samples]
    one, two = found(*samples), found(*doubled)
    assert (one.area is None) == (two.area is None)
    assert one.area is None or one.area <= two.area


@pytest.mark.parametrize(("cells", "limit", "expected"), [("49.99", 50, True), ("50", 50, False), ("20", 20, False)])
def test_the_limit_itself_is_no_aplasia(cells, limit, expected):
    assert is_aplasia(cd19_per_ul=Decimal(cells), below_per_ul=Decimal(limit)) is expected


INFUSED = dt.date(2026, 1, 1)


def course_of(*counts, confirm=False):
    dated = [Count(INFUSED + dt.timedelta(days=day), Decimal(cells)) for day, cells in counts]
    course = aplasia(dated, infused_on=INFUSED, below_per_ul=Decimal(50), confirm=confirm)
    return course and ((course.began_on - INFUSED).days, course.days, course.is_ongoing)


def test_aplasia_from_the_first_low_count_to_the_first_that_is_not():
    assert course_of((28, 0), (60, 10), (90, 50)) == (28, 62, False)


def test_aplasia_that_goes_on_is_counted_to_the_last_sample():
    assert course_of((28, 0), (60, 49)) == (28, 32, True)


def test_a_recovery_that_has_to_be_confirmed():
    once = ((28, 0), (60, 60), (90, 10), (180, 70))
    assert course_of(*once) == (28, 32, False)
    assert course_of(*once, confirm=True) == (28, 152, True)
    assert course_of(*once, (270, 90), confirm=True) == (28, 152, False)


def test_b_cells_that_never_went():
    assert course_of((28, 80)) is None


def test_low_counts_before_the_infusion_are_not_the_cells():
    assert course_of((-3, 0), (28, 80)) is None

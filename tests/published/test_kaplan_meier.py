"""Kaplan-Meier against curves that were published, and worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.rules.survival import follow_up, kaplan_meier


def read(text):
    """ "6 6+ 7": a plus is a censored time."""
    return [(int(word.rstrip("+")), not word.endswith("+")) for word in text.split()]


# Freireich EJ et al. Blood 1963;21:699-716: weeks of remission on 6-mercaptopurine, and on placebo.
SIX_MP = read("6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+")
PLACEBO = read("1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23")
# Miller RG. Survival Analysis, 1981 (Embury SH et al. West J Med 1977;126:267-272): weeks, maintained group.
MAINTAINED = read("9 13 13+ 18 23 28+ 31 34 45+ 48 161+")
# Bewick V, Cheek L, Ball J. Crit Care 2004;8:389-394, Table 2: days, treatment 2.
BEWICK = read("1 1 4 5 6+ 9 9+ 22")


def rows(curve):
    """(time, at risk, events, survival, standard error) at the events, as such tables are printed."""
    return [
        (step.day, step.at_risk, step.events, round(step.survival, 3), round(step.standard_error, 3))
        for step in curve.steps
        if step.events
    ]


def test_six_mp():
    """Klein JP, Moeschberger ML. Survival Analysis, Tables 4.1A and 4.2."""
    assert rows(kaplan_meier(SIX_MP)) == [
        (6, 21, 3, 0.857, 0.076),
        (7, 17, 1, 0.807, 0.087),
        (10, 15, 1, 0.753, 0.096),
        (13, 12, 1, 0.690, 0.107),
        (16, 11, 1, 0.627, 0.114),
        (22, 7, 1, 0.538, 0.128),
        (23, 6, 1, 0.448, 0.135),
    ]


def test_placebo_with_log_log_limits():
    """Rodriguez G. The Gehan Survival Data (data.princeton.edu/eco572/KaplanMeier.html), output of `sts list`."""
    first, second = kaplan_meier(PLACEBO).steps[1:3]
    assert [round(each, 4) for each in (first.survival, first.standard_error, first.low, first.high)] == [
        0.9048, 0.0641, 0.6700, 0.9753,
    ]  # fmt: skip
    assert [round(each, 4) for each in (second.survival, second.standard_error, second.low, second.high)] == [
        0.8095, 0.0857, 0.5689, 0.9239,
    ]  # fmt: skip


def test_median_on_six_mp():
    """23 weeks; the 95 % log-log limits of PROC LIFETEST are 13 and not reached."""
    median = kaplan_meier(SIX_MP).median
    assert (median.days, median.low, median.high) == (23, 13, None)


def test_median_on_placebo():
    """8 weeks; the 95 % log-log limits of PROC LIFETEST are 4 and 11."""
    median = kaplan_meier(PLACEBO).median
    assert (median.days, median.low, median.high) == (8, 4, 11)


def test_maintained_group():
    """Printed by R, survfit(Surv(time, status) ~ x, data = aml); the median is 31 weeks."""
    curve = kaplan_meier(MAINTAINED)
    assert rows(curve) == [
        (9, 11, 1, 0.909, 0.087),
        (13, 10, 1, 0.818, 0.116),
        (18, 8, 1, 0.716, 0.140),
        (23, 7, 1, 0.614, 0.153),
        (31, 5, 1, 0.491, 0.164),
        (34, 4, 1, 0.368, 0.163),
        (48, 2, 1, 0.184, 0.153),
    ]
    assert curve.median.days == 31


def test_a_curve_that_rests_at_one_half():
    """Bewick 2004, Table 2: 0.750, 0.625, 0.500, 0.333, 0. The median is the middle of 5 to 9 days (PROC LIFETEST)."""
    curve = kaplan_meier(BEWICK)
    assert [row[3] for row in rows(curve)] == [0.75, 0.625, 0.5, 0.333, 0]
    assert curve.median.days == 7


def test_a_curve_that_ends_at_one_half():
    assert kaplan_meier(read("3 5+")).median.days == 3


def test_no_limits_where_the_curve_is_at_1_or_0():
    steps = kaplan_meier(BEWICK).steps
    assert (steps[0].low, steps[0].high) == (None, None)
    assert (steps[-1].survival, steps[-1].low, steps[-1].high) == (0, None, None)


def test_nobody_and_no_event():
    assert kaplan_meier([]) is None
    curve = kaplan_meier(read("5+ 9+"))
    assert [step.survival for step in curve.steps] == [1, 1, 1]
    assert (curve.median.days, curve.events) == (None, 0)


def test_an_event_on_the_first_day_begins_the_curve_below_1():
    curve = kaplan_meier(read("0 4+"))
    assert [(step.day, step.survival) for step in curve.steps] == [(0, 0.5), (4, 0.5)]


def test_days_before_the_start_are_refused():
    with pytest.raises(ValueError, match="before the start"):
        kaplan_meier([(-1, True)])


def test_numbers_at_risk():
    """On 6-MP by hand: 21 at the start, 21 at week 6 itself, 17 from week 7, 5 at week 25."""
    curve = kaplan_meier(SIX_MP)
    assert [curve.at_risk(week) for week in (0, 6, 7, 25, 36)] == [21, 21, 17, 5, 0]


def test_the_step_of_a_day_between_two():
    curve = kaplan_meier(SIX_MP)
    assert round(curve.step_at(12).survival, 3) == 0.753


def test_follow_up_by_hand():
    """10+, 20 dead, 30+, 40+: watching ended at 10 (3/4), 30 (3/8), 40 (0), so the median follow-up is 30."""
    curve = follow_up(read("10+ 20 30+ 40+"))
    assert [round(step.survival, 3) for step in curve.steps if step.events] == [0.75, 0.375, 0]
    assert curve.median.days == 30


@given(st.lists(st.tuples(st.integers(0, 400), st.booleans()), min_size=1, max_size=40))
def test_the_curve_never_rises_and_lies_within_its_limits(times):
    steps = kaplan_meier(times).steps
    survivals = [step.survival for step in steps]
    assert survivals == sorted(survivals, reverse=True)
    assert all(step.low <= step.survival <= step.high for step in steps if step.low is not None)
    assert sum(step.events + step.censored for step in steps) == len(times)


@given(st.lists(st.integers(1, 400), min_size=1, max_size=30))
def test_without_censoring_it_is_the_share_still_free(days):
    curve = kaplan_meier([(day, True) for day in days])
    for step in curve.steps:
        assert step.survival == pytest.approx(sum(day > step.day for day in days) / len(days))

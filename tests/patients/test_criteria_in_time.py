"""Criteria of NCT05270772 that look back: the first day of the time counts, dates in part decide only when sure."""

import datetime as dt

import pytest

from patients.rules.criteria_in_time import Episode, antigen_positive_within, gvhd_active_since, happened_since
from patients.rules.verdict import Fact, Outcome, Span

MET, NOT_MET, CANNOT_DECIDE = Outcome.MET, Outcome.NOT_MET, Outcome.CANNOT_DECIDE
ENROLLED = dt.date(2026, 5, 31)
# Three calendar months before 31 May is the last day of February.
FIRST_DAY = dt.date(2026, 2, 28)
DAY_BEFORE = dt.date(2026, 2, 27)


def on(day):
    return Span(day, day)


def sample(day, value):
    return Fact("marrow", value, on(day) if day else None)


def cd19(*samples, enrolled_on=ENROLLED):
    return antigen_positive_within(samples=samples, enrolled_on=enrolled_on, months=3)


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        (FIRST_DAY, MET),
        (DAY_BEFORE, NOT_MET),
        (ENROLLED, MET),
        (dt.date(2026, 6, 1), CANNOT_DECIDE),
        (None, CANNOT_DECIDE),
    ],
)
def test_a_positive_sample_counts_from_three_months_before_to_the_day_of_enrolment(day, outcome):
    assert cd19(sample(day, True)).outcome == outcome


def test_the_last_telling_sample_decides():
    early, late = dt.date(2026, 4, 1), dt.date(2026, 5, 1)
    assert cd19(sample(early, True), sample(late, False)).outcome == NOT_MET
    assert cd19(sample(early, False), sample(late, True)).outcome == MET
    assert cd19(sample(early, True), sample(late, None)).outcome == MET


@pytest.mark.parametrize("samples", [[], [sample(dt.date(2026, 5, 1), None)]])
def test_without_a_telling_sample_nothing_is_decided(samples):
    assert cd19(*samples).outcome == CANNOT_DECIDE


def test_without_a_day_of_enrolment_nothing_is_decided():
    assert cd19(sample(FIRST_DAY, True), enrolled_on=None).outcome == CANNOT_DECIDE


def transplant(*spans, ever=True):
    events = [Fact("transplant", None, span) for span in spans]
    return happened_since(ever=Fact("any transplant", ever), events=events, since=FIRST_DAY)


@pytest.mark.parametrize(
    ("span", "outcome"),
    [
        (on(FIRST_DAY), MET),
        (on(DAY_BEFORE), NOT_MET),
        (Span(dt.date(2026, 3, 1), dt.date(2026, 3, 31)), MET),
        (Span(dt.date(2026, 1, 1), dt.date(2026, 1, 31)), NOT_MET),
        (Span(dt.date(2026, 2, 1), dt.date(2026, 2, 28)), CANNOT_DECIDE),
        (Span(dt.date(2026, 1, 1), dt.date(2026, 12, 31)), CANNOT_DECIDE),
        (None, CANNOT_DECIDE),
    ],
)
def test_a_transplant_within_three_months_of_screening(span, outcome):
    assert transplant(span).outcome == outcome


def test_one_recent_transplant_among_old_ones_decides():
    assert transplant(on(dt.date(2024, 1, 1)), on(FIRST_DAY)).outcome == MET


def test_no_transplant_and_not_asked_differ():
    assert transplant(ever=False).outcome == NOT_MET
    assert transplant(ever=None).outcome == CANNOT_DECIDE
    assert transplant(ever=True).outcome == CANNOT_DECIDE


def episode(*, grade=2, is_acute=True, ended=None, ongoing=None):
    return Episode(Fact("gvhd", grade), is_acute=is_acute, grade=grade, ended=ended, ongoing=ongoing)


def gvhd(*episodes, transplanted=True):
    return gvhd_active_since(
        transplanted=Fact("transplant", transplanted), episodes=episodes, since=FIRST_DAY, least_grade=2
    )


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        ({"ended": on(FIRST_DAY)}, MET),
        ({"ended": on(DAY_BEFORE)}, NOT_MET),
        ({"ongoing": True}, MET),
        ({"ongoing": True, "grade": 4}, MET),
        ({"ongoing": True, "grade": 1}, NOT_MET),
        ({"ongoing": True, "grade": 0}, NOT_MET),
        ({"ongoing": True, "grade": None}, CANNOT_DECIDE),
        ({"ongoing": True, "grade": None, "is_acute": False}, CANNOT_DECIDE),
        ({"ended": on(DAY_BEFORE), "grade": None}, NOT_MET),
        ({"ongoing": False}, CANNOT_DECIDE),
        ({"ended": Span(dt.date(2026, 2, 1), dt.date(2026, 2, 28))}, CANNOT_DECIDE),
        ({}, CANNOT_DECIDE),
    ],
)
def test_acute_gvhd_of_grade_2_active_within_three_months_of_screening(values, outcome):
    assert gvhd(episode(**values)).outcome == outcome


def test_nobody_is_presumed_free_of_gvhd_after_an_allogeneic_transplant():
    assert gvhd(transplanted=True).outcome == CANNOT_DECIDE
    assert gvhd(transplanted=None).outcome == CANNOT_DECIDE
    assert gvhd(transplanted=False).outcome == NOT_MET

"""The course of CRS or ICANS by graded days, counted by hand. Day 0 is 20 November."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adverse_events.rules.course import course
from adverse_events.rules.span import Span, exactly

INFUSED = dt.date(2026, 11, 20)
OPEN = Span(0, 4)


def on(day):
    return INFUSED + dt.timedelta(days=day)


def by_days(grades):
    """From {day: grade}, None for an assessment that gives no grade."""
    spans = {day: OPEN if grade is None else exactly(grade) for day, grade in grades.items()}
    return course(assessments=[(on(day), span) for day, span in spans.items()], infusion_day=INFUSED)


def test_a_course_day_by_day():
    """Grade 1 on days 2 and 3, 2 on day 4, 3 on days 5 and 6, 1 on day 7, none on day 8: six days."""
    found = by_days({0: 0, 1: 0, 2: 1, 3: 1, 4: 2, 5: 3, 6: 3, 7: 1, 8: 0, 9: 0})
    assert (found.onset_on, found.maximum.grade, found.maximum_on) == (on(2), 3, on(5))
    assert (found.resolved_on, found.duration_days, found.ongoing) == (on(8), 6, False)
    assert len(found.episodes) == 1


def test_the_worst_of_several_assessments_of_a_day_counts():
    found = course(
        assessments=[(on(1), exactly(0)), (on(2), exactly(1)), (on(2), exactly(3)), (on(3), exactly(0))],
        infusion_day=INFUSED,
    )
    assert (found.maximum.grade, found.duration_days) == (3, 1)


def test_a_day_of_grade_0_parts_two_episodes():
    found = by_days({0: 0, 1: 1, 2: 0, 3: 2, 4: 1, 5: 0})
    assert len(found.episodes) == 2
    assert (found.onset_on, found.maximum_on, found.resolved_on, found.duration_days) == (on(1), on(3), on(5), 3)


def test_nothing_on_any_day_is_a_maximum_of_0_and_no_dates():
    found = by_days({0: 0, 1: 0, 2: 0})
    assert found.maximum.grade == 0
    assert (found.maximum_on, found.onset_on, found.resolved_on, found.duration_days, found.ongoing) == (None,) * 5


def test_no_assessment_is_not_a_maximum_of_0():
    assert by_days({}).maximum is None
    assert by_days({0: 0, 1: None}).maximum.grade is None


def test_it_goes_on_where_the_last_day_still_has_a_grade():
    found = by_days({0: 0, 1: 1, 2: 2})
    assert (found.ongoing, found.resolved_on, found.duration_days) == (True, None, None)


def test_whether_it_goes_on_is_not_known_after_a_day_without_grade():
    found = by_days({0: 0, 1: 1, 2: None})
    assert (found.ongoing, found.resolved_on, found.duration_days) == (None, None, None)


def test_an_onset_on_the_day_of_infusion_needs_no_day_before():
    assert by_days({0: 1, 1: 0}).onset_on == on(0)


@pytest.mark.parametrize("grades", [{3: 1, 4: 0}, {0: 0, 2: 1, 3: 0}, {1: None, 2: 1, 3: 0}])
def test_an_onset_after_a_day_that_nobody_graded_has_no_date(grades):
    found = by_days(grades)
    assert found.onset_on is None
    assert found.duration_days is None


@pytest.mark.parametrize("grades", [{0: 0, 1: 1, 3: 0}, {0: 0, 1: 1, 2: None, 3: 0}])
def test_an_end_after_a_day_that_nobody_graded_has_no_date(grades):
    found = by_days(grades)
    assert (found.ongoing, found.resolved_on, found.duration_days) == (False, None, None)


def test_days_between_that_nobody_graded_are_part_of_the_episode():
    """Days 14 and 17 are visits, 15 and 16 are not: four days from 14 to 17."""
    found = by_days({13: 0, 14: 2, 17: 1, 18: 0})
    assert (len(found.episodes), found.duration_days) == (1, 4)


def test_the_maximum_is_open_while_a_day_is_open_and_not_beside_the_highest():
    found = by_days({0: 0, 1: 2, 2: None, 3: 0})
    assert (found.maximum.grade, found.maximum.low, found.ungraded) == (None, 2, (on(2),))
    assert by_days({0: 0, 1: 4, 2: None, 3: 0}).maximum.grade == 4


def test_death_ends_it_without_resolving_it():
    found = by_days({0: 0, 1: 3, 2: 5})
    assert (found.maximum.grade, found.ongoing, found.resolved_on, found.duration_days) == (5, False, None, 2)


graded = st.dictionaries(st.integers(0, 28), st.sampled_from([None, 0, 1, 2, 3, 4]), min_size=1)


@given(grades=graded)
def test_dates_are_in_order_and_the_duration_fits_between_them(grades):
    found = by_days(grades)
    dates = [day for day in (found.onset_on, found.maximum_on) if day]
    assert dates == sorted(dates)
    if found.resolved_on:
        assert all(day < found.resolved_on for day in dates)
    if found.duration_days is not None:
        assert 1 <= found.duration_days <= (found.resolved_on - found.onset_on).days


@given(grades=graded, day=st.integers(0, 28))
def test_one_more_open_day_never_makes_a_known_maximum_another(grades, day):
    before, after = by_days(grades).maximum, by_days({**grades, day: None}).maximum
    assert after.grade is None or grades.get(day) is not None or after.grade == before.grade

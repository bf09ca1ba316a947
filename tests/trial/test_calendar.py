"""Study days and visit windows, counted by hand on a calendar."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from trial.rules.study_day import calendar_day, date_of_study_day, study_day
from trial.rules.visit_windows import VisitStatus, visit_status, window_dates

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("on", "infusion_day", "day"),
    [
        (date(2026, 11, 19), date(2026, 11, 19), 0),
        (date(2026, 11, 18), date(2026, 11, 19), -1),
        (date(2026, 11, 14), date(2026, 11, 19), -5),
        (date(2026, 12, 17), date(2026, 11, 19), 28),
        (date(2027, 1, 1), date(2026, 12, 31), 1),
        (date(2026, 3, 1), date(2026, 2, 28), 1),  # no leap day in 2026
        (date(2028, 2, 29), date(2028, 2, 28), 1),  # the leap day is a day
        (date(2028, 3, 1), date(2028, 2, 28), 2),
        (date(2029, 2, 28), date(2028, 2, 29), 365),
    ],
)
def test_study_day(on, infusion_day, day):
    assert study_day(on=on, infusion_day=infusion_day) == day
    assert date_of_study_day(day=day, infusion_day=infusion_day) == on


@pytest.mark.parametrize(
    ("utc", "day"),
    [
        (datetime(2026, 11, 19, 15, 59, tzinfo=UTC), date(2026, 11, 19)),  # 23:59 in Shanghai
        (datetime(2026, 11, 19, 16, 0, tzinfo=UTC), date(2026, 11, 20)),  # midnight in Shanghai
        (datetime(2028, 2, 28, 16, 0, tzinfo=UTC), date(2028, 2, 29)),
    ],
)
def test_the_day_changes_at_midnight_in_the_study_zone(utc, day):
    assert calendar_day(instant=utc, zone=SHANGHAI) == day


def test_a_time_without_zone_is_refused():
    with pytest.raises(ValueError, match="without a zone"):
        calendar_day(instant=datetime(2026, 11, 19, 8, 0), zone=SHANGHAI)


@pytest.mark.parametrize(
    ("infusion_day", "day", "before", "after", "opens", "planned", "closes"),
    [
        (date(2026, 11, 19), 28, 3, 3, date(2026, 12, 14), date(2026, 12, 17), date(2026, 12, 20)),
        (date(2026, 11, 19), 7, 0, 0, date(2026, 11, 26), date(2026, 11, 26), date(2026, 11, 26)),
        (date(2026, 11, 19), -1, 59, 0, date(2026, 9, 20), date(2026, 11, 18), date(2026, 11, 18)),
        (date(2028, 2, 1), 28, 3, 3, date(2028, 2, 26), date(2028, 2, 29), date(2028, 3, 3)),
        (date(2026, 2, 1), 28, 3, 3, date(2026, 2, 26), date(2026, 3, 1), date(2026, 3, 4)),
    ],
)
def test_window_dates(infusion_day, day, before, after, opens, planned, closes):
    window = window_dates(infusion_day=infusion_day, day=day, before=before, after=after)
    assert (window.opens, window.planned, window.closes) == (opens, planned, closes)


@pytest.mark.parametrize(
    ("today", "status", "days_left"),
    [
        (date(2026, 12, 13), VisitStatus.NOT_YET, 7),
        (date(2026, 12, 14), VisitStatus.DUE, 6),
        (date(2026, 12, 20), VisitStatus.DUE, 0),
        (date(2026, 12, 21), VisitStatus.OVERDUE, -1),
    ],
)
def test_status_of_day_28(today, status, days_left):
    window = window_dates(infusion_day=date(2026, 11, 19), day=28, before=3, after=3)
    assert visit_status(window=window, today=today) == status
    assert window.days_left(today=today) == days_left


@pytest.mark.parametrize(
    ("followed_until", "status"),
    [
        (date(2026, 12, 13), VisitStatus.CLOSED),  # left the day before the window opened
        (date(2026, 12, 14), VisitStatus.OVERDUE),  # was still there on its first day
        (None, VisitStatus.OVERDUE),
    ],
)
def test_nothing_is_expected_of_a_visit_that_would_open_after_the_end_of_follow_up(followed_until, status):
    window = window_dates(infusion_day=date(2026, 11, 19), day=28, before=3, after=3)
    assert visit_status(window=window, today=date(2027, 1, 1), followed_until=followed_until) == status

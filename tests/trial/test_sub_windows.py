"""Calendar months back, and how old a finding may be on the day of infusion."""

import datetime as dt

import pytest

from trial.rules.months import months_before
from trial.rules.sub_windows import Freshness, earliest_allowed, freshness

INFUSION = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ("2026-11-20", 3, "2026-08-20"),
        ("2026-05-31", 3, "2026-02-28"),
        ("2024-05-31", 3, "2024-02-29"),
        ("2026-03-31", 1, "2026-02-28"),
        ("2026-02-28", 3, "2025-11-28"),
        ("2026-01-15", 1, "2025-12-15"),
        ("2026-12-31", 12, "2025-12-31"),
        ("2024-02-29", 12, "2023-02-28"),
        ("2026-11-20", 0, "2026-11-20"),
    ],
)
def test_months_back_end_on_the_last_day_of_a_shorter_month(day, months, before):
    assert months_before(dt.date.fromisoformat(day), months=months) == dt.date.fromisoformat(before)


def test_28_days_before_20_november_is_23_october():
    assert earliest_allowed(before=INFUSION, days=28) == dt.date(2026, 10, 23)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (["2026-10-23"], Freshness.FRESH),
        (["2026-10-22"], Freshness.TOO_OLD),
        (["2026-11-20"], Freshness.FRESH),
        (["2026-11-21"], Freshness.NOT_FOUND),
        (["2026-09-01", "2026-11-01"], Freshness.FRESH),
        ([], Freshness.NOT_FOUND),
    ],
)
def test_the_newest_finding_up_to_the_day_counts_and_the_28th_day_is_in(found, expected):
    assert freshness([dt.date.fromisoformat(day) for day in found], before=INFUSION, days=28) == expected


def test_three_months_are_calendar_months():
    assert freshness([dt.date(2026, 8, 20)], before=INFUSION, months=3) == Freshness.FRESH
    assert freshness([dt.date(2026, 8, 19)], before=INFUSION, months=3) == Freshness.TOO_OLD

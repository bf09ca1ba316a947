"""Safety clocks worked by hand. ICH E2A 1994, III.B: fatal or life-threatening 7 calendar days and 8 more, others 15.

Day 0 is the day of first awareness (NMPA 2018). Weekends, holidays and leap days are days like any other.
"""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adverse_events.rules.safety_clocks import Clock, Terms, clocks, due_after_hours, due_on, end_of, is_late, is_susar

SHANGHAI, BERLIN, UTC = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin"), ZoneInfo("UTC")
TERMS = Terms(sae_hours=24, susar_fatal_days=7, susar_fatal_complete_days=8, susar_other_days=15)
MORNING = dt.datetime(2026, 5, 12, 9, 30, tzinfo=SHANGHAI)


def running(aware_at=MORNING, fatal_aware_at=None, susar=True, expedited=False, zone=SHANGHAI) -> dict[str, Clock]:
    found = clocks(
        aware_at=aware_at, fatal_aware_at=fatal_aware_at, susar=susar, expedited=expedited, terms=TERMS, zone=zone
    )
    return {clock.kind: clock for clock in found}


@pytest.mark.parametrize(("aware_at", "due"), [
    (dt.datetime(2026, 5, 12, 9, 30, tzinfo=SHANGHAI), dt.datetime(2026, 5, 13, 9, 30, tzinfo=SHANGHAI)),
    (dt.datetime(2026, 12, 31, 23, 59, tzinfo=SHANGHAI), dt.datetime(2027, 1, 1, 23, 59, tzinfo=SHANGHAI)),
    (dt.datetime(2028, 2, 28, 12, 0, tzinfo=SHANGHAI), dt.datetime(2028, 2, 29, 12, 0, tzinfo=SHANGHAI)),
    (dt.datetime(2026, 5, 12, 1, 30, tzinfo=UTC), dt.datetime(2026, 5, 13, 9, 30, tzinfo=SHANGHAI)),
])  # fmt: skip
def test_24_hours_across_midnight_new_year_and_leap_day(aware_at, due):
    assert due_after_hours(aware_at=aware_at, hours=24, zone=SHANGHAI) == due


def test_24_hours_are_elapsed_hours_where_the_clock_is_changed():
    """Berlin, 29 March 2026: 2:00 becomes 3:00, so 24 hours after 12:00 it is 13:00; on 25 October 11:00."""
    spring, autumn = dt.datetime(2026, 3, 28, 12, tzinfo=BERLIN), dt.datetime(2026, 10, 24, 12, tzinfo=BERLIN)
    assert due_after_hours(aware_at=spring, hours=24, zone=BERLIN).isoformat() == "2026-03-29T13:00:00+02:00"
    assert due_after_hours(aware_at=autumn, hours=24, zone=BERLIN).isoformat() == "2026-10-25T11:00:00+01:00"


@pytest.mark.parametrize(("aware_on", "days", "due"), [
    ((2026, 5, 12), 7, (2026, 5, 19)),
    ((2026, 5, 12), 15, (2026, 5, 27)),
    ((2026, 9, 25), 7, (2026, 10, 2)),  # The week of the National Day is counted.
    ((2028, 2, 22), 7, (2028, 2, 29)),
    ((2028, 2, 22), 8, (2028, 3, 1)),
    ((2027, 2, 22), 7, (2027, 3, 1)),
    ((2026, 12, 20), 15, (2027, 1, 4)),
])  # fmt: skip
def test_calendar_days_from_day_0(aware_on, days, due):
    aware_at = dt.datetime(*aware_on, 23, 59, tzinfo=SHANGHAI)
    assert due_on(aware_at=aware_at, days=days, zone=SHANGHAI) == dt.date(*due)


def test_day_0_is_a_day_of_the_study_zone():
    """17:00 UTC is 1:00 of the next day in Shanghai."""
    aware_at = dt.datetime(2026, 5, 12, 17, 0, tzinfo=UTC)
    assert due_on(aware_at=aware_at, days=7, zone=SHANGHAI) == dt.date(2026, 5, 20)
    assert due_on(aware_at=aware_at, days=7, zone=UTC) == dt.date(2026, 5, 19)


def test_a_day_ends_at_its_midnight_also_when_the_clock_is_changed():
    assert end_of(dt.date(2026, 5, 19), zone=SHANGHAI) == dt.datetime(2026, 5, 20, tzinfo=SHANGHAI)
    assert end_of(dt.date(2026, 3, 28), zone=BERLIN).isoformat() == "2026-03-29T00:00:00+01:00"
    assert end_of(dt.date(2026, 3, 29), zone=BERLIN).isoformat() == "2026-03-30T00:00:00+02:00"


def test_a_susar_is_suspected_unexpected_and_serious():
    assert is_susar(serious=True, suspected=True, unexpected=True) is True
    for part in ("serious", "suspected", "unexpected"):
        others = dict.fromkeys(("serious", "suspected", "unexpected"), True)
        assert is_susar(**others | {part: False}) is False
        assert is_susar(**others | {part: None}) is None
    assert is_susar(serious=True, suspected=None, unexpected=False) is False


def test_fatal_is_7_days_and_8_more_other_is_15():
    fatal = running(fatal_aware_at=MORNING)
    assert set(fatal) == {"sponsor", "authority fatal", "authority complete"}
    assert fatal["authority fatal"].due_at == end_of(dt.date(2026, 5, 19), zone=SHANGHAI)
    assert fatal["authority complete"].due_at == end_of(dt.date(2026, 5, 27), zone=SHANGHAI)
    other = running()
    assert set(other) == {"sponsor", "authority other"}
    assert other["authority other"].due_at == end_of(dt.date(2026, 5, 27), zone=SHANGHAI)


def test_news_begin_only_the_clocks_of_what_became_worse():
    """Known on 12 May, life-threatening since 15 May: 7 days from the 15th; the 15 days of the 12th go on."""
    worse = running(fatal_aware_at=dt.datetime(2026, 5, 15, 20, 0, tzinfo=SHANGHAI))
    assert worse["sponsor"].due_at == dt.datetime(2026, 5, 13, 9, 30, tzinfo=SHANGHAI)
    assert worse["sponsor upgrade"].due_at == dt.datetime(2026, 5, 16, 20, 0, tzinfo=SHANGHAI)
    assert worse["authority fatal"].due_at == end_of(dt.date(2026, 5, 22), zone=SHANGHAI)
    assert worse["authority other"].due_at == end_of(dt.date(2026, 5, 27), zone=SHANGHAI)


def test_expected_goes_to_the_sponsor_alone_unless_it_is_expedited_anyway():
    assert set(running(susar=False)) == {"sponsor"}
    assert set(running(susar=False, expedited=True)) == {"sponsor", "authority other"}


@pytest.mark.parametrize(("kind", "reported", "late"), [
    ("sponsor", dt.datetime(2026, 5, 13, 9, 30, tzinfo=SHANGHAI), False),
    ("sponsor", dt.datetime(2026, 5, 13, 9, 31, tzinfo=SHANGHAI), True),
    ("authority other", dt.datetime(2026, 5, 27, 23, 59, 59, tzinfo=SHANGHAI), False),
    ("authority other", dt.datetime(2026, 5, 28, 0, 0, tzinfo=SHANGHAI), True),
])  # fmt: skip
def test_the_last_minute_is_in_time_and_the_next_is_late(kind, reported, late):
    assert is_late(running()[kind], reported_at=reported) is late


@pytest.mark.parametrize(("aware_at", "last_day"), [
    (dt.datetime(2028, 2, 14, 23, 59, tzinfo=SHANGHAI), (2028, 2, 29)),  # 2028 has a 29 February: day 15 from the 14th
    (dt.datetime(2028, 2, 15, 0, 0, tzinfo=SHANGHAI), (2028, 3, 1)),  # one minute later is another day 0
    (dt.datetime(2028, 2, 14, 16, 30, tzinfo=UTC), (2028, 3, 1)),  # 0:30 of the 15th in Shanghai
    (dt.datetime(2027, 2, 14, 23, 59, tzinfo=SHANGHAI), (2027, 3, 1)),  # no leap day
])  # fmt: skip
def test_while_undecided_15_days_run_provisionally_from_first_awareness(aware_at, last_day):
    found = running(aware_at=aware_at, susar=None)
    assert {kind: clock.is_provisional for kind, clock in found.items()} == {"sponsor": False, "authority other": True}
    assert found["authority other"].due_at == end_of(dt.date(*last_day), zone=SHANGHAI)


def test_while_undecided_a_fatal_event_has_its_7_days_and_8_more_provisionally():
    """Known on 22 February 2028 at 23:59: 29 February, and 8 March for the complete report."""
    aware_at = dt.datetime(2028, 2, 22, 23, 59, tzinfo=SHANGHAI)
    found = running(aware_at=aware_at, fatal_aware_at=aware_at, susar=None)
    assert found["authority fatal"].due_at == end_of(dt.date(2028, 2, 29), zone=SHANGHAI)
    assert found["authority complete"].due_at == end_of(dt.date(2028, 3, 8), zone=SHANGHAI)
    assert {clock.kind for clock in found.values() if clock.is_provisional} == {"authority fatal", "authority complete"}


def test_a_judgement_makes_it_ordinary_or_none_and_an_expedited_event_waits_for_none():
    assert set(running(susar=False)) == {"sponsor"}
    for decided in (running(susar=True), running(susar=None, expedited=True)):
        assert set(decided) == {"sponsor", "authority other"}
        assert not any(clock.is_provisional for clock in decided.values())
        assert decided["authority other"].due_at == running(susar=None)["authority other"].due_at


moments = st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2040, 1, 1), timezones=st.just(dt.UTC))


@given(aware_at=moments, later=st.timedeltas(dt.timedelta(0), dt.timedelta(days=30)), days=st.integers(0, 30))
def test_later_awareness_is_never_due_earlier(aware_at, later, days):
    for zone in (SHANGHAI, BERLIN):
        assert due_on(aware_at=aware_at + later, days=days, zone=zone) >= due_on(
            aware_at=aware_at, days=days, zone=zone
        )


@given(aware_at=moments)
def test_a_due_day_gives_at_least_its_days(aware_at):
    """7 calendar days are more than 7 times 24 hours less a change of the clock, and at most 8 times 24 hours."""
    for zone in (SHANGHAI, BERLIN):
        given_time = end_of(due_on(aware_at=aware_at, days=7, zone=zone), zone=zone).astimezone(dt.UTC) - aware_at
        assert dt.timedelta(days=7, hours=-1) < given_time <= dt.timedelta(days=8, hours=1)

"""When treatment began, and which result is the last before it."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from patients.rules.laboratory_baseline import last_before, treatment_start

DAY_15 = dt.datetime(2026, 11, 15, 10, tzinfo=dt.UTC)
DAY_16 = dt.datetime(2026, 11, 16, 10, tzinfo=dt.UTC)
DAY_20 = dt.datetime(2026, 11, 20, 10, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
TIMES = st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2026, 12, 31))


def start(*, lymphodepletion=(), infusion=None, from_lymphodepletion=True):
    return treatment_start(
        lymphodepletion=lymphodepletion, infusion=infusion, from_lymphodepletion=from_lymphodepletion
    )


def test_treatment_begins_with_the_first_lymphodepletion():
    assert start(lymphodepletion=[DAY_16, DAY_15], infusion=DAY_20) == DAY_15


def test_or_with_the_infusion_where_the_protocol_says_so():
    assert start(lymphodepletion=[DAY_15], infusion=DAY_20, from_lymphodepletion=False) == DAY_20
    assert start(lymphodepletion=[DAY_15], from_lymphodepletion=False) is None


def test_without_lymphodepletion_the_infusion_is_the_beginning():
    assert start(infusion=DAY_20) == DAY_20


def test_nothing_given_nothing_begun():
    assert start() is None


def test_the_last_sample_before_the_moment_counts():
    samples = [(DAY_15 - MINUTE, "last"), (DAY_15, "at the start"), (DAY_15 - 2 * MINUTE, "earlier")]
    assert last_before(samples=samples, start=DAY_15) == "last"
    assert last_before(samples=samples[1:2], start=DAY_15) is None
    assert last_before(samples=samples, start=None) is None


@given(times=st.lists(TIMES), moment=TIMES)
def test_no_sample_lies_between_the_baseline_and_the_moment(times, moment):
    found = last_before(samples=[(time, time) for time in times], start=moment)
    before = [time for time in times if time < moment]
    assert (found is None) == (not before)
    assert all(time <= found for time in before)

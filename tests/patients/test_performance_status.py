"""Performance status: scale by age (CIBMTR Forms Instruction Manual, appendix L), steps of ten, life expectancy."""

import datetime as dt

import pytest
from django.db import IntegrityError

from patients.models import PerformanceStatus
from tests.participants import fired, participant, store

SIXTEENTH_BIRTHDAY = dt.date(2026, 11, 2)
DAY_BEFORE = dt.date(2026, 11, 1)

pytestmark = pytest.mark.usefixtures("db")


def assessed(on, scale, *, born=dt.date(2010, 11, 2), visit="D28", **values):
    return PerformanceStatus(subject=participant(born=born), visit_code=visit, assessed_on=on, scale=scale, **values)


def test_karnofsky_from_the_16th_birthday_lansky_until_the_day_before():
    assert fired(assessed(SIXTEENTH_BIRTHDAY, "KPS SCALE", karnofsky=90)) == set()
    assert fired(assessed(SIXTEENTH_BIRTHDAY, "LPPS SCALE", lansky=90)) == {"PS-001"}
    assert fired(assessed(DAY_BEFORE, "LPPS SCALE", lansky=90)) == set()
    assert fired(assessed(DAY_BEFORE, "KPS SCALE", karnofsky=90)) == {"PS-001"}


def test_no_scale_under_one_year():
    assert fired(assessed(SIXTEENTH_BIRTHDAY, "NONE", born=dt.date(2025, 11, 3))) == set()
    assert fired(assessed(SIXTEENTH_BIRTHDAY, "NONE", born=dt.date(2025, 11, 2))) == {"PS-001"}


def test_both_scales_go_in_steps_of_ten():
    assert fired(assessed(SIXTEENTH_BIRTHDAY, "KPS SCALE", karnofsky=85)) == {"PS-002"}


def test_a_low_score_is_asked_about_and_0_is_a_score():
    assert fired(assessed(SIXTEENTH_BIRTHDAY, "KPS SCALE", karnofsky=0)) == {"PS.karnofsky.range"}


def test_life_expectancy_is_asked_at_screening_in_weeks():
    """NCT05270772: at least 12 weeks."""
    scored = {"on": SIXTEENTH_BIRTHDAY, "scale": "KPS SCALE", "karnofsky": 80}
    assert fired(assessed(**scored, visit="SCR")) == {"PS-003"}
    assert fired(assessed(**scored, visit="SCR", life_expectancy_weeks=11)) == {"PS.life_expectancy_weeks.range"}
    assert fired(assessed(**scored, visit="SCR", life_expectancy_weeks=12)) == set()


def test_a_score_above_100_is_refused_and_100_saved():
    with pytest.raises(IntegrityError, match="karnofsky_at_most_100"):
        store(assessed(SIXTEENTH_BIRTHDAY, "KPS SCALE", karnofsky=110))
    store(assessed(SIXTEENTH_BIRTHDAY, "KPS SCALE", karnofsky=100))

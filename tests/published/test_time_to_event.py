"""Times to events, worked by hand: day 0 is 1 January 2026, the last response window closes on day 97."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.rules.time_to_event import (
    Censoring,
    Course,
    Why,
    assumed_day,
    duration_of_response,
    event_free_survival,
    overall_survival,
    relapse_free_survival,
)

INFUSED = dt.date(2026, 1, 1)


def day(number):
    return INFUSED + dt.timedelta(days=number)


def course(*assessed, cutoff=400, **dated):
    """Assessments as (day, response); the other facts as days."""
    facts = {name: day(value) if name.endswith("_on") else value for name, value in dated.items()}
    seen = tuple((day(number), response) for number, response in assessed)
    return Course(infused_on=INFUSED, cutoff=day(cutoff), response_until=day(97), assessments=seen, **facts)


def said(ended):
    return (ended.days, ended.is_event, ended.why) if ended else None


def efs(given_course, *, at_start=False, **censoring):
    return said(event_free_survival(given_course, censoring=Censoring(**censoring), no_response_at_start=at_start))


def rfs(given_course, **censoring):
    return said(relapse_free_survival(given_course, censoring=Censoring(**censoring)))


def dor(given_course, *, any_death=True):
    return said(duration_of_response(given_course, censoring=Censoring(), any_death=any_death))


IN_REMISSION = ((28, "CR"), (90, "CR"), (180, "CR"))


def test_survival_until_death_or_the_last_day_known_alive():
    dead = overall_survival(began_on=INFUSED, died_on=day(120), known_until=day(120))
    alive = overall_survival(began_on=INFUSED, died_on=None, known_until=day(200))
    assert said(dead) == (120, True, Why.DEATH)
    assert said(alive) == (200, False, Why.ALIVE)


def test_survival_counts_from_enrolment_where_the_protocol_says_so():
    enrolled = INFUSED - dt.timedelta(days=40)
    assert overall_survival(began_on=enrolled, died_on=day(120), known_until=day(120)).days == 160


def test_death_on_the_day_of_infusion_is_day_0():
    assert overall_survival(began_on=INFUSED, died_on=INFUSED, known_until=INFUSED).days == 0


def test_death_before_the_start_has_no_time():
    assert overall_survival(began_on=INFUSED, died_on=day(-1), known_until=INFUSED) is None


def test_remission_that_lasts_is_censored_at_the_last_adequate_assessment():
    seen = course(*IN_REMISSION, (270, "NE"))
    assert efs(seen) == (180, False, Why.NO_EVENT)
    assert rfs(seen) == (152, False, Why.NO_EVENT)
    assert dor(seen) == (152, False, Why.NO_EVENT)


def test_relapse_and_then_death():
    seen = course(*IN_REMISSION, (270, "RELAPSED DISEASE"), relapsed_on=265, died_on=300)
    assert efs(seen) == (265, True, Why.RELAPSE)
    assert rfs(seen) == (237, True, Why.RELAPSE)


def test_death_in_remission_of_another_cause():
    """RFS counts it; the duration of response does, or censors on that day, by the protocol."""
    seen = course(*IN_REMISSION, died_on=210)
    assert rfs(seen) == (182, True, Why.DEATH)
    assert dor(seen) == (182, True, Why.DEATH)
    assert dor(seen, any_death=False) == (182, False, Why.OTHER_DEATH)
    assert dor(course(*IN_REMISSION, died_on=210, died_of_leukaemia=True), any_death=False) == (182, True, Why.DEATH)


def test_a_relapse_found_on_the_day_of_death_is_a_relapse():
    """A death that competes ends a response; a leukaemia that was back ended it already."""
    seen = course(*IN_REMISSION, relapsed_on=210, died_on=210)
    assert efs(seen) == (210, True, Why.RELAPSE)
    assert rfs(seen) == (182, True, Why.RELAPSE)
    assert dor(seen, any_death=False) == (182, True, Why.RELAPSE)


def test_a_transplant_in_remission_censors_only_where_the_protocol_says_so():
    seen = course(*IN_REMISSION, transplanted_on=120, relapsed_on=240)
    assert rfs(seen) == (212, True, Why.RELAPSE)
    assert rfs(seen, censor_at_hsct=True) == (92, False, Why.TRANSPLANT)


def test_new_therapy_censors_at_the_last_assessment_before_it():
    seen = course(*IN_REMISSION, new_therapy_on=120, relapsed_on=240)
    assert rfs(seen) == (62, False, Why.NEW_THERAPY)
    assert rfs(seen, censor_at_new_therapy=False) == (212, True, Why.RELAPSE)


def test_therapy_on_the_day_of_the_relapse_does_not_hide_it():
    assert rfs(course(*IN_REMISSION, new_therapy_on=240, relapsed_on=240)) == (212, True, Why.RELAPSE)
    assert rfs(course(*IN_REMISSION, new_therapy_on=239, relapsed_on=240)) == (152, False, Why.NEW_THERAPY)


def test_residual_disease_that_comes_back_is_an_event_only_by_setting():
    seen = course(*IN_REMISSION, mrd_returned_on=90)
    assert rfs(seen) == (152, False, Why.NO_EVENT)
    assert rfs(seen, mrd_recurrence_is_event=True) == (62, True, Why.MRD)


def test_no_response_is_an_event_on_the_day_of_the_assessment_or_at_the_start():
    seen = course((28, "NR"), (90, "NR"))
    assert efs(seen) == (90, True, Why.NO_RESPONSE)
    assert efs(seen, at_start=True) == (0, True, Why.NO_RESPONSE)
    assert rfs(seen) is None
    assert dor(seen) is None


def test_no_response_is_open_until_the_last_window_has_closed():
    assert efs(course((28, "NR"), cutoff=96)) == (28, False, Why.NO_EVENT)
    assert efs(course((28, "NR"), cutoff=97)) == (28, True, Why.NO_RESPONSE)


@pytest.mark.parametrize("decided", [{"new_therapy_on": 40}, {"died_on": 60}])
def test_another_therapy_or_death_decides_it_earlier(decided):
    assert efs(course((28, "NR"), cutoff=70, **decided)) == (28, True, Why.NO_RESPONSE)


def test_a_remission_at_day_90_is_a_response():
    seen = course((28, "NR"), (90, "CRi"))
    assert efs(seen) == (90, False, Why.NO_EVENT)
    assert rfs(seen) == (0, False, Why.NO_EVENT)


def test_a_remission_under_another_therapy_is_not_the_cells():
    seen = course((28, "NR"), (90, "CR"), new_therapy_on=40)
    assert efs(seen) == (28, True, Why.NO_RESPONSE)
    assert rfs(seen) is None


def test_death_before_any_assessment():
    assert efs(course(died_on=12)) == (12, True, Why.DEATH)


def test_somebody_who_was_never_assessed_is_censored_at_the_start():
    assert efs(course((28, "NE"))) == (0, False, Why.NO_EVENT)


@pytest.mark.parametrize(("not_before", "expected"), [(None, 0), (day(8), 8), (day(35), 30)])
def test_a_month_stands_for_its_first_possible_day(not_before, expected):
    assert assumed_day(earliest=INFUSED, latest=day(30), not_before=not_before) == day(expected)


@given(
    died=st.none() | st.integers(0, 300),
    relapsed=st.none() | st.integers(28, 300),
    transplanted=st.none() | st.integers(28, 300),
    censor=st.booleans(),
)
def test_no_time_is_negative_and_relapse_free_survival_ends_with_event_free_survival(
    died, relapsed, transplanted, censor
):
    dated = {"died_on": died, "relapsed_on": relapsed, "transplanted_on": transplanted}
    dated = {name: value for name, value in dated.items() if value is not None and value <= (died or 300)}
    seen = course((28, "CR"), **dated) if died is None or died >= 28 else course(**dated)
    whole, free = efs(seen, censor_at_hsct=censor), rfs(seen, censor_at_hsct=censor)
    assert whole[0] >= 0
    assert free is None or (free[0] + 28, free[1], free[2]) == whole

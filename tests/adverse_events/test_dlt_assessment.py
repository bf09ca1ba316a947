"""Dose-limiting toxicity by the record: 28 (+-3) days after infusion, so day 25 suffices and day 31 still counts."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from adverse_events.checks.dlt_assessment import conclusion, window_ends_on
from adverse_events.models import AdverseEvent, DltAssessment, DltCandidate
from adverse_events.rules.dlt import dlt_occurred, followed_long_enough
from edc.crf import PartialDate
from patients.models import Infusion, Subject
from tests.participants import fired, participant, store, words

pytestmark = pytest.mark.usefixtures("db")

INFUSED = dt.datetime(2026, 10, 1, 2, tzinfo=dt.UTC)


def infused():
    """Infused on 1 October 2026; day 25 is 26 October, day 28 is 29 October, day 31 is 1 November."""
    child = participant()
    store(Infusion(subject=child, visit_code="D0", started_at=INFUSED))
    return Subject.objects.get(pk=child.pk)


def assessment(*candidates, subject=None, **values):
    page = DltAssessment(subject=subject or infused(), visit_code="D28", **values)
    page.stage_rows("candidates", list(candidates))
    page.dlt_occurred = conclusion(page)
    return page


def candidate(**values):
    return DltCandidate(**values)


def test_the_window_ends_28_days_after_infusion():
    assert window_ends_on(assessment()) == dt.date(2026, 10, 29)
    assert window_ends_on(assessment(subject=participant())) is None


@pytest.mark.parametrize(("day", "enough"), [(24, False), (25, True), (28, True), (40, True)])
def test_day_25_is_long_enough(day, enough):
    until = dt.date(2026, 10, 1) + dt.timedelta(days=day)
    numbers = {"infusion_day": dt.date(2026, 10, 1), "days": 28, "tolerance_days": 3}
    assert followed_long_enough(followed_to=until, **numbers) is enough
    assert ("DLT-001" in fired(assessment(evaluable="Y", followed_to=until))) is not enough


def test_a_dlt_makes_evaluable_however_short_the_follow_up():
    confirmed = candidate(proposed="Y", adjudicated="Y")
    assert fired(assessment(confirmed, evaluable="Y", followed_to=dt.date(2026, 10, 6))) == set()
    short = assessment(evaluable="Y", followed_to=dt.date(2026, 10, 6))
    assert "day 25" in words(short, "DLT-001")


@pytest.mark.parametrize(
    ("adjudicated", "evaluable", "occurred"),
    [
        ([True], None, True),
        ([False, True], True, True),
        ([None, True], True, True),
        ([False], True, False),
        ([], True, False),
        ([None], True, None),
        ([False], None, None),
        ([], False, None),
    ],
)
def test_the_conclusion_waits_for_every_decision(adjudicated, evaluable, occurred):
    assert dlt_occurred(adjudicated=adjudicated, evaluable=evaluable) is occurred


def test_the_conclusion_of_a_page():
    assert assessment(candidate(adjudicated="Y")).dlt_occurred == "Y"
    assert assessment(candidate(adjudicated="N"), evaluable="Y").dlt_occurred == "N"
    assert assessment(candidate(), evaluable="Y").dlt_occurred is None


@pytest.mark.parametrize(
    ("started_on", "asked"),
    [
        (PartialDate(2026, 9, 30), True),
        (PartialDate(2026, 10, 1), False),
        (PartialDate(2026, 10), False),
        (PartialDate(2026, 11, 1), False),
        (PartialDate(2026, 11, 2), True),
    ],
)
def test_candidates_began_in_the_window(started_on, asked):
    child = infused()
    store(AdverseEvent(subject=child, visit_code="LOG", occurrence=2, started_on=started_on))
    assert ("DLT-002" in fired(assessment(candidate(ae_number=2), subject=child))) is asked


def test_a_candidate_is_an_event_of_the_log():
    assert "no entry" in words(assessment(candidate(), candidate(ae_number=1)), "DLT-002")


def test_a_decision_against_the_proposal_has_its_reason():
    against = {"proposed": "Y", "adjudicated": "N"}
    assert fired(assessment(candidate(**against))) == {"DLT-003"}
    assert fired(assessment(candidate(**against, adjudication_reason="due to sepsis"))) == set()
    assert fired(assessment(candidate(proposed="Y"))) == set()


def test_a_second_page_is_refused():
    child = participant()
    store(DltAssessment(subject=child, visit_code="D28"))
    second = DltAssessment(subject=child, visit_code="D21")
    with pytest.raises(ValidationError, match="already has a page"):
        second.validate_constraints()
    with pytest.raises(IntegrityError, match="dlt_assessment_one_per_subject"):
        store(second)

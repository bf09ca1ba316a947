"""Dose-limiting toxicity by the record: 28 (+-3) days after infusion, so day 25 suffices and day 31 still counts."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from adverse_events.checks.dlt_assessment import conclusion, window_ends_on
from adverse_events.checks.dlt_proposal import rule_proposes
from adverse_events.models import AdverseEvent, DltAssessment, DltCandidate
from adverse_events.models.adverse_event import GradeChange
from adverse_events.rules.dlt import dlt_occurred, followed_long_enough
from edc.crf import PartialDate
from edc.records.deriving import derive_page
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


def severe_crs(child, number, *grades, **values):
    """A CRS of the log, due to the cells; `grades` are (grade, day of October, hour)."""
    page = AdverseEvent(
        subject=child, visit_code="LOG", occurrence=number,
        **{
            "category": "CRS", "grading_scale": "ASTCT 2019", "causality_car_t": "PROBABLE", "ongoing": "N",
            "started_on": PartialDate(2026, 10, 4), "ended_on": PartialDate(2026, 10, 12), **values,
        },
    )  # fmt: skip
    store(page)
    for at, (grade, day, hour) in enumerate(grades, start=1):
        from_day = PartialDate(2026, 10, day)
        store(GradeChange(page=page, position=at, grade=grade, from_day=from_day, from_time=dt.time(hour)))


LONG = ("3", 4, 8), ("2", 7, 9)
SHORT = ("3", 4, 8), ("2", 7, 8)


def test_the_rules_propose_what_stood_longer_than_72_hours():
    """Grade 3 from 4 October, 8:00: on 7 October at 9:00 it is 73 hours, at 8:00 not more than 72."""
    child = infused()
    severe_crs(child, 1, *LONG)
    severe_crs(child, 2, *SHORT)
    page = assessment(candidate(ae_number=1), candidate(ae_number=2), subject=child)
    derive_page(page)
    long, short = page.rows("candidates")
    assert (long.rule_proposes, long.proposing_rule) == ("LIMITING", "CRS-3")
    assert (short.rule_proposes, short.proposing_rule) == ("NOT LIMITING", None)
    assert long.derivations["rule_proposes"]["inputs"]["hours"] == 73
    assert str(rule_proposes(long).words).endswith("from 2026-10-04 08:00, at least 73 h.")


def test_the_investigator_may_differ_and_is_asked_why():
    child = infused()
    severe_crs(child, 1, *LONG)
    severe_crs(child, 2, *SHORT)
    assert fired(assessment(candidate(ae_number=1, proposed="Y"), subject=child)) == set()
    assert "DLT-005" in fired(assessment(candidate(ae_number=1, proposed="N"), subject=child))
    assert "DLT-005" in fired(assessment(candidate(ae_number=2, proposed="Y"), candidate(ae_number=1), subject=child))


def test_what_the_rules_propose_is_missed_among_the_candidates():
    child = infused()
    severe_crs(child, 3, *LONG)
    severe_crs(child, 4, *SHORT)
    page = assessment(subject=child)
    derive_page(page)
    assert page.not_yet_candidates == "3"
    assert "event 3" in words(page, "DLT-004")
    named = assessment(candidate(ae_number=3), subject=child)
    derive_page(named)
    assert (named.not_yet_candidates, fired(named)) == (None, set())


def test_what_is_open_is_said_and_nothing_proposed():
    child = infused()
    severe_crs(child, 1, *LONG, causality_car_t=None)
    page = assessment(candidate(ae_number=1, proposed="N"), subject=child)
    derive_page(page)
    row = page.rows("candidates")[0]
    assert (row.rule_proposes, page.not_yet_candidates) == ("UNDECIDED", None)
    assert "relation to the cells is not recorded" in str(rule_proposes(row).words)
    assert fired(page) == set()


def test_a_cytopenia_is_excluded_by_the_protocol():
    """Of the protocol of the tests: cytopenia until day 42; no rule is about it, so none is named."""
    child = infused()
    blood = {"category": "CYTOPENIA", "grading_scale": "CTCAE V5.0"}
    severe_crs(child, 1, ("4", 4, 8), **blood)
    severe_crs(child, 2, ("3", 4, 8), category="TUMOR LYSIS", grading_scale="CTCAE V5.0")
    page = assessment(candidate(ae_number=1), candidate(ae_number=2), subject=child)
    derive_page(page)
    blood_row, lysis_row = page.rows("candidates")
    assert blood_row.rule_proposes == "NOT LIMITING"
    assert (lysis_row.rule_proposes, lysis_row.proposing_rule) == ("EXCLUDED", "ORGAN-3 / X-TLS")


def older(child, number, *grades):
    """An infection since the day before the infusion; `grades` are (grade, day, hour), day 0 is 30 September."""
    began = PartialDate(2026, 9, 30)
    severe_crs(child, number, category="INFECTION", grading_scale="CTCAE V5.0", started_on=began)
    page = AdverseEvent.objects.get(subject=child, occurrence=number)
    for at, (grade, day, hour) in enumerate(grades, start=1):
        from_day = PartialDate(2026, 10, day) if day else began
        store(GradeChange(page=page, position=at, grade=grade, from_day=from_day, from_time=dt.time(hour)))


def test_an_event_from_before_the_infusion_that_became_worse_is_proposed():
    child = infused()
    older(child, 1, ("1", 0, 8), ("4", 3, 8))
    page = assessment(candidate(ae_number=1), subject=child)
    derive_page(page)
    assert (page.rows("candidates")[0].rule_proposes, fired(page)) == ("LIMITING", set())
    unnamed = assessment(subject=child)
    derive_page(unnamed)
    assert unnamed.not_yet_candidates == "1"


def test_an_event_from_before_the_infusion_that_did_not_become_worse_is_none():
    child = infused()
    older(child, 1, ("4", 0, 8))
    page = assessment(candidate(ae_number=1), subject=child)
    derive_page(page)
    assert (page.rows("candidates")[0].rule_proposes, fired(page)) == ("NOT LIMITING", {"DLT-002"})


def test_an_event_from_before_the_infusion_without_its_grade_then_is_left_to_the_investigator():
    child = infused()
    older(child, 1, ("4", 3, 8))
    page = assessment(candidate(ae_number=1), subject=child)
    derive_page(page)
    row = page.rows("candidates")[0]
    assert (row.rule_proposes, fired(page)) == ("UNDECIDED", {"DLT-002"})
    why = "cannot be told from the record: it began before the infusion, its grade then is not recorded"
    assert why in str(rule_proposes(row).words)


def test_before_the_infusion_nothing_is_proposed():
    child = participant()
    severe_crs(child, 1, *LONG)
    page = assessment(candidate(ae_number=1), subject=child)
    derive_page(page)
    assert (page.rows("candidates")[0].rule_proposes, page.not_yet_candidates) == (None, None)


def test_a_second_page_is_refused():
    child = participant()
    store(DltAssessment(subject=child, visit_code="D28"))
    second = DltAssessment(subject=child, visit_code="D21")
    with pytest.raises(ValidationError, match="already has a page"):
        second.validate_constraints()
    with pytest.raises(IntegrityError, match="dlt_assessment_one_per_subject"):
        store(second)

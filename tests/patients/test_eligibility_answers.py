"""Answers beside what the record proposes: a difference, an open criterion and a waiver are asked about."""

import datetime as dt

import pytest

from edc.access.roles import Role
from edc.records.saving import Rows, save_page
from patients.models import Demographics, Eligibility, InformedConsent, PerformanceStatus, Subject, Waiver
from tests.participants import fired, participant, store, words
from tests.patients.screened import ASSESSED, CONSENTED, MET, OPEN, assessed, person, virology
from tests.people import make_user
from tests.trial.files import SECOND

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def child():
    return person("F")


def answered(subject, *, eligible="Y", **changes):
    """Every criterion answered as for somebody eligible, with evidence written beside it."""
    page = assessed(subject, eligible=eligible)
    for each in page.rows("criteria"):
        each.answer = "Y" if each.criterion_code.startswith("I") else "N"
        each.evidence = "source document"
        for name, value in changes.get(each.criterion_code, {}).items():
            setattr(each, name, value)
    return page


def test_an_answer_against_the_record_is_asked_about(child):
    virology(child, CMVDNA="POSITIVE")
    assert "applies" in words(answered(child), "IE-007")
    assert "IE-007" not in fired(answered(child, eligible="N", E3={"answer": "Y"}))


def test_an_answer_where_the_record_is_open_needs_evidence(child):
    assert "IE-006" not in fired(answered(child))
    assert "E3" in words(answered(child, E3={"evidence": None}), "IE-006")
    assert "IE-006" not in fired(answered(child, E11={"evidence": None}))
    assert "IE-006" not in fired(answered(child, eligible="N", E3={"evidence": None}))


def set_aside(subject, code="E8", **values):
    """A page on which a transplant a day too early is set aside with approval."""
    page = answered(subject, E8={"answer": "Y"})
    given = {"reason": "one day late", "approved_by": "Ethics committee", "approved_on": ASSESSED, **values}
    page.stage_rows("waivers", [Waiver(criterion_code=code, **given)])
    return page


def test_a_criterion_set_aside_with_approval_does_not_stand_against(child):
    assert "IE-002" in fired(answered(child, E8={"answer": "Y"}))
    assert fired(set_aside(child)).isdisjoint({"IE-002", "IE-008", "IE-009", "IE-010"})


@pytest.mark.parametrize("missing", ["approved_by", "approved_on"])
def test_a_waiver_without_approval_changes_nothing_and_is_asked_about(child, missing):
    assert {"IE-002", "IE-008"} <= fired(set_aside(child, **{missing: None}))


def test_a_waiver_after_the_assessment_is_asked_about(child):
    assert "IE-009" in fired(set_aside(child, approved_on=ASSESSED + dt.timedelta(days=1)))


@pytest.mark.parametrize("code", ["E7", "X1"])
def test_a_waiver_of_what_does_not_stand_against_is_asked_about(child, code):
    assert {"IE-002", "IE-010"} <= fired(set_aside(child, code))


def test_an_open_criterion_can_be_set_aside_too(child):
    page = answered(child, E3={"evidence": None})
    approved = {"approved_by": "Ethics committee", "approved_on": ASSESSED}
    page.stage_rows("waivers", [Waiver(criterion_code="E3", **approved)])
    assert "IE-006" not in fired(page)


def test_a_sex_that_the_protocol_does_not_take_is_asked_about(child):
    assert "IE-005" not in fired(answered(child))
    woman_only = participant(born=dt.date(1990, 1, 1), consented=CONSENTED, protocol=SECOND)
    woman_only.sex = "M"
    assert "IE-005" in fired(answered(woman_only))


def test_a_result_entered_later_changes_what_was_proposed():
    by = make_user(Role.RESEARCH_NURSE, Role.INVESTIGATOR)
    subject = participant()
    signed = {"guardian_signed": "Y", "guardian_signed_on": CONSENTED, "status": "complete"}
    store(InformedConsent(subject=subject, visit_code="SCR", **signed))
    store(Demographics(subject=subject, visit_code="SCR", birth_date=dt.date(2019, 6, 3), status="complete"))
    subject = Subject.objects.get(pk=subject.pk)
    page = Eligibility(subject=subject, visit_code="SCR", assessed_on=ASSESSED)
    save_page(page, by=by, rows={"criteria": Rows(page.preset_rows("criteria"))})
    assert Eligibility.objects.get().rows("criteria")[3].proposed == OPEN
    status = {"scale": "LPPS SCALE", "lansky": 80, "life_expectancy_weeks": 20}
    save_page(PerformanceStatus(subject=subject, visit_code="SCR", assessed_on=ASSESSED, **status), by=by)
    assert [each.proposed for each in Eligibility.objects.get().rows("criteria")[2:4]] == [MET, MET]

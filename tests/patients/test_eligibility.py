"""The eligibility form: the protocol's criteria as rows, and what contradicts the conclusion."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import translation

from patients.checks.eligibility import age_at_consent
from patients.models import Criterion, Eligibility
from tests.participants import fired, participant, store, words
from tests.trial.files import SECOND

CONSENTED = dt.date(2026, 11, 2)

pytestmark = pytest.mark.usefixtures("db")


def eligibility(*, born=dt.date(2017, 6, 3), without=(), **values):
    """A page on which all criteria are met; `without` leaves codes out, other upper-case codes change an answer."""
    answers = {code: values.pop(code) for code in list(values) if code.isupper()}
    subject = participant(born=born, consented=CONSENTED)
    page = Eligibility(subject=subject, visit_code="SCR", **{"eligible": "Y", **values})
    page.age_at_consent = age_at_consent(page)
    rows = [row for row in page.preset_rows("criteria") if row.criterion_code not in without]
    for row in rows:
        row.answer = answers.get(row.criterion_code, "Y" if row.criterion_code.startswith("I") else "N")
    page.stage_rows("criteria", rows)
    return page


def test_a_new_page_lists_the_5_inclusion_and_11_exclusion_criteria_of_the_record():
    rows = Eligibility(subject=participant()).preset_rows("criteria")
    assert [row.criterion_code for row in rows] == [f"I{n}" for n in range(1, 6)] + [f"E{n}" for n in range(1, 12)]
    assert {row.answer for row in rows} == {None}


def test_another_protocol_brings_its_own_criteria():
    subject = participant(protocol=SECOND)
    codes = [criterion.code for criterion in subject.protocol_version.protocol.criteria]
    assert [row.criterion_code for row in Eligibility(subject=subject).preset_rows("criteria")] == codes


def test_other_tables_start_empty():
    assert Eligibility(subject=participant()).preset_rows("bags") == []


def test_a_criterion_is_shown_in_the_words_of_the_record_and_in_chinese():
    row = Eligibility(subject=participant()).preset_rows("criteria")[12]
    assert row.criterion_code == "E8"
    with translation.override("en"):
        assert row.caption == "Patients who received HSCT within 3 months prior to screening."
    with translation.override("zh-hans"):
        assert "3个月" in row.caption


def test_a_code_that_the_protocol_does_not_have_has_no_words():
    assert Criterion(page=Eligibility(subject=participant()), criterion_code="E99").caption == ""


def test_all_criteria_met_and_9_years_old_asks_nothing():
    assert fired(eligibility(assessed_on=CONSENTED)) == set()


@pytest.mark.parametrize("against", [{"I2": "N"}, {"E7": "Y"}])
def test_eligible_against_a_criterion_is_asked_about(against):
    page = eligibility(**against)
    assert next(iter(against)) in words(page, "IE-002")


def test_not_eligible_by_a_criterion_is_no_contradiction():
    assert "IE-002" not in fired(eligibility(E7="Y", eligible="N"))


def test_a_conclusion_without_every_criterion_is_asked_about():
    assert "E3, E11." in words(eligibility(without=("E3", "E11")), "IE-001")


def test_before_a_conclusion_criteria_may_be_open():
    assert fired(eligibility(without=("E3",), eligible=None)) == set()


def test_the_25th_birthday_is_out():
    page = eligibility(born=dt.date(2001, 11, 2))
    assert page.age_at_consent == 25
    assert fired(page) == {"IE-003"}


def test_one_day_short_of_25_is_in():
    page = eligibility(born=dt.date(2001, 11, 3))
    assert page.age_at_consent == 24
    assert fired(page) == set()


@pytest.mark.parametrize("known", [{"born": dt.date(2017, 6, 3)}, {"consented": CONSENTED}, {}])
def test_no_age_is_guessed_without_birth_date_and_consent(known):
    assert age_at_consent(Eligibility(subject=participant(**known))) is None


def test_assessed_before_consent_is_asked_about():
    assert fired(eligibility(assessed_on=dt.date(2026, 11, 1))) == {"IE-004"}


def test_a_criterion_is_answered_once_on_a_page():
    page = Eligibility(subject=participant(), visit_code="SCR")
    store(page, Criterion(page=page, criterion_code="I1", answer="Y"))
    again = Criterion(page=page, criterion_code="I1", answer="N")
    with pytest.raises(ValidationError, match="already has an answer"):
        again.validate_constraints()
    with pytest.raises(IntegrityError, match="criterion_once_on_a_page"):
        store(again)
    store(Criterion(page=page, criterion_code="I2", answer="Y"))

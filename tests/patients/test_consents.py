"""Consent on any date as the forms of consent, re-consent and withdrawal say it."""

import datetime as dt

import pytest

from edc.records.subject_data import read_anew
from patients.consents import READS, consent_status
from patients.models import ConsentWithdrawal, Reconsent
from patients.rules.consent import Consent
from tests.participants import participant, store

pytestmark = pytest.mark.usefixtures("db")

SIGNED, BIRTHDAY = dt.date(2026, 11, 2), dt.date(2026, 11, 20)


@pytest.fixture
def child():
    """Whose guardian signed on 2 November 2026, and who will be 8 on 20 November."""
    return participant(born=dt.date(2018, 11, 20), consented=SIGNED)


def status(subject, day, **values):
    return consent_status(read_anew(subject), day, **values)


def again(subject, **values):
    return Reconsent(subject=subject, visit_code="LOG", consent_version="1.0", **values)


def test_the_guardian_s_signature_holds_from_its_day_to_the_8th_birthday(child):
    assert status(child, SIGNED - dt.timedelta(days=1)).state == Consent.NONE
    assert status(child, SIGNED).state == Consent.VALID
    missing = status(child, BIRTHDAY)
    assert (missing.state, missing.since, missing.is_valid) == (Consent.PARTICIPANT_MISSING, BIRTHDAY, False)


def test_a_re_consent_counts_if_it_was_agreed(child):
    signing = {"participant_signed": "Y", "participant_signed_on": BIRTHDAY}
    page = again(child, agreed="N", occasion="ASSENT AGE", **signing)
    store(page)
    assert status(child, BIRTHDAY).state == Consent.PARTICIPANT_MISSING
    store(again(child, occurrence=2, agreed="Y", occasion="ASSENT AGE", **signing))
    assert status(child, BIRTHDAY).state == Consent.VALID


def test_a_withdrawal_ends_it_until_consent_is_given_again(child):
    withdrawn, given = dt.date(2026, 11, 5), dt.date(2026, 11, 8)
    store(ConsentWithdrawal(subject=child, visit_code="LOG", withdrawn_on=withdrawn, scope="ALL"))
    assert status(child, withdrawn).state == Consent.VALID
    assert status(child, dt.date(2026, 11, 6)).state == Consent.WITHDRAWN
    store(again(child, agreed="Y", occasion="AFTER WITHDRAWAL", guardian_signed_on=given))
    assert status(child, dt.date(2026, 11, 7)).state == Consent.WITHDRAWN
    assert status(child, given).state == Consent.VALID


def test_a_refusal_of_a_child_who_understands_prevails(child):
    page = read_anew(child).page("IC")
    page.participant_refused = "Y"
    assert consent_status(child.data, SIGNED).state == Consent.REFUSED
    page.participant_could_assent = "N"
    assert consent_status(child.data, SIGNED).state == Consent.VALID


def test_documents_no_longer_in_use(child):
    child_data = read_anew(child)
    child_data.page("IC").consent_version = "0.9"
    assert consent_status(child_data, SIGNED).state == Consent.OLD_VERSION
    assert consent_status(child_data, SIGNED, versions_in_use={"0.9"}).state == Consent.VALID


def test_what_is_loaded_costs_no_statement(child, django_assert_num_queries):
    data = read_anew(child)
    data.load(*READS)
    with django_assert_num_queries(0):
        assert consent_status(data, SIGNED).is_valid

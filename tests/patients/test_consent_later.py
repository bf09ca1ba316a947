"""Consent asked again, and withdrawn: who is due, who signs, and what may still be collected."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from edc.access.roles import Role
from edc.records.base import PageStatus
from edc.records.refusals import EntryRefused
from edc.records.saving import save_page
from patients.models import (
    CarTKinetics,
    ConsentWithdrawal,
    EndOfStudy,
    InformedConsent,
    Infusion,
    Reconsent,
    Subject,
    SurvivalFollowUp,
    VitalSigns,
)
from patients.reconsents import reconsents_due
from patients.rules.reconsent import Due, Signed, birthday_at
from patients.rules.reconsent import reconsents_due as due_by_rule
from patients.rules.withdrawal import Withdrawal, contact_allowed, forbidden_by
from tests.participants import at, fired, participant, store
from tests.people import make_user

BORN = dt.date(2018, 5, 12)
AT_8, AT_18 = dt.date(2026, 5, 12), dt.date(2036, 5, 12)


def due(signed, on, in_use=("1.0",), born=BORN):
    ages = {"assent_from_age": 8, "adult_from_age": 18}
    return due_by_rule(signed, born=born, versions_in_use=in_use, on=on, **ages)


SIGNED_AT_7 = Signed(dt.date(2026, 1, 5), "1.0")


def test_the_8th_birthday_calls_for_the_child_s_signature():
    assert due([SIGNED_AT_7], AT_8 - dt.timedelta(days=1)) == ()
    assert due([SIGNED_AT_7], AT_8) == (Due("ASSENT AGE", AT_8),)
    assert due([SIGNED_AT_7, Signed(AT_8, "1.0")], AT_8) == ()


def test_the_18th_birthday_calls_for_the_participant_alone_whatever_happened_at_8():
    assert due([SIGNED_AT_7], AT_18) == (Due("ADULT AGE", AT_18),)
    assert due([SIGNED_AT_7, Signed(AT_8, "1.0")], AT_18) == (Due("ADULT AGE", AT_18),)


def test_a_new_version_calls_for_consent_until_it_is_signed():
    assert due([SIGNED_AT_7], dt.date(2026, 3, 1), in_use=("2.0",)) == (Due("NEW VERSION"),)
    renewed = Signed(dt.date(2026, 3, 2), "2.0")
    assert due([SIGNED_AT_7, renewed], dt.date(2026, 3, 2), in_use=("2.0",)) == ()


def test_before_the_first_consent_nothing_is_asked_again():
    assert due([], AT_18) == ()
    assert due([SIGNED_AT_7], AT_8, born=None) == ()


def test_who_was_born_on_29_february_is_of_age_on_1_march_of_a_common_year():
    assert birthday_at(born=dt.date(2016, 2, 29), age_years=8) == dt.date(2024, 2, 29)
    assert birthday_at(born=dt.date(2016, 2, 29), age_years=18) == dt.date(2034, 3, 1)


ON = dt.date(2026, 6, 1)
NEXT = ON + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("scope", "form", "at_visit", "forbidden"),
    [
        ("SAMPLES", "LB", True, True), ("SAMPLES", "VS", True, False), ("SAMPLES", "AE", False, False),
        ("FOLLOW-UP", "VS", True, True), ("FOLLOW-UP", "AE", False, False),
        ("DATA", "AE", False, False), ("DATA", "CM", False, True), ("DATA", "VS", True, True),
        ("ALL", "LB", True, True),
        ("ALL", "DD", False, False), ("ALL", "EOS", True, False), ("ALL", "RC", False, False),
        ("ALL", "SU", True, False),
    ],
)  # fmt: skip
def test_what_a_scope_forbids(scope, form, at_visit, forbidden):
    place = {"form": form, "at_visit": at_visit}
    assert bool(forbidden_by([Withdrawal(ON, scope)], **place, collected_on=NEXT)) == forbidden
    assert forbidden_by([Withdrawal(ON, scope)], **place, collected_on=ON) is None


def test_contact_ends_with_everything_but_samples():
    assert contact_allowed([Withdrawal(ON, "SAMPLES")], on=NEXT)
    assert contact_allowed([Withdrawal(ON, "ALL")], on=ON)
    assert not contact_allowed([Withdrawal(ON, "FOLLOW-UP")], on=NEXT)


@pytest.fixture
def child(db):
    """A child of 8 with complete consent, infused on 20 November 2026."""
    subject = participant(born=BORN)
    consent = {"visit_code": "SCR", "consent_version": "1.0", "guardian_signed": "Y", "guardian_signed_on": AT_8}
    store(
        InformedConsent(subject=subject, status=PageStatus.COMPLETE, **consent),
        Infusion(subject=subject, visit_code="D0", status=PageStatus.COMPLETE, started_at=at(20, 10)),
    )
    return Subject.objects.get(pk=subject.pk)


@pytest.fixture
def nurse(db):
    return make_user(Role.RESEARCH_NURSE)


def withdraw(subject, scope, day=dt.date(2026, 11, 25)):
    store(ConsentWithdrawal(subject=subject, visit_code="LOG", withdrawn_on=day, withdrawn_by="GUARDIAN", scope=scope))
    return Subject.objects.get(pk=subject.pk)


def sample(subject, taken):
    return CarTKinetics(subject=subject, visit_code="D7", collected_at=taken, copies_per_ug=Decimal(9))


def test_no_sample_is_entered_that_was_taken_after_the_withdrawal(child, nurse):
    child = withdraw(child, "SAMPLES")
    with pytest.raises(EntryRefused, match=r"withdrawn on 2026-11-25.*re-consent"):
        save_page(sample(child, at(26, 9)), by=nurse)
    save_page(sample(child, at(25, 9)), by=nurse)


def test_after_follow_up_was_withdrawn_later_visits_are_closed_and_earlier_ones_open(child):
    """Infused on 20 November: day 7 is the 27th, day 4 the 24th."""
    child = withdraw(child, "FOLLOW-UP")
    assert child.refusal_for(VitalSigns(subject=child, visit_code="D7"))
    assert child.refusal_for(VitalSigns(subject=child, visit_code="D4")) == ""
    assert child.refusal_for(SurvivalFollowUp(subject=child, visit_code="M3")) == ""


def test_consent_given_again_opens_collection(child):
    child = withdraw(child, "ALL")
    again = {"occasion": "AFTER WITHDRAWAL", "agreed": "Y", "guardian_signed": "Y"}
    store(Reconsent(subject=child, visit_code="LOG", guardian_signed_on=dt.date(2026, 11, 28), **again))
    assert child.refusal_for(sample(child, at(29, 9))) == ""


def test_only_a_public_record_is_asked_after_contact_was_withdrawn(child):
    child = withdraw(child, "FOLLOW-UP")
    asked = {"subject": child, "visit_code": "M3", "inquired_on": dt.date(2026, 11, 26)}
    assert "SU-004" in fired(SurvivalFollowUp(source="RELATIVE", **asked))
    assert "SU-004" not in fired(SurvivalFollowUp(source="PUBLIC RECORD", **asked))


def test_nobody_withdraws_for_an_adult_or_before_consent(child):
    entry = {"subject": child, "visit_code": "LOG", "withdrawn_by": "GUARDIAN"}
    assert fired(ConsentWithdrawal(withdrawn_on=dt.date(2026, 5, 11), **entry)) == {"WD-001"}
    assert "WD-002" in fired(ConsentWithdrawal(withdrawn_on=AT_18, **entry))
    assert fired(ConsentWithdrawal(withdrawn_on=dt.date(2026, 11, 20), **entry)) == set()


@pytest.mark.parametrize(
    ("day", "signers"),
    [
        (dt.date(2026, 5, 11), "GUARDIAN"),
        (AT_8, "BOTH"),
        (dt.date(2036, 5, 11), "BOTH"),
        (AT_18, "PARTICIPANT"),
    ],
)
def test_who_signs_is_decided_by_the_age_on_that_day(child, day, signers):
    entry = Reconsent(subject=child, visit_code="LOG", explained_on=day)
    assert Reconsent._meta.get_field("signers_needed").item.derived(entry) == signers


def test_a_signature_is_asked_for_only_where_consent_was_given(child):
    entry = {
        "subject": child,
        "visit_code": "LOG",
        "explained_on": AT_8,
        "guardian_signed": "N",
        "participant_signed": "N",
    }
    assert fired(Reconsent(agreed="Y", **entry)) == {"RC-002", "RC-003"}
    assert fired(Reconsent(agreed="N", **entry)) == {"RC-007"}


def test_what_is_due_is_found_for_many_participants_in_as_many_statements(child, django_assert_num_queries):
    young = participant(born=BORN, consented=dt.date(2026, 1, 5))
    ended = participant(born=BORN, consented=dt.date(2026, 1, 5))
    store(EndOfStudy(subject=ended, visit_code="EOS"))
    reconsents_due([child], dt.date(2026, 6, 1))  # the document of the protocol is read once a process
    with CaptureQueriesContext(connection) as for_one:
        reconsents_due([child], dt.date(2026, 6, 1))
    with django_assert_num_queries(len(for_one)):
        found = reconsents_due([child, young, ended], dt.date(2026, 6, 1))
    assert found == {young.number: (Due("ASSENT AGE", AT_8),)}


def test_home_shows_what_is_due(nurse, client):
    young = participant(born=BORN, consented=dt.date(2026, 1, 5))
    client.force_login(nurse)
    text = client.get("/").content.decode()
    assert f"/subjects/{young.number}/LOG/RC/1/" in text
    assert "old enough to sign too since 2026-05-12" in text

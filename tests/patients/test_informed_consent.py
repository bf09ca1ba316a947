"""The consent form: who must have signed at which age, refusal, witness, version. Born 12 May 2018, 8 in 2026."""

import datetime as dt

import pytest

from edc.crf.reading import items_of, unanswered
from patients.models import InformedConsent
from tests.participants import fired, participant, store, words
from tests.trial.files import FIRST, changed

BORN = dt.date(2018, 5, 12)
BEFORE_8 = dt.date(2026, 5, 11)
AT_8 = dt.date(2026, 5, 12)

pytestmark = pytest.mark.usefixtures("db")


def consent(*, born=BORN, protocol=FIRST, **values):
    return InformedConsent(subject=participant(born=born, protocol=protocol), visit_code="SCR", **values)


def signed_by_guardian(day, **values):
    return consent(guardian_signed="Y", guardian_signed_on=day, **values)


def test_at_7_the_guardian_alone_signs():
    assert fired(signed_by_guardian(BEFORE_8, participant_signed="N")) == set()


def test_from_the_8th_birthday_the_child_signs_too():
    assert fired(signed_by_guardian(AT_8, participant_signed="N")) == {"IC-003"}


def test_both_signatures_of_a_child_of_8_are_enough():
    page = signed_by_guardian(AT_8, participant_signed="Y", participant_signed_on=AT_8)
    assert fired(page) == set()


def test_the_later_signature_decides_the_age():
    """The guardian signed the day before the 8th birthday, the form was finished on it."""
    page = signed_by_guardian(BEFORE_8, participant_signed="Y", participant_signed_on=AT_8)
    assert page.given_on == AT_8


def test_a_child_without_the_guardian_is_not_enough():
    page = consent(guardian_signed="N", participant_signed="Y", participant_signed_on=AT_8)
    assert fired(page) == {"IC-002"}


def test_no_signature_at_all_is_judged_by_the_day_of_the_talk():
    page = consent(explained_on=AT_8, guardian_signed="N", participant_signed="N")
    assert fired(page) == {"IC-002", "IC-003"}


def test_a_reason_in_place_of_a_signature_is_no_signature():
    page = signed_by_guardian(AT_8, missing_reasons={"participant_signed": "ND"})
    assert fired(page) == {"IC-003"}


def test_an_empty_item_is_not_yet_an_answer():
    page = signed_by_guardian(AT_8)
    assert fired(page) == set()
    assert "participant_signed" in unanswered(page)


def test_an_adult_signs_alone():
    born = dt.date(2008, 5, 12)
    alone = consent(born=born, guardian_signed="N", participant_signed="Y", participant_signed_on=AT_8)
    assert fired(alone) == set()


def test_a_guardian_cannot_sign_for_an_adult():
    page = consent(born=dt.date(2008, 5, 12), participant_signed="N", guardian_signed="Y", guardian_signed_on=AT_8)
    assert fired(page) == {"IC-003"}


def test_the_ages_are_those_of_the_protocol():
    later = changed(FIRST, ("assent_from_age = 8", "assent_from_age = 10"))
    assert fired(signed_by_guardian(AT_8, participant_signed="N", protocol=later)) == set()


def test_without_a_birth_date_nothing_is_guessed():
    assert fired(signed_by_guardian(AT_8, participant_signed="N", born=None)) == set()


def test_the_refusal_of_a_capable_child_is_loud_whatever_the_guardian_signed():
    page = signed_by_guardian(BEFORE_8, participant_could_assent="Y", participant_refused="Y", participant_signed="N")
    assert words(page, "IC-001").startswith("STOP")


@pytest.mark.parametrize("answers", [("Y", "N"), ("N", "Y")])
def test_no_refusal_or_no_capacity_stops_nothing(answers):
    could, refused = answers
    page = signed_by_guardian(BEFORE_8, participant_could_assent=could, participant_refused=refused)
    assert "IC-001" not in fired(page)


def test_who_cannot_read_needs_a_witness():
    subject = participant(born=BORN)
    page = InformedConsent(subject=subject, visit_code="SCR", signer_cannot_read="Y", witness_signed="N")
    assert fired(page) == {"IC-004"}
    page.witness_signed = "Y"
    assert fired(page) == set()


def test_a_copy_is_handed_over():
    subject = participant(born=BORN)
    assert fired(InformedConsent(subject=subject, visit_code="SCR", copy_given="N")) == {"IC-005"}
    assert fired(InformedConsent(subject=subject, visit_code="SCR", copy_given="Y")) == set()


def test_the_version_is_one_of_the_protocol():
    subject = participant(born=BORN)
    assert fired(InformedConsent(subject=subject, visit_code="SCR", consent_version="0.9")) == {"IC-006"}
    assert fired(InformedConsent(subject=subject, visit_code="SCR", consent_version="1.0")) == set()


def test_a_second_page_holds_the_consent_renewed_at_8():
    subject = participant(born=BORN, consented=BEFORE_8)
    store(InformedConsent(subject=subject, visit_code="SCR", occurrence=2, participant_signed="Y"))
    assert subject.informedconsent_pages.count() == 2


def test_no_name_of_a_signer_is_kept():
    assert [name for name in items_of(InformedConsent) if "name" in name] == []

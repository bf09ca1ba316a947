"""Consent on any date: who had signed by then, at which age, under which document, and what was withdrawn."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.rules.consent import Consent, Signing, consent_on
from patients.rules.withdrawal import Withdrawal

BORN = dt.date(2018, 11, 20)
EIGHTH, ADULT = dt.date(2026, 11, 20), dt.date(2036, 11, 20)
AT_SEVEN = dt.date(2026, 11, 2)
ONE_DAY = dt.timedelta(days=1)


def signed(*, guardian=None, participant=None, version="1.0"):
    return Signing(guardian_on=guardian, participant_on=participant, version=version)


def state(day, *signings, born=BORN, refused=False, withdrawals=(), in_use=("1.0",)):
    return consent_on(
        day, signings=signings, refused=refused, withdrawals=withdrawals, born=born, assent_from_age=8,
        adult_from_age=18, versions_in_use=in_use,
    ).state  # fmt: skip


BY_GUARDIAN = signed(guardian=AT_SEVEN)


def test_consent_begins_on_the_day_of_the_signature():
    assert state(AT_SEVEN, BY_GUARDIAN) == Consent.VALID
    assert state(AT_SEVEN - ONE_DAY, BY_GUARDIAN) == Consent.NONE
    assert state(AT_SEVEN) == Consent.NONE


def test_the_guardian_signs_alone_until_the_day_before_the_8th_birthday():
    """Civil Code of China, art. 19: from 8 years a child has limited capacity and signs too (GCP 2020, art. 23)."""
    assert state(EIGHTH - ONE_DAY, BY_GUARDIAN) == Consent.VALID
    assert state(EIGHTH, BY_GUARDIAN) == Consent.PARTICIPANT_MISSING


def test_the_childs_signature_on_the_birthday_makes_it_whole_and_an_earlier_one_does_not():
    assert state(EIGHTH, BY_GUARDIAN, signed(participant=EIGHTH)) == Consent.VALID
    early = signed(guardian=AT_SEVEN, participant=EIGHTH - ONE_DAY)
    assert state(EIGHTH, early) == Consent.PARTICIPANT_MISSING


def test_from_8_to_17_the_guardian_is_needed_too():
    assert state(EIGHTH, signed(participant=EIGHTH)) == Consent.GUARDIAN_MISSING


def test_from_18_the_participant_signs_alone_and_again():
    both = signed(guardian=EIGHTH, participant=EIGHTH)
    assert state(ADULT - ONE_DAY, both) == Consent.VALID
    assert state(ADULT, both) == Consent.PARTICIPANT_MISSING
    assert state(ADULT, both, signed(participant=ADULT)) == Consent.VALID
    assert state(ADULT, signed(participant=ADULT)) == Consent.VALID


def test_who_was_born_on_29_february_is_of_age_on_1_march_of_a_common_year():
    """Eight on 29 February 2024, a leap year; eighteen on 1 March 2034."""
    born, leap = dt.date(2016, 2, 29), dt.date(2024, 2, 29)
    both = signed(guardian=leap, participant=leap)
    assert state(leap - ONE_DAY, signed(guardian=dt.date(2024, 1, 10)), born=born) == Consent.VALID
    assert state(leap, signed(guardian=dt.date(2024, 1, 10)), born=born) == Consent.PARTICIPANT_MISSING
    assert state(dt.date(2034, 2, 28), both, born=born) == Consent.VALID
    assert state(dt.date(2034, 3, 1), both, born=born) == Consent.PARTICIPANT_MISSING


def test_without_a_birth_date_nobody_knows():
    status = consent_on(
        AT_SEVEN, signings=[BY_GUARDIAN], refused=False, withdrawals=(), born=None, assent_from_age=8, adult_from_age=18
    )
    assert (status.state, status.is_valid) == (Consent.UNKNOWN, None)


def test_a_refusal_prevails():
    assert state(AT_SEVEN, BY_GUARDIAN, refused=True) == Consent.REFUSED


def test_an_old_version_still_holds_until_it_is_asked_again():
    assert state(AT_SEVEN, BY_GUARDIAN, in_use=("2.0",)) == Consent.OLD_VERSION
    again = signed(guardian=AT_SEVEN + ONE_DAY, version="2.0")
    assert state(AT_SEVEN + ONE_DAY, BY_GUARDIAN, again, in_use=("2.0",)) == Consent.VALID
    assert state(AT_SEVEN, BY_GUARDIAN, again, in_use=("2.0",)) == Consent.OLD_VERSION


@pytest.mark.parametrize(
    ("scope", "after"),
    [("ALL", Consent.WITHDRAWN), ("DATA", Consent.WITHDRAWN), ("SAMPLES", Consent.VALID), ("FOLLOW-UP", Consent.VALID)],
)
def test_a_withdrawal_ends_consent_from_the_next_day_and_in_part_leaves_the_rest(scope, after):
    withdrawn = dt.date(2026, 11, 10)
    held = {"withdrawals": [Withdrawal(withdrawn, scope)]}
    assert state(withdrawn, BY_GUARDIAN, **held) == Consent.VALID
    assert state(withdrawn + ONE_DAY, BY_GUARDIAN, **held) == after


@given(st.dates(BORN, dt.date(2045, 1, 1)), st.dates(BORN, dt.date(2045, 1, 1)))
def test_a_signature_never_counts_before_it_was_given(day, given_on):
    is_valid = state(day, signed(guardian=given_on, participant=given_on)) == Consent.VALID
    assert not (is_valid and day < given_on)

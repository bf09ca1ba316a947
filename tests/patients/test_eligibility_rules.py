"""Criteria and age limits of NCT05270772, read from the record."""

import pytest

from patients.rules.eligibility import criteria_not_met, within_age_limits

INCLUSION = ("I1", "I2", "I3", "I4", "I5")
EXCLUSION = ("E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8", "E9", "E10", "E11")
MET = dict.fromkeys(INCLUSION, True) | dict.fromkeys(EXCLUSION, False)


def not_met(**changes):
    return criteria_not_met(answers=MET | changes, inclusion=INCLUSION, exclusion=EXCLUSION)


def test_all_inclusion_and_no_exclusion_speaks_for_taking_part():
    assert not_met() == ()


def test_a_missing_inclusion_and_a_present_exclusion_speak_against():
    assert not_met(E7=True, I2=False) == ("I2", "E7")


def test_what_is_not_answered_decides_nothing():
    assert criteria_not_met(answers={}, inclusion=INCLUSION, exclusion=EXCLUSION) == ()


@pytest.mark.parametrize(("age", "allowed"), [(0, True), (24, True), (25, False), (40, False)])
def test_the_record_takes_people_under_25(age, allowed):
    assert within_age_limits(age_years=age, age_from=None, age_under=25) is allowed


@pytest.mark.parametrize(("age", "allowed"), [(17, False), (18, True), (90, True)])
def test_a_lower_limit_is_included(age, allowed):
    assert within_age_limits(age_years=age, age_from=18, age_under=None) is allowed

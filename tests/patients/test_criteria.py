"""Criteria of NCT05270772 that ask for a state: met, not met and cannot decide, at each bound and beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.rules.criteria import (
    any_found,
    at_least,
    investigator_judges,
    performance_at_least,
    pregnant_or_lactating,
    relapsed_or_refractory,
    treated_against,
)
from patients.rules.verdict import Fact, Outcome

MET, NOT_MET, CANNOT_DECIDE = Outcome.MET, Outcome.NOT_MET, Outcome.CANNOT_DECIDE
# Exclusion criterion of the record: "HbsAg, HBV-DNA, HCV-Ab, HCV-RNA, HIV-Ab, TP-Ab, EBV-DNA or CMV-DNA".
EIGHT = ("HBSAG", "HBDNA", "HCAB", "HCRNA", "HIVAB", "TPAB", "EBVDNA", "CMVDNA")


def fact(value, name="it"):
    return Fact(name, value)


@pytest.mark.parametrize(
    ("relapses", "refractory", "outcome"),
    [
        (1, False, MET),
        (0, True, MET),
        (None, True, MET),
        (3, None, MET),
        (0, False, NOT_MET),
        (0, None, CANNOT_DECIDE),
        (None, False, CANNOT_DECIDE),
        (None, None, CANNOT_DECIDE),
    ],
)
def test_relapsed_or_refractory(relapses, refractory, outcome):
    verdict = relapsed_or_refractory(relapses=fact(relapses), refractory=fact(refractory))
    assert verdict.outcome == outcome


@pytest.mark.parametrize(
    ("age", "scale", "score", "outcome"),
    [
        (16, "KPS SCALE", 70, MET),
        (16, "KPS SCALE", 60, NOT_MET),
        (15, "LPPS SCALE", 50, MET),
        (15, "LPPS SCALE", 40, NOT_MET),
        (1, "LPPS SCALE", 100, MET),
        (15, "KPS SCALE", 90, CANNOT_DECIDE),
        (16, "LPPS SCALE", 90, CANNOT_DECIDE),
        (0, "LPPS SCALE", 90, CANNOT_DECIDE),
        (0, "NONE", None, CANNOT_DECIDE),
        (16, "KPS SCALE", None, CANNOT_DECIDE),
        (None, "KPS SCALE", 90, CANNOT_DECIDE),
    ],
)
def test_karnofsky_70_from_16_years_lansky_50_below_and_no_scale_for_infants(age, scale, score, outcome):
    verdict = performance_at_least(age_years=age, scale=scale, score=fact(score), karnofsky=70, lansky=50)
    assert verdict.outcome == outcome


def test_a_karnofsky_of_0_is_a_score():
    assert performance_at_least(age_years=20, scale="KPS SCALE", score=fact(0), karnofsky=70, lansky=50).outcome == (
        NOT_MET
    )


@pytest.mark.parametrize(
    ("weeks", "outcome"), [(11, NOT_MET), (12, MET), (52, MET), (0, NOT_MET), (None, CANNOT_DECIDE)]
)
def test_life_expectancy_of_12_weeks(weeks, outcome):
    assert at_least(amount=fact(weeks), least=12).outcome == outcome


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 100))
def test_a_longer_life_expectancy_never_speaks_more_against(low, more, least):
    order = [NOT_MET, MET]
    outcomes = [at_least(amount=fact(weeks), least=least).outcome for weeks in (low, low + more)]
    assert order.index(outcomes[0]) <= order.index(outcomes[1])


def markers(**changed):
    results = dict.fromkeys(EIGHT, False) | changed
    return [fact(value, name) for name, value in results.items() if value != "absent"]


def test_eight_negative_markers_exclude_nobody():
    assert any_found(markers(), needed=EIGHT).outcome == NOT_MET


@pytest.mark.parametrize("marker", EIGHT)
def test_each_of_the_eight_markers_excludes_and_each_is_needed(marker):
    assert any_found(markers(**{marker: True}), needed=EIGHT).outcome == MET
    for missing in (None, "absent"):
        verdict = any_found(markers(**{marker: missing}), needed=EIGHT)
        assert (verdict.outcome, verdict.values["missing"]) == (CANNOT_DECIDE, (marker,))


def test_a_positive_marker_decides_although_others_are_missing():
    verdict = any_found([fact(True, "HIVAB")], needed=EIGHT)
    assert (verdict.outcome, verdict.values["found"]) == (MET, ("HIVAB",))


@given(st.lists(st.sampled_from([True, False, None]), min_size=8, max_size=8))
def test_what_is_missing_is_never_taken_for_negative(values):
    verdict = any_found([fact(value, name) for name, value in zip(EIGHT, values, strict=True)], needed=EIGHT)
    assert (verdict.outcome == NOT_MET) == (set(values) == {False})


@pytest.mark.parametrize(
    ("targets", "outcome"),
    [
        (["CD19"], MET),
        (["CD22", "CD19"], MET),
        ([None, "CD19"], MET),
        (["CD22"], NOT_MET),
        (["CD22", "NONE", "BCR::ABL1"], NOT_MET),
        (["CD22", None], CANNOT_DECIDE),
        ([], CANNOT_DECIDE),
    ],
)
def test_blinatumomab_excludes_and_inotuzumab_does_not(targets, outcome):
    therapies = [fact(target, f"drug {number}") for number, target in enumerate(targets)]
    verdict = treated_against(treated=fact(True), therapies=therapies, targets=("CD19", "CD19 AND CD22"))
    assert verdict.outcome == outcome


def test_never_treated_and_not_asked_differ():
    assert treated_against(treated=fact(False), therapies=[], targets=("CD19",)).outcome == NOT_MET
    assert treated_against(treated=fact(None), therapies=[], targets=("CD19",)).outcome == CANNOT_DECIDE


@pytest.mark.parametrize(
    ("sex", "stated", "test", "lactating", "outcome", "reason"),
    [
        ("M", None, None, None, NOT_MET, "not_applicable_male"),
        ("F", False, None, None, NOT_MET, "not_applicable_stated"),
        ("F", True, False, False, NOT_MET, "none_found"),
        ("F", True, True, False, MET, "found"),
        ("F", True, False, True, MET, "found"),
        ("F", True, None, True, MET, "found"),
        ("F", True, None, False, CANNOT_DECIDE, "missing"),
        ("F", True, False, None, CANNOT_DECIDE, "missing"),
        ("F", None, None, None, CANNOT_DECIDE, "missing"),
        (None, None, None, None, CANNOT_DECIDE, "missing"),
    ],
)
def test_pregnancy_is_not_applicable_only_where_it_is_stated(sex, stated, test, lactating, outcome, reason):
    verdict = pregnant_or_lactating(sex=fact(sex), stated=fact(stated), test=fact(test), lactating=fact(lactating))
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


def test_a_criterion_of_judgement_is_left_to_the_investigator():
    assert investigator_judges().outcome == CANNOT_DECIDE

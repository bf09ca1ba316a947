"""IEC-HS: criteria at their bounds and beside them, and the grade. From memory of Hines 2023, so marked unconfirmed."""

from decimal import Decimal

import pytest

from adverse_events.rules.iec_hs import (
    RULE,
    iec_hs_grade,
    is_iec_hs,
    low_fibrinogen,
    met,
    raised_ferritin,
    raised_transaminase,
)

MILD = {"syndrome": True, "intervention": False, "severe": False, "life_threatening": False, "death": False}
HLH = {"ferritin": True, "transaminases": True, "fibrinogen": False, "haemophagocytosis": None, "cytopenia": None}


def test_the_rule_says_that_nobody_has_confirmed_it():
    assert not RULE.is_confirmed


@pytest.mark.parametrize(("ferritin", "raised"), [("800", False), ("801", True)])
def test_ferritin_above_twice_the_limit(ferritin, raised):
    """Upper limit 400 ug/L, baseline 900 ug/L: twice the limit is 800."""
    assert raised_ferritin(value=Decimal(ferritin), limit=Decimal(400), baseline=Decimal(900)) is raised


def test_ferritin_above_twice_the_baseline():
    assert raised_ferritin(value=Decimal(601), limit=Decimal(400), baseline=Decimal(300)) is True


def test_transaminases_above_five_times_the_limit_or_an_abnormal_baseline():
    """Upper limit 40: above 200. With a baseline of 60, above the limit, it takes more than 300."""
    limit = Decimal(40)
    assert raised_transaminase(value=Decimal(201), limit=limit, baseline=None) is True
    assert raised_transaminase(value=Decimal(200), limit=limit, baseline=Decimal(30)) is False
    assert raised_transaminase(value=Decimal(300), limit=limit, baseline=Decimal(60)) is False
    assert raised_transaminase(value=Decimal(301), limit=limit, baseline=Decimal(60)) is True


def test_without_value_or_without_what_decides_nothing_is_said():
    assert raised_ferritin(value=None, limit=Decimal(400), baseline=None) is None
    assert raised_ferritin(value=Decimal(700), limit=Decimal(400), baseline=None) is None
    assert raised_transaminase(value=Decimal(700), limit=None, baseline=None) is None
    assert low_fibrinogen(g_per_l=None, lower_limit=None) is None


@pytest.mark.parametrize(("g_per_l", "limit", "low"), [
    ("1.49", None, True), ("1.5", None, False), ("1.5", "2.0", True), ("2.0", "2.0", False), ("1.4", "1.2", True),
])  # fmt: skip
def test_fibrinogen_below_1_5_or_below_the_limit(g_per_l, limit, low):
    assert low_fibrinogen(g_per_l=Decimal(g_per_l), lower_limit=Decimal(limit) if limit else None) is low


def test_the_syndrome_needs_ferritin_a_common_sign_and_the_cells():
    assert is_iec_hs(HLH, attributable=True) is True
    assert is_iec_hs(HLH | {"ferritin": False}, attributable=True) is False
    assert is_iec_hs(HLH, attributable=False) is False
    assert is_iec_hs(HLH | {"transaminases": False}, attributable=True) is None
    nothing = dict.fromkeys(("transaminases", "fibrinogen", "haemophagocytosis", "cytopenia"), False)
    assert is_iec_hs(HLH | nothing, attributable=True) is False
    assert is_iec_hs(HLH, attributable=None) is None
    assert is_iec_hs(HLH | {"ferritin": None}, attributable=True) is None


def test_other_signs_are_named_and_decide_nothing():
    other = HLH | {"splenomegaly": True, "triglycerides": True, "renal": False}
    assert met(other, group="other") == ("splenomegaly", "triglycerides")
    assert met(other, group="required") == ("ferritin",)
    assert is_iec_hs({"ferritin": True, "splenomegaly": True}, attributable=True) is None


@pytest.mark.parametrize(("reached", "grade"), [
    ({}, 1), ({"intervention": True}, 2), ({"severe": True}, 3), ({"life_threatening": True}, 4), ({"death": True}, 5),
    ({"intervention": True, "severe": True, "life_threatening": True}, 4),
])  # fmt: skip
def test_the_worst_that_happened_is_the_grade(reached, grade):
    assert iec_hs_grade(MILD | reached) == grade


def test_no_syndrome_is_grade_0_and_an_undecided_one_none():
    assert iec_hs_grade(MILD | {"syndrome": False, "severe": True}) == 0
    assert iec_hs_grade(MILD | {"syndrome": None}) is None


def test_an_open_higher_grade_is_no_lower_grade():
    assert iec_hs_grade(MILD | {"intervention": True, "severe": None}) is None
    assert iec_hs_grade(MILD | {"severe": True, "intervention": None}) == 3

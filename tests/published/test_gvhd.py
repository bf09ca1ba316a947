"""Acute GVHD, stages and grade, against the tables in print.

Stages: NCI PDQ, childhood hematopoietic cell transplantation, "Grading and Staging of Acute GVHD". 2, 3, 6 and 15 mg/dL
of bilirubin are 34, 51, 103 and 257 umol/L. Grade: Harris AC et al. Biol Blood Marrow Transplant 2016;22:4-10, Table 2,
as restated: I stage 1-2 skin without any other organ; II stage 3 rash and/or stage 1 liver, upper or lower GI; III
stage 2-3 liver and/or lower GI, with skin 0-3; IV stage 4 of skin, liver or lower GI.
"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adverse_events.rules.gvhd import liver_stage, lower_gut_stage, overall_grade, skin_stage

organ_stages = st.none() | st.integers(0, 4)


def grade(skin=0, liver=0, lower=0, upper=0):
    return overall_grade(skin=skin, liver=liver, lower_gut=lower, upper_gut=upper)


@pytest.mark.parametrize(("percent", "stage"), [(0, 0), (1, 1), (24, 1), (25, 2), (50, 2), (51, 3), (100, 3)])
def test_skin_by_body_surface(percent, stage):
    assert skin_stage(body_surface_percent=percent, bullae=False) == stage


def test_skin_4_is_erythroderma_with_bullae_and_nothing_less():
    assert skin_stage(body_surface_percent=100, bullae=True) == 4
    assert skin_stage(body_surface_percent=100, bullae=False) == 3
    assert skin_stage(body_surface_percent=100, bullae=None) is None
    assert skin_stage(body_surface_percent=30, bullae=None) == 2
    assert skin_stage(body_surface_percent=None, bullae=False) is None


@pytest.mark.parametrize(
    ("umol_l", "stage"),
    [("20", 0), ("34.2", 1), ("51.3", 1), ("53.1", 2), ("102.6", 2), ("104.4", 3), ("256.5", 3), ("258.4", 4)],
)
def test_liver_by_bilirubin(umol_l, stage):
    """34.2 is 2.0, 51.3 is 3.0, 53.1 is 3.1, 102.6 is 6.0, 104.4 is 6.1, 256.5 is 15.0, 258.4 is 15.1 mg/dL."""
    assert liver_stage(bilirubin_umol_l=Decimal(umol_l)) == stage


@pytest.mark.parametrize(
    ("ml", "weight", "stage"),
    [
        (199, "20", 0), (200, "20", 1), (399, "20", 1), (400, "20", 2), (600, "20", 2), (601, "20", 3),
        (499, "51", 0), (500, "51", 1), (999, "51", 1), (1000, "51", 2), (1500, "51", 2), (1501, "51", 3),
    ],
)  # fmt: skip
def test_lower_gut_by_stool(ml, weight, stage):
    """20 kg: 10, 20 and 30 mL/kg are 200, 400 and 600 mL; adult values from above 50 kg."""
    assert lower_gut_stage(stool_ml_per_day=ml, weight_kg=Decimal(weight), pain_or_blood=False) == stage


def test_lower_gut_4_is_pain_or_blood_whatever_the_volume():
    assert lower_gut_stage(stool_ml_per_day=0, weight_kg=Decimal(20), pain_or_blood=True) == 4
    assert lower_gut_stage(stool_ml_per_day=None, weight_kg=None, pain_or_blood=True) == 4
    assert lower_gut_stage(stool_ml_per_day=700, weight_kg=Decimal(20), pain_or_blood=None) is None
    assert lower_gut_stage(stool_ml_per_day=None, weight_kg=Decimal(20), pain_or_blood=False) is None
    assert liver_stage(bilirubin_umol_l=None) is None


@pytest.mark.parametrize(("organs", "overall"), [
    ({}, 0),
    ({"skin": 1}, 1), ({"skin": 2}, 1),
    ({"skin": 3}, 2), ({"liver": 1}, 2), ({"upper": 1}, 2), ({"lower": 1}, 2), ({"skin": 2, "liver": 1}, 2),
    ({"liver": 2}, 3), ({"liver": 3}, 3), ({"lower": 2}, 3), ({"lower": 3}, 3), ({"skin": 3, "lower": 2}, 3),
    ({"skin": 4}, 4), ({"liver": 4}, 4), ({"lower": 4}, 4), ({"skin": 4, "liver": 2}, 4),
])  # fmt: skip
def test_overall_grade_row_by_row(organs, overall):
    assert grade(**organs) == overall


def test_the_organ_decides_and_not_the_highest_stage():
    """Skin 3 alone is II, lower gut 2 alone is III."""
    assert grade(skin=3) < grade(lower=2)


def test_a_missing_stage_that_could_raise_the_grade_leaves_it_open():
    assert grade(skin=None) is None
    assert grade(lower=4, skin=None, liver=None, upper=None) == 4
    assert grade(liver=1, upper=None) == 2
    assert grade(skin=2, upper=None) is None


@given(skin=organ_stages, liver=organ_stages, lower=organ_stages, upper=st.none() | st.integers(0, 1))
def test_a_higher_stage_never_lowers_the_grade(skin, liver, lower, upper):
    before = grade(skin, liver, lower, upper)
    for worse in ((4, liver, lower, upper), (skin, 4, lower, upper), (skin, liver, 4, upper)):
        assert grade(*worse) == 4
    if before is not None:
        assert (grade(skin, liver, lower, 1) or 0) >= before

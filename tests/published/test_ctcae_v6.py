"""CTCAE v6.0 (NCI), laboratory terms: what differs from v5.0, at each bound and just beside it.

Read in pharmaverse/admiral, data-raw/adlb_grading/ncictcaev6.json.
"""

from functools import partial

import pytest

from patients.rules.ctcae import Circumstances, laboratory_grades
from patients.rules.ctcae_terms import HIGH, LOW
from tests.published import test_ctcae_v5
from tests.published.test_ctcae_v5 import AFTER, BEFORE, COUNT, MMOL, UL, measured, steps

grade = partial(test_ctcae_v5.grade, ctcae="6.0")

NEW = [
    ("NEUT", COUNT, "2.0", "1.99 0, 1.5 0, 1.49 1, 1.0 1, 0.99 2, 0.5 2, 0.49 3, 0.1 3, 0.09 4, 0 4"),
    ("PLAT", COUNT, "125", "125 0, 124 1, 75 1, 74.9 2, 50 2, 49.9 3, 10 3, 9.9 4"),
    ("SODIUM", MMOL, "137", "137 0, 136 1, 130 1, 129.9 2, 125 2, 124.9 3, 120 3, 119.9 4"),
]
FORMER = {"NEUT", "PLAT", "SODIUM", "LYM"}


@pytest.mark.parametrize(("test", "unit", "lln", "value", "expected"), steps(NEW))
def test_new_bounds(test, unit, lln, value, expected):
    assert grade(test, LOW, measured(value, unit, low=lln)) == expected


@pytest.mark.parametrize(
    ("test", "unit", "lln", "value", "expected"), steps(row for row in test_ctcae_v5.FALLS if row[0] not in FORMER)
)
def test_what_falls_as_in_version_5(test, unit, lln, value, expected):
    assert grade(test, LOW, measured(value, unit, low=lln)) == expected


@pytest.mark.parametrize(
    ("test", "unit", "uln", "value", "expected"),
    steps(row for row in test_ctcae_v5.RISES if row[0] not in {"ALP", "CK"}),
)
def test_what_rises_as_in_version_5(test, unit, uln, value, expected):
    assert grade(test, HIGH, measured(value, unit, high=uln)) == expected


# Baseline 100 with an upper limit of 40.
@pytest.mark.parametrize(("test", "pairs"), [
    ("ALT", "99.9 0, 100 1, 150 1, 150.1 2, 200 2, 200.1 3, 400 3, 400.1 4"),
    ("AST", "99.9 0, 100 1, 150 1, 150.1 2, 200 2, 200.1 3, 400 3, 400.1 4"),
    ("GGT", "99.9 0, 100 1, 150 1, 150.1 2, 300 2, 300.1 3, 1000 3, 1000.1 4"),
    ("BILI", "99.9 0, 100 1, 150 1, 150.1 2, 250 2, 250.1 3, 1000 3, 1000.1 4"),
])  # fmt: skip
def test_from_a_high_baseline_grade_1_begins_at_the_baseline(test, pairs):
    unit = "umol/L" if test == "BILI" else UL
    baseline = measured("100", unit, high="40")
    for value, expected in (pair.split() for pair in pairs.split(", ")):
        assert grade(test, HIGH, measured(value, unit, high="40"), baseline, AFTER) == int(expected), value


def test_alkaline_phosphatase_is_grade_1_above_baseline_and_normal():
    baseline = measured("350", UL, high="300")
    assert grade("ALP", HIGH, measured("350", UL, high="300"), baseline, AFTER) == 0
    assert grade("ALP", HIGH, measured("351", UL, high="300"), baseline, AFTER) == 1
    assert grade("ALP", HIGH, measured("9000", UL, high="300"), baseline, AFTER) == 1
    low = measured("200", UL, high="300")
    assert grade("ALP", HIGH, measured("300", UL, high="300"), low, AFTER) == 0
    assert grade("ALP", HIGH, measured("301", UL, high="300"), low, AFTER) == 1


def test_creatinine_is_held_against_its_baseline_only_if_that_is_low():
    """Normal is 25 to 62 umol/L."""
    low, normal = (measured(value, "umol/L", "25", "62") for value in ("20", "25"))
    assert grade("CREAT", HIGH, measured("30.1", "umol/L", "25", "62"), low, AFTER) == 2
    assert grade("CREAT", HIGH, measured("60.1", "umol/L", "25", "62"), low, AFTER) == 3
    assert grade("CREAT", HIGH, measured("60.1", "umol/L", "25", "62"), normal, AFTER) == 0


@pytest.mark.parametrize(("unit", "uln", "pairs"), [
    (MMOL, "6.1", "6.1 0, 6.2 1, 8.9 1, 9.0 2, 13.9 2, 14.0 3, 27.8 3, 27.9 4"),
    ("mg/dL", "110", "110 0, 111 1, 160 1, 161 2, 250 2, 251 3, 500 3, 501 4"),
])  # fmt: skip
def test_fasting_glucose_has_four_grades(unit, uln, pairs):
    fasting = Circumstances(fasting=True)
    for value, expected in (pair.split() for pair in pairs.split(", ")):
        assert grade("GLUC", HIGH, measured(value, unit, high=uln), around=fasting) == int(expected), value


def test_glucose_after_a_meal_has_the_upper_two():
    assert grade("GLUC", HIGH, measured("14.0", MMOL, high="6.1")) == 3
    assert grade("GLUC", HIGH, measured("13.9", MMOL, high="6.1")) is None
    assert grade("GLUC", HIGH, measured("6.1", MMOL, high="6.1")) == 0


def test_symptoms_make_sodium_below_130_grade_3():
    ill = Circumstances(symptoms=True)
    assert grade("SODIUM", LOW, measured("129.9", MMOL, low="137"), around=ill) == 3
    assert grade("SODIUM", LOW, measured("130", MMOL, low="137"), around=ill) == 1


@pytest.mark.parametrize(("test", "unit", "terms"), [
    ("LYM", COUNT, ["Lymphocyte count increased"]),
    ("CK", UL, []),
    ("PLAT", COUNT, ["Thrombocytopenia"]),
])  # fmt: skip
def test_which_terms_there_are(test, unit, terms):
    graded = laboratory_grades(ctcae="6.0", test=test, result=measured("1", unit), baseline=None, around=BEFORE)
    assert [each.term for each in graded] == terms

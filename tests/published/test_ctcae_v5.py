"""CTCAE v5.0 (NCI, 27 November 2017), laboratory terms: each bound of the published table, and just beside it.

"x - y" keeps y in the milder grade. Read in pharmaverse/admiral, data-raw/adlb_grading/ncictcaev5.json.
"""

from decimal import Decimal

import pytest

from patients.rules.ctcae import Circumstances, Measured, laboratory_grades
from patients.rules.ctcae_terms import HIGH, LOW

AFTER = Circumstances()
BEFORE = Circumstances(before_treatment=True)
COUNT, UL, MMOL = "10*9/L", "U/L", "mmol/L"


def measured(value, unit, low=None, high=None, comparator=""):
    limits = {"low": low and Decimal(low), "high": high and Decimal(high)}
    return Measured(value=Decimal(value), unit=unit, comparator=comparator, **limits)


def grade(test, direction, result, baseline=None, around=BEFORE, ctcae="5.0"):
    """The grade of the one term of a direction."""
    graded = laboratory_grades(ctcae=ctcae, test=test, result=result, baseline=baseline, around=around)
    [found] = [each for each in graded if each.direction == direction]
    return found.grade


# Test, unit, LLN, then value and grade pairs down the published row.
FALLS = [
    ("NEUT", COUNT, "2.0", "2.0 0, 1.99 1, 1.5 1, 1.49 2, 1.0 2, 0.99 3, 0.5 3, 0.49 4, 0 4"),
    ("PLAT", COUNT, "125", "125 0, 124 1, 75 1, 74.9 2, 50 2, 49.9 3, 25 3, 24.9 4"),
    ("WBC", COUNT, "4.0", "4.0 0, 3.99 1, 3.0 1, 2.99 2, 2.0 2, 1.99 3, 1.0 3, 0.99 4"),
    ("LYM", COUNT, "1.1", "1.1 0, 1.09 1, 0.8 1, 0.79 2, 0.5 2, 0.49 3, 0.2 3, 0.19 4"),
    ("HGB", "g/L", "115", "115 0, 114 1, 100 1, 99.9 2, 80 2, 79.9 3, 20 3"),
    ("HGB", "g/dL", "11.5", "11.5 0, 11.4 1, 10.0 1, 9.9 2, 8.0 2, 7.9 3"),
    ("ALB", "g/L", "40", "40 0, 39.9 1, 30 1, 29.9 2, 20 2, 19.9 3, 8 3"),
    ("ALB", "g/dL", "4.0", "4.0 0, 3.9 1, 3.0 1, 2.9 2, 2.0 2, 1.9 3"),
    ("FIBRINO", "g/L", "2.8", "2.8 0, 2.79 1, 2.1 1, 2.09 2, 1.4 2, 1.39 3, 0.7 3, 0.69 4"),
    ("FIBRINO", "mg/dL", "200", "200 0, 199 1, 150 1, 149 2, 100 2, 99 3, 50 3, 49 4"),
    ("K", MMOL, "3.5", "3.5 0, 3.49 1, 3.0 1, 2.99 3, 2.5 3, 2.49 4"),
    ("SODIUM", MMOL, "137", "137 0, 136 1, 130 1, 129 2, 125 2, 124 3, 120 3, 119 4"),
    ("MG", MMOL, "0.75", "0.75 0, 0.74 1, 0.5 1, 0.49 2, 0.4 2, 0.39 3, 0.3 3, 0.29 4"),
    ("CA", MMOL, "2.11", "2.11 0, 2.10 1, 2.0 1, 1.99 2, 1.75 2, 1.74 3, 1.5 3, 1.49 4"),
    ("CA", "mg/dL", "8.5", "8.5 0, 8.4 1, 8.0 1, 7.9 2, 7.0 2, 6.9 3, 6.0 3, 5.9 4"),
    ("GLUC", MMOL, "3.9", "3.9 0, 3.8 1, 3.0 1, 2.9 2, 2.2 2, 2.1 3, 1.7 3, 1.6 4"),
    ("GLUC", "mg/dL", "70", "70 0, 69 1, 55 1, 54 2, 40 2, 39 3, 30 3, 29 4"),
]
# Test, unit, ULN, then value and grade pairs; the multiples are written out by hand.
RISES = [
    ("WBC", COUNT, "10", "10 0, 100 0, 100.1 3"),
    ("LYM", COUNT, "3.2", "3.3 0, 4.0 0, 4.01 2, 20 2, 20.1 3"),
    ("HGB", "g/L", "150", "150 0, 151 1, 170 1, 171 2, 190 2, 191 3"),
    ("HGB", "g/dL", "15.0", "15.0 0, 15.1 1, 17.0 1, 17.1 2, 19.0 2, 19.1 3"),
    ("ALT", UL, "40", "40 0, 40.1 1, 120 1, 120.1 2, 200 2, 200.1 3, 800 3, 800.1 4"),
    ("AST", UL, "35", "35 0, 35.1 1, 105 1, 105.1 2, 175 2, 175.1 3, 700 3, 700.1 4"),
    ("ALP", UL, "300", "300 0, 301 1, 750 1, 751 2, 1500 2, 1501 3, 6000 3, 6001 4"),
    ("GGT", UL, "40", "40 0, 41 1, 100 1, 101 2, 200 2, 201 3, 800 3, 801 4"),
    ("BILI", "umol/L", "21", "21 0, 21.1 1, 31.5 1, 31.6 2, 63 2, 63.1 3, 210 3, 210.1 4"),
    ("BILI", "mg/dL", "1.2", "1.2 0, 1.21 1, 1.8 1, 1.81 2, 3.6 2, 3.61 3, 12.0 3, 12.1 4"),
    ("LDH", UL, "250", "250 0, 251 1, 50000 1"),
    ("CREAT", "umol/L", "62", "62 0, 62.1 1, 93 1, 93.1 2, 186 2, 186.1 3, 372 3, 372.1 4"),
    ("CK", UL, "200", "200 0, 201 1, 500 1, 501 2, 1000 2, 1001 3, 2000 3, 2001 4"),
    ("INR", "1", "1.2", "1.2 0, 1.21 1, 1.5 1, 1.51 2, 2.5 2, 2.51 3"),
    ("APTT", "s", "36", "36 0, 36.1 1, 54 1, 54.1 2, 90 2, 90.1 3"),
    ("K", MMOL, "5.3", "5.3 0, 5.31 1, 5.5 1, 5.51 2, 6.0 2, 6.01 3, 7.0 3, 7.01 4"),
    ("SODIUM", MMOL, "147", "147 0, 148 1, 150 1, 151 2, 155 2, 156 3, 160 3, 161 4"),
    ("MG", MMOL, "1.02", "1.02 0, 1.03 1, 1.23 1, 1.24 3, 3.30 3, 3.31 4"),
    ("CA", MMOL, "2.52", "2.52 0, 2.53 1, 2.9 1, 2.91 2, 3.1 2, 3.11 3, 3.4 3, 3.41 4"),
    ("CA", "mg/dL", "10.2", "10.2 0, 10.3 1, 11.5 1, 11.6 2, 12.5 2, 12.6 3, 13.5 3, 13.6 4"),
    ("TRIG", MMOL, "1.7", "1.70 0, 1.71 1, 3.42 1, 3.43 2, 5.7 2, 5.71 3, 11.4 3, 11.41 4"),
    ("TRIG", "mg/dL", "150", "149 0, 150 1, 300 1, 301 2, 500 2, 501 3, 1000 3, 1001 4"),
]


def steps(rows):
    """One case for each value of each row."""
    return [
        pytest.param(test, unit, limit, value, int(expected), id=f"{test} {value} {unit} is {expected}")
        for test, unit, limit, pairs in rows
        for value, expected in (pair.split() for pair in pairs.split(", "))
    ]


@pytest.mark.parametrize(("test", "unit", "lln", "value", "expected"), steps(FALLS))
def test_how_far_a_value_falls(test, unit, lln, value, expected):
    assert grade(test, LOW, measured(value, unit, low=lln)) == expected


@pytest.mark.parametrize(("test", "unit", "uln", "value", "expected"), steps(RISES))
def test_how_far_a_value_rises(test, unit, uln, value, expected):
    assert grade(test, HIGH, measured(value, unit, high=uln)) == expected


# From an abnormal baseline: multiples of the baseline (100 U/L, 40 umol/L), whatever the upper limit of normal.
@pytest.mark.parametrize(("test", "pairs"), [
    ("ALT", "100 0, 149.9 0, 150 1, 300 1, 300.1 2, 500 2, 500.1 3, 2000 3, 2000.1 4"),
    ("AST", "149.9 0, 150 1, 300 1, 300.1 2, 500 2, 500.1 3, 2000 3, 2000.1 4"),
    ("ALP", "199.9 0, 200 1, 250 1, 250.1 2, 500 2, 500.1 3, 2000 3, 2000.1 4"),
    ("GGT", "199.9 0, 200 1, 250 1, 250.1 2, 500 2, 500.1 3, 2000 3, 2000.1 4"),
    ("BILI", "100 0, 100.1 1, 150 1, 150.1 2, 300 2, 300.1 3, 1000 3, 1000.1 4"),
])  # fmt: skip
def test_an_abnormal_baseline_takes_the_place_of_the_upper_limit(test, pairs):
    unit = "umol/L" if test == "BILI" else UL
    baseline = measured("100", unit, high="40")
    for value, expected in (pair.split() for pair in pairs.split(", ")):
        assert grade(test, HIGH, measured(value, unit, high="40"), baseline, AFTER) == int(expected), value


def test_a_baseline_at_the_upper_limit_is_normal():
    at_limit, above_it = measured("40", UL, high="40"), measured("40.1", UL, high="40")
    assert grade("ALT", HIGH, measured("41", UL, high="40"), at_limit, AFTER) == 1
    assert grade("ALT", HIGH, measured("41", UL, high="40"), above_it, AFTER) == 0


def test_the_baseline_is_abnormal_by_the_limits_of_its_own_day():
    baseline = measured("50", UL, high="40")
    assert grade("ALT", HIGH, measured("74", UL, high="60"), baseline, AFTER) == 0
    assert grade("ALT", HIGH, measured("75", UL, high="60"), baseline, AFTER) == 1


def test_creatinine_within_normal_can_be_grade_2_by_its_baseline():
    """Baseline 20 umol/L, normal to 62: 30 is 1.5 times, 60 is 3 times, and both are within normal."""
    baseline = measured("20", "umol/L", high="62")
    found = {value: grade("CREAT", HIGH, measured(value, "umol/L", high="62"), baseline, AFTER)
             for value in ("30", "30.1", "60", "60.1", "372", "372.1")}  # fmt: skip
    assert found == {"30": 0, "30.1": 2, "60": 2, "60.1": 3, "372": 3, "372.1": 4}


def test_fibrinogen_below_normal_is_graded_by_its_fall_too():
    """Baseline 4.0 g/L: falls of 25, 50 and 75 % are at 3.0, 2.0 and 1.0; above LLN (2.8) a fall is no grade."""
    baseline = measured("4.0", "g/L", low="2.8")
    found = {value: grade("FIBRINO", LOW, measured(value, "g/L", low="2.8"), baseline, AFTER)
             for value in ("2.9", "2.7", "2.01", "2.0", "1.01", "1.0")}  # fmt: skip
    assert found == {"2.9": 0, "2.7": 2, "2.01": 2, "2.0": 3, "1.01": 3, "1.0": 4}


def test_fibrinogen_below_50_mg_per_dl_is_grade_4_without_any_limit():
    assert grade("FIBRINO", LOW, measured("0.49", "g/L")) == 4
    assert grade("FIBRINO", LOW, measured("0.50", "g/L")) is None


def test_an_inr_on_anticoagulation_is_held_against_its_baseline():
    baseline = measured("2.0", "1")
    taken = Circumstances(on_anticoagulation=True)
    found = {value: grade("INR", HIGH, measured(value, "1"), baseline, taken)
             for value in ("2.0", "2.1", "3.0", "3.1", "5.0", "5.1")}  # fmt: skip
    assert found == {"2.0": 0, "2.1": 1, "3.0": 1, "3.1": 2, "5.0": 2, "5.1": 3}
    assert grade("INR", HIGH, measured("2.1", "1"), baseline, AFTER) == 2


def test_symptoms_make_low_potassium_grade_2_and_low_sodium_grade_3():
    ill = Circumstances(symptoms=True)
    assert grade("K", LOW, measured("3.4", MMOL, low="3.5"), around=ill) == 2
    assert grade("K", LOW, measured("3.5", MMOL, low="3.5"), around=ill) == 0
    assert grade("SODIUM", LOW, measured("129", MMOL, low="137"), around=ill) == 3
    assert grade("SODIUM", LOW, measured("130", MMOL, low="137"), around=ill) == 1


def test_sodium_between_the_whole_numbers_of_the_table_stays_in_the_milder_grade():
    assert grade("SODIUM", LOW, measured("129.5", MMOL, low="137")) == 1
    assert grade("SODIUM", LOW, measured("124.5", MMOL, low="137")) == 2
    assert grade("SODIUM", LOW, measured("119.9", MMOL, low="137")) == 4


def test_low_and_high_are_results_of_their_own():
    graded = laboratory_grades(
        ctcae="5.0", test="K", result=measured("6.5", MMOL, "3.5", "5.3"), baseline=None, around=BEFORE
    )
    assert [(each.term, each.grade) for each in graded] == [("Hypokalemia", 0), ("Hyperkalemia", 3)]


@pytest.mark.parametrize("test", ["PHOS", "UREA", "FERRITIN", "CRP", "INTLK6", "DDIMER", "BILDIR", "BLASTLE", "PCT"])
def test_a_test_without_a_number_in_the_table_has_no_grade(test):
    assert laboratory_grades(ctcae="5.0", test=test, result=measured("1", MMOL), baseline=None, around=BEFORE) == ()


def test_high_glucose_is_graded_by_treatment_not_by_a_number():
    graded = laboratory_grades(
        ctcae="5.0", test="GLUC", result=measured("30", MMOL, "3.9", "6.1"), baseline=None, around=BEFORE
    )
    assert [each.term for each in graded] == ["Hypoglycemia"]

"""How a value meets the CTCAE table: what is not known, what lies beyond the method, units, and order."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.rules.ctcae import (
    RULES,
    TERMS_BY_VERSION,
    Circumstances,
    Measured,
    corrected_calcium,
    laboratory_grades,
)
from patients.rules.ctcae_terms import HIGH, LOW, Of
from patients.rules.units import IN_STANDARD_UNITS

BEFORE, AFTER = Circumstances(before_treatment=True), Circumstances()
COUNT = "10*9/L"
TERMS = [(version, term) for version, terms in TERMS_BY_VERSION.items() for term in terms]
VALUES = st.decimals(min_value=0, max_value=2000, places=2)
LIMITS = st.one_of(st.none(), st.decimals(min_value=1, max_value=500, places=1))


def measured(value, unit, low=None, high=None, comparator=""):
    limits = {"low": low and Decimal(low), "high": high and Decimal(high)}
    return Measured(value=Decimal(value), unit=unit, comparator=comparator, **limits)


def graded(test, direction, result, baseline=None, around=BEFORE):
    found = laboratory_grades(ctcae="5.0", test=test, result=result, baseline=baseline, around=around)
    return next(each for each in found if each.direction == direction)


def test_without_a_lower_limit_only_the_worse_grades_can_be_told():
    """74 is grade 2 whatever the limit is; 76 may be grade 1 or 0."""
    assert graded("PLAT", LOW, measured("74", COUNT)).grade == 2
    unknown = graded("PLAT", LOW, measured("76", COUNT))
    assert (unknown.grade, unknown.lacking) == (None, (Of.LLN,))


def test_without_an_upper_limit_a_multiple_of_it_is_no_grade():
    unknown = graded("CK", HIGH, measured("900", "U/L"))
    assert (unknown.grade, unknown.lacking) == (None, (Of.ULN,))


def test_after_treatment_a_baseline_that_decides_is_waited_for():
    unknown = graded("ALT", HIGH, measured("90", "U/L", high="40"), around=AFTER)
    assert (unknown.grade, unknown.lacking) == (None, (Of.BASELINE,))
    assert graded("ALT", HIGH, measured("90", "U/L", high="40"), around=BEFORE).grade == 1


def test_creatinine_that_the_upper_limit_makes_grade_3_needs_no_baseline():
    """The baseline could not make it worse: 4 is above 6 x ULN alone."""
    assert graded("CREAT", HIGH, measured("200", "umol/L", high="62"), around=AFTER).grade == 3
    assert graded("CREAT", HIGH, measured("100", "umol/L", high="62"), around=AFTER).grade is None


def test_a_baseline_without_its_limits_does_not_say_whether_it_was_normal():
    baseline = measured("30", "U/L")
    assert graded("ALT", HIGH, measured("90", "U/L", high="40"), baseline, AFTER).grade is None


@pytest.mark.parametrize(("value", "comparator", "grade"), [
    ("0.5", "<", 4),  # anything below 0.5 is below 0.5
    ("0.5", "", 3),
    ("0.6", "<", None),  # may be 0.55 or 0.45
    ("2.0", ">", 0),
    ("1.4", ">", None),
])  # fmt: skip
def test_neutrophils_beyond_what_the_method_measures(value, comparator, grade):
    assert graded("NEUT", LOW, measured(value, COUNT, low="2.0", comparator=comparator)).grade == grade


def test_a_result_above_what_the_method_measures():
    assert graded("ALT", HIGH, measured("800", "U/L", high="40", comparator=">")).grade == 4
    assert graded("ALT", HIGH, measured("700", "U/L", high="40", comparator=">")).grade is None


def test_a_baseline_below_what_the_method_measures_is_normal():
    baseline = measured("6", "U/L", high="40", comparator="<")
    assert graded("ALT", HIGH, measured("90", "U/L", high="40"), baseline, AFTER).grade == 1


def test_a_multiple_of_a_baseline_beyond_the_method_is_not_known():
    baseline = measured("100", "U/L", high="40", comparator=">")
    assert graded("ALT", HIGH, measured("500", "U/L", high="40"), baseline, AFTER).grade is None


def test_result_and_baseline_in_different_units():
    """Baseline 0.4 mg/dL is 35.36 umol/L; three times that is 106.1."""
    baseline = measured("0.4", "mg/dL", high="1.0")
    assert graded("CREAT", HIGH, measured("106.0", "umol/L", high="200"), baseline, AFTER).grade == 2
    assert graded("CREAT", HIGH, measured("106.2", "umol/L", high="200"), baseline, AFTER).grade == 3


def test_a_conversion_leaves_no_difference_behind():
    """3.3 mg/dL is three times 1.1 mg/dL exactly: grade 2, as a baseline of the same laboratory."""
    baseline = measured("1.1", "mg/dL", high="1.2")
    assert graded("CREAT", HIGH, measured("3.3", "mg/dL", high="1.2"), baseline, AFTER).grade == 2
    as_umol = Decimal("1.1") * IN_STANDARD_UNITS["CREAT"]["mg/dL"]
    converted = measured(as_umol * 3, "umol/L", high="1000")
    assert graded("CREAT", HIGH, converted, baseline, AFTER).grade == 2


def test_an_unknown_unit_is_not_graded():
    assert laboratory_grades(
        ctcae="5.0", test="HGB", result=measured("9", "mmol/L"), baseline=None, around=BEFORE
    ) == ()  # fmt: skip


def test_the_sentence_of_the_grade_is_that_of_the_unit():
    assert graded("CA", LOW, measured("1.9", "mmol/L")).published == "<2.0 - 1.75 mmol/L"
    assert graded("CA", LOW, measured("7.9", "mg/dL")).published == "<8.0 - 7.0 mg/dL"


@pytest.mark.parametrize(("calcium", "unit", "albumin", "corrected"), [
    ("1.83", "mmol/L", "26", "2.11"),  # theguidewire.net, worked example
    ("2.20", "mmol/L", "40", "2.20"),
    ("7.4", "mg/dL", "20", "9.0"),  # 0.8 mg/dL for each 10 g/L
    ("2.50", "mmol/L", "45", "2.40"),
])  # fmt: skip
def test_calcium_corrected_for_albumin(calcium, unit, albumin, corrected):
    found = corrected_calcium(calcium=Decimal(calcium), unit=unit, albumin_g_per_l=Decimal(albumin))
    assert found == Decimal(corrected)


def test_calcium_in_an_unknown_unit_is_not_corrected():
    assert corrected_calcium(calcium=Decimal(2), unit="g/L", albumin_g_per_l=Decimal(40)) is None


def test_every_term_has_a_sentence_for_every_grade_that_it_can_reach():
    for _, term in TERMS:
        reached = {grade for arm in term.arms for grade in (1, 2, 3, 4) if arm.bound(grade)}
        assert reached == {grade for grade, text in enumerate(term.published, start=1) if text}, term.name


def test_every_version_has_its_rule():
    assert set(RULES) == set(TERMS_BY_VERSION)
    assert [str(rule) for rule in RULES.values()] == ["CTCAE-5.0-LAB v1", "CTCAE-6.0-LAB v1"]


def unit_of(term):
    return term.unit or next(iter(IN_STANDARD_UNITS[term.test]))


@given(case=st.sampled_from(TERMS), values=st.tuples(VALUES, VALUES).map(sorted), low=LIMITS, high=LIMITS,
       baseline=st.one_of(st.none(), VALUES), around=st.builds(Circumstances, before_treatment=st.booleans(),
       fasting=st.booleans(), symptoms=st.booleans(), on_anticoagulation=st.booleans()))  # fmt: skip
def test_a_grade_never_falls_when_the_value_goes_further(case, values, low, high, baseline, around):
    version, term = case
    unit = unit_of(term)
    known = baseline is not None
    reference = Measured(value=baseline, unit=unit, low=low, high=high) if known else None
    grades = []
    for value in values if term.direction == HIGH else reversed(values):
        found = laboratory_grades(
            ctcae=version, test=term.test, around=around, baseline=reference,
            result=Measured(value=value, unit=unit, low=low, high=high),
        )  # fmt: skip
        grades.append(next(each.grade for each in found if each.term == term.name))
    if None not in grades:
        assert grades[0] <= grades[1]


@given(case=st.sampled_from(TERMS), value=VALUES, limit=st.decimals(min_value=1, max_value=500, places=1))
def test_what_is_not_known_never_becomes_a_milder_grade(case, value, limit):
    """Without limits a grade is either the one with them, for every limit, or none."""
    version, term = case
    unit = unit_of(term)
    bare, full = (
        next(
            each.grade
            for each in laboratory_grades(ctcae=version, test=term.test, result=result, baseline=None, around=BEFORE)
            if each.term == term.name
        )
        for result in (Measured(value=value, unit=unit), Measured(value=value, unit=unit, low=limit, high=limit))
    )
    assert bare is None or bare == full

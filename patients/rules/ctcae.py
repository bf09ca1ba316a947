"""Laboratory grades by CTCAE: one value against the table, in both directions, with limits and baseline."""

import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from functools import lru_cache

from edc.rule import Rule
from patients.rules import ctcae_v5, ctcae_v6
from patients.rules.ctcae_terms import Arm, Bound, Of, Term, When
from patients.rules.units import convert, standard_unit

TERMS_BY_VERSION = {"5.0": ctcae_v5.TERMS, "6.0": ctcae_v6.TERMS}
RULE_V5 = Rule(
    "CTCAE-5.0-LAB", 1, "Laboratory grades, CTCAE v5.0",
    "NCI CTCAE v5.0 (27 November 2017), as transcribed in pharmaverse/admiral ncictcaev5.json",
)  # fmt: skip
RULE_V6 = Rule(
    "CTCAE-6.0-LAB", 1, "Laboratory grades, CTCAE v6.0",
    "NCI CTCAE v6.0, as transcribed in pharmaverse/admiral ncictcaev6.json",
)  # fmt: skip
RULES = {"5.0": RULE_V5, "6.0": RULE_V6}
RULE_CALCIUM = Rule(
    "CALCIUM-PAYNE-1973", 1, "Calcium corrected for albumin", "Payne RB et al. Br Med J 1973;4:643-646, simplified form"
)
# Multiples are compared at 15 significant digits: what a conversion leaves behind them is no difference.
COMPARED = Context(prec=15)
GRADES = (4, 3, 2, 1)
ALBUMIN_G_PER_L = Decimal(40)
# Calcium for each g/L of albumin below that.
CALCIUM_PER_ALBUMIN = {"mmol/L": Decimal("0.02"), "mg/dL": Decimal("0.08")}
REACHES: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One result with the limits of normal of its day, all in one UCUM unit.

    `comparator` is "<" or ">" where the method could not measure further.
    """

    value: Decimal
    unit: str
    comparator: str = ""
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """What else a grade may turn on. Before treatment there is no baseline: a value is held against normal alone."""

    before_treatment: bool = False
    fasting: bool = False
    symptoms: bool = False
    on_anticoagulation: bool = False


@dataclass(frozen=True, kw_only=True)
class TermGrade:
    """Grade 0 to 4 of one term; None with what is `lacking` when it cannot be told.

    `published` is the sentence of the grade that was reached, `bound` where it begins; `compared` are the limits of
    normal and the baseline that the term looks at in this case.
    """

    term: str
    direction: str
    grade: int | None
    published: str = ""
    bound: Bound | None = None
    compared: tuple[Of, ...] = ()
    lacking: tuple[Of, ...] = ()


@dataclass(frozen=True)
class _Case:
    """One result with all that its grade may depend on."""

    result: Measured
    baseline: Measured | None
    around: Circumstances


def laboratory_grades(
    *, ctcae: str, test: str, result: Measured, baseline: Measured | None, around: Circumstances
) -> tuple[TermGrade, ...]:
    """The grade of every term that CTCAE has for a test; empty for a test without, or in an unknown unit.

    Each direction is a result of its own. 0 is within the bounds; None cannot be told: a limit of normal or the
    baseline is lacking and would decide. Calcium comes corrected for albumin. `baseline` is the last result before
    treatment, with the limits of its own day. Bounds in the unit of the report count; else the value is converted.

    Source: NCI CTCAE v5.0 (27 November 2017) and v6.0, as transcribed in pharmaverse/admiral, data-raw/adlb_grading
    (ncictcaev5.json, ncictcaev6.json). Two readings differ from admiral's: triglycerides of 1.71 mmol/L exactly are
    grade 1, as published, and without a baseline after treatment no grade that turns on it is given.
    """
    return _grades(ctcae, test, _Case(result, baseline, around))


def corrected_calcium(*, calcium: Decimal, unit: str, albumin_g_per_l: Decimal) -> Decimal | None:
    """Total calcium as it would be at an albumin of 40 g/L, in the same unit; None for a unit without a factor.

    Source: Payne RB et al. Br Med J 1973;4:643-646, in the simplified form in common use: + 0.02 mmol/L, or 0.8 mg/dL
    for 10 g/L, for every g/L of albumin below 40.
    """
    factor = CALCIUM_PER_ALBUMIN.get(unit)
    return None if factor is None else calcium + factor * (ALBUMIN_G_PER_L - albumin_g_per_l)


# Every panel of a participant is graded again when one is saved, and most results are as they were.
@lru_cache(maxsize=8192)
def _grades(ctcae: str, test: str, reported: _Case) -> tuple[TermGrade, ...]:
    terms = [term for term in TERMS_BY_VERSION[ctcae] if term.test == test]
    unit = _unit_of_comparison(terms, test, reported.result.unit)
    case = _in_unit(reported, test, unit)
    return tuple(_graded(term, case) for term in terms if term.unit in ("", unit)) if case else ()


def _unit_of_comparison(terms: Iterable[Term], test: str, reported: str) -> str:
    bounds_in = {term.unit for term in terms} - {""}
    return reported if not bounds_in or reported in bounds_in else standard_unit(test=test) or reported


def _in_unit(case: _Case, test: str, unit: str) -> _Case | None:
    """The case with every number in one unit; a baseline that cannot be converted is none."""
    result = _converted(case.result, test, unit)
    baseline = _converted(case.baseline, test, unit) if case.baseline else None
    return None if result is None else replace(case, result=result, baseline=baseline)


def _converted(measured: Measured, test: str, unit: str) -> Measured | None:
    value, low, high = (
        None if number is None else convert(value=number, test=test, from_unit=measured.unit, to_unit=unit)
        for number in (measured.value, measured.low, measured.high)
    )
    return None if value is None else replace(measured, value=value, unit=unit, low=low, high=high)


def _graded(term: Term, case: _Case) -> TermGrade:
    """The worst grade of which an arm is sure, unless a worse one is left open."""
    compared = _compared(term, case)
    found = TermGrade(term=term.name, direction=term.direction, grade=0, compared=compared)
    for grade in GRADES:
        reached = {arm: _reached(arm, grade, case) for arm in term.arms}
        if arm := next((arm for arm, sure in reached.items() if sure), None):
            return replace(found, grade=grade, published=term.published[grade - 1], bound=arm.bound(grade))
        if None in reached.values():
            return replace(found, grade=None, lacking=tuple(of for of in compared if _reference(of, case) is None))
    return found


def _reached(arm: Arm, grade: int, case: _Case) -> bool | None:
    bound = arm.bound(grade)
    if bound is None or (bound.of is Of.BASELINE and case.around.before_treatment):
        return False
    return _all((_applies(arm.when, case), _beyond(case.result, bound.sign, _limit(bound, case))))


def _limit(bound: Bound, case: _Case) -> Decimal | None:
    """The number that a bound stands for in this case."""
    if bound.of is Of.VALUE:
        return bound.number
    reference = _reference(bound.of, case)
    if reference is None:
        return None
    return reference + bound.number if bound.of is Of.OVER_ULN else reference * bound.number


def _reference(of: Of, case: _Case) -> Decimal | None:
    if of is Of.BASELINE:
        # "< 5" is no number to multiply.
        return case.baseline.value if case.baseline and not case.baseline.comparator else None
    return case.result.low if of is Of.LLN else case.result.high


def _beyond(measured: Measured, sign: str, limit: Decimal | None) -> bool | None:
    """Whether the value is beyond a limit; None where the limit, or what "<" or ">" stands for, leaves it open."""
    if limit is None:
        return None
    value, limit = COMPARED.plus(measured.value), COMPARED.plus(limit)
    if not measured.comparator:
        return REACHES[sign](value, limit)
    if not (value <= limit if measured.comparator == "<" else value >= limit):
        return None
    return sign.startswith(measured.comparator)


def _applies(when: When, case: _Case) -> bool | None:
    """Whether an arm is for this case; None where that is not known. A grade for fasting values needs one."""
    around, result = case.around, case.result
    known: dict[When, bool | None] = {
        When.ALWAYS: True,
        When.SYMPTOMS: around.symptoms,
        When.ANTICOAGULATION: around.on_anticoagulation,
        When.NO_ANTICOAGULATION: not around.on_anticoagulation,
        When.FASTING: around.fasting or None,
    }
    if when in known:
        return known[when]
    if when is When.BELOW_LLN:
        return _beyond(result, "<", result.low)
    if when is When.ABOVE_ULN:
        return _beyond(result, ">", result.high)
    return _baseline_is(when, case)


def _baseline_is(when: When, case: _Case) -> bool | None:
    if case.around.before_treatment:
        return when is When.BASELINE_NOT_HIGH
    if case.baseline is None:
        return None
    if when is When.BASELINE_LOW:
        return _beyond(case.baseline, "<", case.baseline.low)
    high = _beyond(case.baseline, ">", case.baseline.high)
    return None if high is None else high is (when is When.BASELINE_HIGH)


def _compared(term: Term, case: _Case) -> tuple[Of, ...]:
    """The references that a term looks at; before treatment there is no baseline to look at."""
    asked = {Of.ULN if bound.of is Of.OVER_ULN else bound.of for arm in term.arms for bound in arm.bounds if bound}
    known = (Of.LLN, Of.ULN) if case.around.before_treatment else (Of.LLN, Of.ULN, Of.BASELINE)
    return tuple(of for of in known if of in asked)


def _all(parts: tuple[bool | None, ...]) -> bool | None:
    if False in parts:
        return False
    return None if None in parts else True

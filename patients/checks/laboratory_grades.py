"""What the laboratory panel computes for each result: the value in the standard unit, and its CTCAE grades."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf import Computed
from edc.crf.codelists import NoYes
from edc.crf.declaration import Text
from edc.crf.units import printed_lazy
from edc.crf.wording import listed
from patients.codelists.laboratory import CtcaeTerm, LabTest
from patients.laboratory_baselines import Baseline, baselines_of, measured_in
from patients.reference_ranges import limits_of
from patients.rules.ctcae import RULES, Circumstances, Measured, TermGrade, corrected_calcium, laboratory_grades
from patients.rules.ctcae_terms import HIGH, LOW, Bound, Of
from patients.rules.units import convert, standard_unit
from trial.protocol_settings import Ctcae

FOUR_PLACES = Decimal("0.0001")
WITHOUT_ALBUMIN = _("Not graded without the albumin of this sample.")
LACKING: Mapping[Of, Text] = {
    Of.LLN: _("lower limit of normal"),
    Of.ULN: _("upper limit of normal"),
    Of.BASELINE: _("result before treatment"),
}


def standard_unit_of(row: Any) -> str | None:
    """The unit into which a result is converted; None without a result, or where its unit is not known for the test."""
    return standard_unit(test=row.test or "") if standard_value(row) is not None else None


def standard_value(row: Any) -> Decimal | None:
    """The result in the standard unit of its test, to four decimals."""
    unit = standard_unit(test=row.test or "")
    if row.value is None or not row.unit or unit is None:
        return None
    value = convert(value=row.value, test=row.test, from_unit=row.unit, to_unit=unit)
    return None if value is None else value.quantize(FOUR_PLACES, ROUND_HALF_EVEN)


def grade_low(row: Any) -> Computed | None:
    """CTCAE grade of a result that is too low; None for a test that CTCAE does not grade downwards."""
    return _grade(row, LOW)


def grade_high(row: Any) -> Computed | None:
    """CTCAE grade of a result that is too high; None for a test that CTCAE does not grade upwards."""
    return _grade(row, HIGH)


def worst_grade(row: Any) -> int | None:
    """The worse of the two grades that a result was given; None while it has none."""
    return max((int(grade) for grade in (row.grade_low, row.grade_high) if grade is not None), default=None)


def _grade(row: Any, direction: str) -> Computed | None:
    sample, limits = row.page, limits_of(row)
    measured = measured_in(row, limits)
    if measured is None or sample.sample_collected_at is None or not row.test:
        return None
    ctcae = Ctcae(sample.subject.protocol_version.protocol.grading.ctcae)
    compared = _corrected(row, measured) if row.test == LabTest.CALCIUM else measured
    if compared is None:
        return Computed(None, RULES[ctcae], words=WITHOUT_ALBUMIN)
    found = baselines_of(sample.subject.data)
    before = found.treated_from is None or sample.sample_collected_at < found.treated_from
    baseline = None if before else found.of(row.test)
    grades = laboratory_grades(
        ctcae=ctcae.value, test=row.test, result=compared, around=_circumstances(sample, before),
        baseline=baseline.measured if baseline else None,
    )  # fmt: skip
    graded = next((each for each in grades if each.direction == direction), None)
    if graded is None:
        return None
    value = None if graded.grade is None else str(graded.grade)
    return Computed(
        value, RULES[ctcae], _inputs(compared, limits.source, graded, baseline), _words(graded, compared, baseline)
    )


def _circumstances(sample: Any, before: bool) -> Circumstances:
    """Anticoagulation is recorded with harm, which the panel does not look at: a result is graded as without."""
    return Circumstances(
        before_treatment=before,
        fasting=sample.fasting == NoYes.YES,
        symptoms=sample.subject.protocol_version.protocol.grading.symptoms_assumed,
    )


def _corrected(row: Any, measured: Measured) -> Measured | None:
    """Calcium corrected by the albumin of the same sample; None without that, or in an unknown unit."""
    albumin = next((each for each in row.page.rows("results") if each.test == LabTest.ALBUMIN), None)
    if albumin is None or albumin.comparator or (g_per_l := standard_value(albumin)) is None:
        return None
    value = corrected_calcium(calcium=measured.value, unit=measured.unit, albumin_g_per_l=g_per_l)
    return None if value is None else replace(measured, value=value)


def _inputs(compared: Measured, limits: str, graded: TermGrade, baseline: Baseline | None) -> dict[str, Any]:
    """What the grade was made of, with the limits and the baseline only where the term looks at them."""
    inputs: dict[str, Any] = {
        "term": graded.term,
        "value": f"{compared.comparator}{compared.value}",
        "unit": compared.unit,
    }
    if graded.published:
        inputs["published"] = graded.published
    if Of.LLN in graded.compared:
        inputs |= {"LLN": compared.low, "limits": limits}
    if Of.ULN in graded.compared:
        inputs |= {"ULN": compared.high, "limits": limits}
    if Of.BASELINE in graded.compared and baseline:
        taken, reference = baseline.taken_at, baseline.measured
        inputs["baseline"] = [taken, reference.value, reference.unit, reference.low, reference.high, baseline.place]
    return inputs


def _words(graded: TermGrade, compared: Measured, baseline: Baseline | None) -> Text:
    """Term and bound of the grade, or what is missing; nothing where there is nothing to explain."""
    if graded.grade is None:
        lacking = listed([LACKING[of] for of in graded.lacking])
        missing = format_lazy(_("Not graded without: {lacking}."), lacking=lacking)
        return missing if graded.lacking else _("This result alone cannot be graded.")
    if graded.bound is None:
        return ""
    term = CtcaeTerm(graded.term).label
    return format_lazy(_("{term}: {bound}"), term=term, bound=_in_words(graded.bound, compared, baseline))


def _in_words(bound: Bound, compared: Measured, baseline: Baseline | None) -> Text:
    """“< 1.5 10⁹/L”, “> 3.0 × ULN”, “> 3.0 × baseline (100 U/L, 2026-11-01)”."""
    if bound.of is Of.VALUE:
        return format_lazy("{} {} {}", bound.sign, str(bound.number), printed_lazy(compared.unit))
    if bound.of is Of.OVER_ULN:
        return format_lazy("{} ULN + {} {}", bound.sign, str(bound.number), printed_lazy(compared.unit))
    if bound.of is not Of.BASELINE or baseline is None:
        times = "" if bound.number == 1 else f"{bound.number} × "
        return f"{bound.sign} {times}{bound.of.name}"
    return format_lazy(
        _("{sign} {number} × baseline ({value} {unit}, {day})"),
        sign=bound.sign,
        number=str(bound.number),
        value=f"{baseline.measured.comparator}{baseline.measured.value.normalize():f}",
        unit=printed_lazy(baseline.measured.unit),
        day=timezone.localdate(baseline.taken_at).isoformat(),
    )

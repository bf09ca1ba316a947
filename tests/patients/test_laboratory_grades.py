"""CTCAE grades on the laboratory panel: limits of the day, baseline, units, what is kept beside a grade, and costs."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from edc.access.roles import Role
from edc.records.audit.context import Reason, ReasonCode
from edc.records.deriving import derive_page, explanations
from edc.records.saving import Rows, save_page
from edc.records.subject_data import read_anew
from patients.checks.laboratory_grades import worst_grade
from patients.codelists.laboratory import CtcaeTerm
from patients.models import Infusion, LaboratoryPanel, LaboratoryResult, Lymphodepletion, LymphodepletionDose, Subject
from patients.rules.ctcae import RULES, TERMS_BY_VERSION
from tests.participants import at, participant, ready_to_infuse, store
from tests.people import make_user
from tests.trial.files import FIRST
from trial.models import ReferenceRange

pytestmark = pytest.mark.usefixtures("db")
WHY = Reason(ReasonCode.TRANSCRIPTION_ERROR, "read from the line above")
CHILD = dt.date(2017, 6, 3)


def result(test="ALT", value="90", unit="U/L", **values):
    limits = {f"reference_{name}": Decimal(values.pop(name)) for name in ("low", "high") if name in values}
    return LaboratoryResult(test=test, value=Decimal(value), unit=unit, **limits, **values)


def panel(subject, taken, *rows, visit="D1", **values):
    """A panel with its derived values, not saved."""
    page = LaboratoryPanel(subject=subject, visit_code=visit, sample_collected_at=taken, **values)
    page.stage_rows("results", list(rows))
    derive_page(page)
    return page


def stored_panel(subject, taken, *rows, visit="SCR", **values):
    page = LaboratoryPanel(subject=subject, visit_code=visit, sample_collected_at=taken, **values)
    store(page)
    for row in rows:
        row.page = page
        store(row)
    return page


def graded_with(setting):
    """The protocol of the tests with one setting of its grading."""
    return FIRST.replace("[grading]\n", f"[grading]\n{setting}\n")


def grades(row):
    return row.grade_low, row.grade_high


@pytest.fixture
def treated():
    """Lymphodepletion on 15 November 2026 at 10:00, infusion on the 20th."""
    subject = participant(born=CHILD)
    page = Lymphodepletion(subject=subject, visit_code="LD1", given_on=dt.date(2026, 11, 15))
    store(page, LymphodepletionDose(page=page, started_at=at(15, 10)))
    store(Infusion(subject=subject, visit_code="D0", started_at=at(20, 10)))
    return Subject.objects.get(pk=subject.pk)


def test_a_result_has_a_grade_in_each_direction_that_has_a_term():
    row = result("K", "2.9", "mmol/L", low="3.5", high="5.3")
    panel(participant(born=CHILD), at(20, 8), row)
    assert grades(row) == ("3", "0")
    assert worst_grade(row) == 3


def test_a_test_without_a_term_has_no_grade():
    row = result("CRP", "200", "mg/L", high="5")
    panel(participant(born=CHILD), at(20, 8), row)
    assert grades(row) == (None, None)
    assert worst_grade(row) is None


@pytest.mark.parametrize("left_out", ["value", "unit", "test"])
def test_nothing_is_graded_that_is_not_there(left_out):
    row = result("NEUT", "0.3", "10*9/L", low="2")
    setattr(row, left_out, None)
    panel(participant(born=CHILD), at(20, 8), row)
    assert grades(row) == (None, None)


def test_a_value_of_0_is_a_value():
    row = result("NEUT", "0", "10*9/L", low="2")
    panel(participant(born=CHILD), at(20, 8), row)
    assert grades(row) == ("4", None)
    assert row.standard_value == 0


def test_no_time_of_the_sample_no_grade():
    row = result("NEUT", "0.3", "10*9/L", low="2")
    panel(participant(born=CHILD), None, row)
    assert grades(row) == (None, None)


def test_the_value_as_reported_stays_beside_the_converted_one():
    row = result("BILI", "2.0", "mg/dL", high="1.2")
    panel(participant(born=CHILD), at(20, 8), row)
    assert (row.value, row.unit) == (Decimal("2.0"), "mg/dL")
    assert (row.standard_value, row.standard_unit) == (Decimal("34.2072"), "umol/L")


def test_an_unusual_unit_is_neither_converted_nor_graded():
    row = result("HGB", "6.1", "mmol/L", low="7")
    panel(participant(born=CHILD), at(20, 8), row)
    assert (row.standard_value, row.standard_unit, row.grade_low) == (None, None, None)


def test_the_loaded_range_counts_before_the_printed_one(treated):
    """Printed from 110, loaded from 118 g/L for this age and day: 115 is below the one and within the other."""
    store(
        ReferenceRange(
            site_id="301", laboratory="Central laboratory", test="HGB", unit="g/L", low=Decimal(118), high=Decimal(156),
            age_from_days=1826, age_to_days=4383, effective_from=dt.date(2026, 7, 1),
        )
    )  # fmt: skip
    treated = Subject.objects.get(pk=treated.pk)
    day, other_day = at(21, 8), dt.datetime(2026, 6, 30, 8, tzinfo=dt.UTC)
    for sex, taken, expected in (("F", day, "1"), ("F", other_day, "0"), (None, day, "0")):
        treated.sex = sex
        row = result("HGB", "115", "g/L", low="110", high="150")
        panel(treated, taken, row, laboratory_name="central laboratory")
        assert row.grade_low == expected
        assert row.derivations["grade_low"]["inputs"]["limits"] == ("loaded" if expected == "1" else "printed")


def test_the_baseline_is_the_last_result_before_lymphodepletion(treated):
    """Baseline 100, above normal: 149 is no grade, 150 is grade 1. What comes at 10:00 is under treatment."""
    stored_panel(treated, at(1, 8), result(value="30", high="40"))
    stored_panel(treated, at(15, 9, 59), result(value="100", high="40"), visit="LD1")
    stored_panel(treated, at(15, 10), result(value="70", high="40"), visit="LD2")
    stored_panel(treated, at(16, 8), result(value="60", high="40"), visit="LD3")
    below, reached = result(value="149", high="40"), result(value="150", high="40")
    page = panel(treated, at(21, 8), below, reached)
    assert [row.grade_high for row in page.rows("results")] == ["0", "1"]
    assert reached.derivations["grade_high"] == {
        "rule": "CTCAE-5.0-LAB v1",
        "inputs": {
            "term": "Alanine aminotransferase increased",
            "published": ">1 - 3.0 x ULN if baseline was normal; 1.5 - 3.0 x baseline if baseline was abnormal",
            "value": "150.0000",
            "unit": "U/L",
            "ULN": "40.0000",
            "limits": "printed",
            "baseline": ["2026-11-15T01:59:00+00:00", "100.0000", "U/L", None, "40.0000", "LB LD1 1"],
        },
    }


def test_before_treatment_a_result_is_held_against_normal(treated):
    before, after = result(value="90", high="40"), result(value="90", high="40")
    panel(treated, at(15, 9), before)
    panel(treated, at(15, 11), after)
    assert (before.grade_high, after.grade_high) == ("1", None)


def test_a_protocol_may_count_from_the_infusion():
    counted = graded_with('laboratory_baseline = "before infusion"')
    subject = participant(born=CHILD, protocol=counted)
    store(Lymphodepletion(subject=subject, visit_code="LD1", given_on=dt.date(2026, 11, 15)))
    store(Infusion(subject=subject, visit_code="D0", started_at=at(20, 10)))
    subject = Subject.objects.get(pk=subject.pk)
    stored_panel(subject, at(1, 8), result(value="30", high="40"))
    stored_panel(subject, at(19, 8), result(value="100", high="40"), visit="D-1")
    row = result(value="149", high="40")
    panel(subject, at(21, 8), row)
    assert row.grade_high == "0"


def test_a_lymphodepletion_without_hours_begins_with_its_day():
    subject = participant(born=CHILD)
    store(Lymphodepletion(subject=subject, visit_code="LD1", given_on=dt.date(2026, 11, 15)))
    stored_panel(subject, at(14, 23, 59), result(value="100", high="40"))
    stored_panel(subject, at(15, 0), result(value="30", high="40"), visit="LD1")
    row = result(value="149", high="40")
    panel(Subject.objects.get(pk=subject.pk), at(21, 8), row)
    assert row.grade_high == "0"


def test_calcium_is_graded_corrected_for_the_albumin_of_the_sample():
    """1.83 mmol/L with albumin 26 g/L is 2.11: within normal."""
    calcium = result("CA", "1.83", "mmol/L", low="2.11", high="2.52")
    panel(participant(born=CHILD), at(21, 8), calcium, result("ALB", "2.6", "g/dL", low="3.8"))
    assert grades(calcium) == ("0", "0")
    alone = result("CA", "1.83", "mmol/L", low="2.11", high="2.52")
    panel(participant(born=CHILD), at(21, 8), alone)
    assert grades(alone) == (None, None)
    assert "albumin" in str(explanations(alone)["grade_low"])


def test_symptoms_are_assumed_where_the_protocol_says_so():
    row = result("K", "3.2", "mmol/L", low="3.5")
    panel(participant(born=CHILD, protocol=graded_with("symptoms_assumed = true")), at(21, 8), row)
    assert row.grade_low == "2"


def test_symptoms_are_not_assumed_otherwise():
    row = result("K", "3.2", "mmol/L", low="3.5")
    panel(participant(born=CHILD), at(21, 8), row)
    assert row.grade_low == "1"


def test_the_version_is_that_of_the_protocol():
    sixth = graded_with('ctcae = "6.0"')
    row = result("NEUT", "0.4", "10*9/L", low="2")
    panel(participant(born=CHILD, protocol=sixth), at(21, 8), row)
    assert (row.grade_low, row.derivations["grade_low"]["rule"]) == ("3", str(RULES["6.0"]))


def test_the_words_name_term_bound_and_baseline(treated):
    stored_panel(treated, at(1, 8), result(value="100", high="40"))
    row, within = result(value="350", high="40"), result("INR", "1.1", "1")
    panel(treated, at(21, 8), row, within)
    assert str(explanations(row)["grade_high"]) == (
        "Alanine aminotransferase increased: > 3.0 × baseline (100 U/L, 2026-11-01)"
    )
    assert explanations(within) == {}


@pytest.mark.parametrize(("measured", "words"), [
    (("NEUT", "0.6", "10*9/L"), "Neutrophil count decreased: < 1.0 10⁹/L"),
    (("NEUT", "1.9", "10*9/L"), "Neutrophil count decreased: < LLN"),
    (("LDH", "151", "U/L"), "Blood lactate dehydrogenase increased: > ULN"),
    (("HGB", "175", "g/L"), "Hemoglobin increased: > ULN + 20 g/L"),
])  # fmt: skip
def test_the_words_of_other_bounds(measured, words):
    row = result(*measured, low="2", high="150")
    panel(participant(born=CHILD), at(21, 8), row)
    assert words in map(str, explanations(row).values())


def test_the_words_name_what_is_missing(treated):
    row = result(value="90", high="40")
    panel(treated, at(21, 8), row)
    assert "result before treatment" in str(explanations(row)["grade_high"])


def test_every_term_of_the_tables_has_its_words():
    assert {term.name for terms in TERMS_BY_VERSION.values() for term in terms} == set(CtcaeTerm.values)


def test_a_baseline_that_comes_later_grades_what_waited_for_it():
    """The panel of day 1 is entered first. The screening panel gives its baseline, and only its grade is written."""
    nurse = make_user(Role.RESEARCH_NURSE, Role.INVESTIGATOR)
    subject = ready_to_infuse(by=nurse)
    store(Infusion(subject=subject, visit_code="D0", started_at=at(20, 10)))
    subject = Subject.objects.get(pk=subject.pk)
    waiting = LaboratoryPanel(subject=subject, visit_code="D1", sample_collected_at=at(21, 8))
    save_page(waiting, by=nurse, rows={"results": Rows([result(value="149", high="40")])})
    assert LaboratoryResult.objects.get(page=waiting).grade_high is None
    screening = LaboratoryPanel(subject=subject, visit_code="SCR", sample_collected_at=at(1, 8))
    save_page(screening, by=nurse, rows={"results": Rows([result(value="100", high="40")])})
    assert LaboratoryResult.objects.get(page=waiting).grade_high == "0"
    [row] = screening.rows("results")
    row.value = Decimal(30)
    save_page(screening, by=nurse, reason=WHY, rows={"results": Rows([row])})
    assert LaboratoryResult.objects.get(page=waiting).grade_high == "2"


def test_forty_panels_cost_one_statement_for_their_ranges(treated):
    """However many panels the participant has, their laboratories are read once."""
    for number in range(1, 41):
        stored_panel(
            treated, at(21, 8) + dt.timedelta(hours=number), result(value="90", high="40"), visit="UNS",
            occurrence=number, laboratory_name=f"Laboratory {number % 2}",
        )  # fmt: skip
    treated.sex = "F"
    data = read_anew(treated)
    data.load("LB", "LD", "INF", "DM")
    with CaptureQueriesContext(connection) as captured:
        for page in data.pages("LB"):
            derive_page(page)
    assert len(captured) <= 1

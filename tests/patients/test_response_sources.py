"""Findings of a response assessment against the pages that they come from; day 28 is 17 November 2026."""

import datetime as dt
from decimal import Decimal

import pytest

from adverse_events.models import Transfusion
from patients.checks.response_assessment import derived_response
from patients.models import (
    BoneMarrow,
    CerebrospinalFluid,
    ExtramedullaryDisease,
    Infusion,
    LaboratoryPanel,
    LaboratoryResult,
    ResidualDisease,
    ResponseAssessment,
    Subject,
)
from tests.participants import HOSPITAL_TIME, fired, participant, store, words

pytestmark = pytest.mark.usefixtures("db")

INFUSED = dt.date(2026, 10, 20)
DAY_28 = dt.date(2026, 11, 17)
FINDINGS = {
    "marrow_blasts_percent": Decimal(1), "blood_blasts": "N", "cns_status": "CNS1", "extramedullary": "N",
    "neutrophils_e9_per_l": Decimal("2.1"), "platelets_e9_per_l": 150, "transfusion_independent": "Y",
    "mrd": "NEGATIVE",
}  # fmt: skip


def moment(on: dt.date, hour: int = 8) -> dt.datetime:
    return dt.datetime.combine(on, dt.time(hour), HOSPITAL_TIME)


@pytest.fixture
def subject():
    made = participant()
    store(Infusion(subject=made, visit_code="D0", started_at=moment(INFUSED)))
    return Subject.objects.get(pk=made.pk)


def assessment(subject, **values):
    read = Subject.objects.get(pk=subject.pk)
    return ResponseAssessment(subject=read, visit_code="D28", assessed_on=DAY_28, **FINDINGS | values)


def marrow(subject, *, on=DAY_28, blasts="1", evaluation="NEGATIVE", adequacy="ADEQUATE"):
    page = BoneMarrow(subject=subject, visit_code="D28", sampled_on=on, adequacy=adequacy, blasts_percent=blasts)
    store(page)
    store(ResidualDisease(page=page, method="NGS", evaluation=evaluation))


def blood(subject, *, on=DAY_28, **values):
    page = LaboratoryPanel(subject=subject, visit_code="D28", panel="HEMATOLOGY", sample_collected_at=moment(on))
    store(page)
    for test, value in values.items():
        store(LaboratoryResult(page=page, test=test, value=value, unit="%" if test == "BLASTLE" else "10*9/L"))


def transfused(subject, days_before, product="PLATELETS"):
    at = moment(DAY_28 - dt.timedelta(days=days_before))
    store(Transfusion(subject=subject, visit_code="LOG", product=product, started_at=at))


def test_nothing_is_asked_while_no_page_says_otherwise(subject):
    assert fired(assessment(subject)) == set()


def test_the_marrow_of_the_window(subject):
    marrow(subject, blasts="12")
    assert fired(assessment(subject)) == {"RS-004"}
    assert "12 %" in words(assessment(subject), "RS-004")
    assert "2026-11-17" in words(assessment(subject), "RS-004")
    assert fired(assessment(subject, marrow_blasts_percent=Decimal(12), mrd="POSITIVE")) == {"RS-011"}


@pytest.mark.parametrize(("days", "asked"), [(-3, True), (-4, False), (3, True), (4, False)])
def test_the_window_is_that_of_the_visit(subject, days, asked):
    """Day 28 of CT19-ALL-02 is held three days before or after."""
    marrow(subject, on=DAY_28 + dt.timedelta(days=days), blasts="12")
    assert ("RS-004" in fired(assessment(subject))) is asked


def test_a_marrow_that_cannot_be_judged_says_nothing(subject):
    marrow(subject, blasts="12", adequacy="DRY TAP")
    assert fired(assessment(subject)) == set()


def test_one_of_several_blood_counts_is_enough(subject):
    blood(subject, NEUT="0.9", PLAT="80", BLASTLE="0")
    assert fired(assessment(subject)) == {"RS-008", "RS-009"}
    store_second_count(subject)
    assert fired(assessment(subject)) == set()


def store_second_count(subject):
    page = LaboratoryPanel(subject=subject, visit_code="D28", occurrence=2, panel="HEMATOLOGY")
    page.sample_collected_at = moment(DAY_28 + dt.timedelta(days=1))
    store(page)
    store(LaboratoryResult(page=page, test="NEUT", value="2.1000", unit="10*9/L"))
    store(LaboratoryResult(page=page, test="PLAT", value="149.7", unit="10*9/L"))


def test_blasts_in_the_blood(subject):
    blood(subject, BLASTLE="3")
    assert fired(assessment(subject)) == {"RS-005"}
    assert fired(assessment(subject, blood_blasts="Y")) == set()


def test_fluid_and_imaging(subject):
    store(CerebrospinalFluid(subject=subject, visit_code="D28", punctured_on=DAY_28, cns_status="CNS2"))
    store(ExtramedullaryDisease(subject=subject, visit_code="D28", assessed_on=DAY_28, any_disease="Y"))
    assert fired(assessment(subject)) == {"RS-006", "RS-007"}
    assert fired(assessment(subject, cns_status="CNS2", extramedullary="Y")) == set()


@pytest.mark.parametrize(("days_before", "asked"), [(0, True), (6, True), (7, False)])
def test_transfusions_of_the_last_seven_days(subject, days_before, asked):
    transfused(subject, days_before)
    assert fired(assessment(subject)) == ({"RS-010"} if asked else set())
    assert ("RS-010" in fired(assessment(subject, transfusion_independent="N"))) is not asked


def test_plasma_is_no_transfusion_of_cells(subject):
    transfused(subject, 1, product="PLASMA")
    assert fired(assessment(subject)) == set()


def test_the_derived_response_keeps_what_it_was_made_of(subject):
    marrow(subject)
    blood(subject, NEUT="2.1", PLAT="150", BLASTLE="0")
    made = derived_response(assessment(subject))
    assert made.value == "CR"
    kept = made.derivation()
    assert kept["rule"] == "ALL-RESPONSE v2"
    assert kept["inputs"]["neutrophils_e9_per_l of"] == [["2026-11-17", "2.1000", "LB D28 1"]]
    assert kept["inputs"]["marrow_blasts_percent of"] == [["2026-11-17", "1.00", "BM D28 1"]]
    assert kept["inputs"]["criteria"]["neutrophils_above"] == "1.0"


def test_what_decided_is_said(subject):
    assert str(derived_response(assessment(subject)).words) == "no disease found, and both counts have recovered"
    low = derived_response(assessment(subject, neutrophils_e9_per_l=Decimal("0.8")))
    assert (low.value, str(low.words)) == ("CRh", "Neutrophils not > 1.0 × 10⁹/L")
    sick = derived_response(assessment(subject, marrow_blasts_percent=Decimal(40), blood_blasts="Y"))
    assert (sick.value, str(sick.words)) == ("NR", "marrow blasts ≥ 5 %, blasts in the blood")

"""Lymphodepletion: dose per body surface and share of the plan (NCT06179524: 300 and 30 mg/m2 on days -5 to -3)."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError

from patients.checks.lymphodepletion import (
    creatinine_clearance,
    dose_per_m2,
    percent_of_plan,
    planned_day,
    planned_mg,
)
from patients.models import (
    Demographics,
    LaboratoryPanel,
    LaboratoryResult,
    Lymphodepletion,
    LymphodepletionDose,
    Subject,
)
from tests.participants import at, fired, participant, store

pytestmark = pytest.mark.usefixtures("db")


def dose(mg="300", planned="300", drug="CYCLOPHOSPHAMIDE", **values):
    return LymphodepletionDose(drug=drug, planned_mg_per_m2=Decimal(planned), dose_mg=Decimal(mg), **values)


def day(*doses, visit="LD1", **values):
    """By default 36 kg and 100 cm, which is 1.00 m2."""
    body = {"weight_kg": Decimal(36), "height_cm": Decimal(100), **values}
    page = Lymphodepletion(subject=participant(), visit_code=visit, **body)
    page.stage_rows("doses", list(doses))
    return page


def test_dose_per_body_surface_and_share_of_the_plan():
    """240 mg on 1.00 m2 is 240 mg/m2, 80 % of 300."""
    row = day(dose("240")).rows("doses")[0]
    assert (dose_per_m2(row), percent_of_plan(row).value) == (Decimal(240), Decimal(80))


def test_no_share_is_guessed_without_height():
    row = day(dose("240"), height_cm=None).rows("doses")[0]
    assert (dose_per_m2(row), percent_of_plan(row)) == (None, None)


@pytest.mark.parametrize(("mg", "asked"), [("270", False), ("330", False), ("269", True), ("331", True)])
def test_more_than_a_tenth_from_the_plan_needs_a_reason(mg, asked):
    assert ("LD-003" in fired(day(dose(mg)))) is asked
    assert "LD-003" not in fired(day(dose(mg, reason="creatinine clearance 55 mL/min")))


def test_another_plan_than_the_protocol_s_is_asked_about():
    assert "LD-002" in fired(day(dose("30", "25", drug="FLUDARABINE")))
    assert "LD-002" not in fired(day(dose("30", "30", drug="FLUDARABINE")))


@pytest.mark.parametrize(("visit", "planned"), [("LD1", -5), ("LD2", -4), ("LD3", -3), ("UNS", None)])
def test_the_day_is_that_of_the_visit(visit, planned):
    assert planned_day(day(visit=visit)) == planned


def test_a_new_page_offers_the_drugs_of_its_day():
    rows = day().preset_rows("doses")
    assert [(row.drug, row.planned_mg_per_m2) for row in rows] == [("CYCLOPHOSPHAMIDE", 300), ("FLUDARABINE", 30)]
    assert day(visit="D0").preset_rows("doses") == []


def test_a_dose_below_nothing_is_refused_and_a_dose_left_out_saved():
    page = day(given_on=dt.date(2026, 11, 15))
    store(page)
    with pytest.raises(IntegrityError, match="dose_not_negative"):
        store(dose("-1", page=page))
    store(dose("0", page=page))


def test_the_plan_in_mg_is_that_of_the_body_surface():
    assert planned_mg(day(dose()).rows("doses")[0]).value == Decimal(300)
    assert planned_mg(day(dose(), height_cm=None).rows("doses")[0]) is None


def treated(*, born, creatinine, unit="umol/L", sampled=14, sex="F", **values):
    """A day of lymphodepletion, 15 November, with a creatinine of the day before: 140 cm and 60 kg."""
    subject = participant()
    store(Demographics(subject=subject, visit_code="SCR", birth_date=born, sex=sex))
    panel = LaboratoryPanel(subject=subject, visit_code="LD1", sample_collected_at=at(sampled, 8))
    store(panel, LaboratoryResult(page=panel, test="CREAT", value=Decimal(creatinine), unit=unit))
    body = {"weight_kg": Decimal(60), "height_cm": Decimal(140), "given_on": dt.date(2026, 11, 15)}
    page = Lymphodepletion(subject=Subject.objects.get(pk=subject.pk), visit_code="LD1", **body)
    row = LymphodepletionDose(drug="FLUDARABINE", planned_mg_per_m2=Decimal(30), dose_mg=Decimal("45.9"), **values)
    page.stage_rows("doses", [row])
    return page


CHILD, ADULT = dt.date(2016, 1, 1), dt.date(2006, 1, 1)


@pytest.mark.parametrize(
    ("born", "creatinine", "unit", "clearance", "formula"),
    [
        (CHILD, "0.7", "mg/dL", 83, "SCHWARTZ-2009 v1"),
        (CHILD, "88.4", "umol/L", 58, "SCHWARTZ-2009 v1"),
        (ADULT, "1.0", "mg/dL", 85, "COCKCROFT-GAULT v1"),
    ],
)
def test_clearance_by_the_formula_for_the_age(born, creatinine, unit, clearance, formula):
    """0.413 x 140 / 0.7 = 82.6; 88.4 umol/L is 1.0 mg/dL: 57.8; a woman of 20: 120 x 60 / 72 x 0.85 = 85."""
    made = creatinine_clearance(treated(born=born, creatinine=creatinine, unit=unit))
    assert (made.value, str(made.rule)) == (clearance, formula)


def test_no_clearance_for_an_infant_nor_from_a_later_creatinine():
    assert creatinine_clearance(treated(born=dt.date(2026, 1, 1), creatinine="30")) is None
    assert creatinine_clearance(treated(born=CHILD, creatinine="60", sampled=16)) is None


def test_a_full_dose_of_fludarabine_with_a_low_clearance_is_a_question():
    """Prescribing information of fludarabine (FDA): full dose from 80 mL/min on."""
    assert "LD-004" in fired(treated(born=CHILD, creatinine="0.73", unit="mg/dL"))
    assert "LD-004" not in fired(treated(born=CHILD, creatinine="0.72", unit="mg/dL"))
    reduced = treated(born=CHILD, creatinine="0.73", unit="mg/dL", reason="lower by renal function")
    assert "LD-004" not in fired(reduced)

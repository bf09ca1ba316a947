"""Lymphodepletion: dose per body surface and share of the plan (NCT06179524: 300 and 30 mg/m2 on days -5 to -3)."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError

from patients.checks.lymphodepletion import dose_per_m2, percent_of_plan, planned_day
from patients.models import Lymphodepletion, LymphodepletionDose
from tests.participants import fired, participant, store

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
    assert (dose_per_m2(row), percent_of_plan(row)) == (Decimal(240), Decimal(80))


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

"""Body surface, renal function and drug doses against published formulas and worked examples."""

from decimal import Decimal

import pytest

from adverse_events.rules.treatment import tocilizumab_limit_mg
from patients.rules.body import body_surface_m2
from patients.rules.drug_dose import percent_of_plan, planned_mg
from patients.rules.renal import cockcroft_gault, schwartz


@pytest.mark.parametrize(
    ("height", "weight", "surface"),
    [("180", "80", "2.00"), ("100", "16", "0.67"), ("175", "70", "1.84"), ("90", "10", "0.50")],
)
def test_body_surface_by_mosteller(height, weight, surface):
    """Mosteller RD, N Engl J Med 1987;317:1098: the root of cm x kg / 3600; 180 x 80 = 4 x 3600, 90 x 10 = 3600 / 4."""
    assert body_surface_m2(weight_kg=Decimal(weight), height_cm=Decimal(height)) == Decimal(surface)


@pytest.mark.parametrize(
    ("height", "creatinine", "rate"), [("100", "0.4", 103), ("100", "0.5", 83), ("140", "0.7", 83), ("120", "1.0", 50)]
)
def test_filtration_in_children_by_the_bedside_schwartz_formula(height, creatinine, rate):
    """Schwartz 2009: 0.413 x cm / (mg/dL). 41.3 / 0.4 = 103.25, 41.3 / 0.5 = 82.6, 57.82 / 0.7 = 82.6, 49.56 / 1."""
    assert schwartz(height_cm=Decimal(height), creatinine_mg_dl=Decimal(creatinine)) == rate


def test_clearance_in_adults_by_cockcroft_and_gault():
    """(140 - 20) x 60 / (72 x 1.0) = 100 mL/min in a man, 85 in a woman."""
    values = {"age_years": 20, "weight_kg": Decimal(60), "creatinine_mg_dl": Decimal("1.0")}
    assert cockcroft_gault(**values, is_female=False) == 100
    assert cockcroft_gault(**values, is_female=True) == 85


def test_a_creatinine_of_nothing_gives_no_clearance():
    assert schwartz(height_cm=Decimal(100), creatinine_mg_dl=Decimal(0)) is None
    assert cockcroft_gault(age_years=20, weight_kg=Decimal(60), creatinine_mg_dl=Decimal(0), is_female=True) is None


@pytest.mark.parametrize(("drug", "mg_per_m2", "mg"), [("cyclophosphamide", 300, "201.0"), ("fludarabine", 30, "20.1")])
def test_lymphodepletion_of_a_child_of_0_67_square_metres(drug, mg_per_m2, mg):
    """NCT06179524: cyclophosphamide 300 and fludarabine 30 mg/m2 a day."""
    assert planned_mg(mg_per_m2=Decimal(mg_per_m2), surface_m2=Decimal("0.67")) == Decimal(mg)


@pytest.mark.parametrize(("given", "percent"), [("201", "100.0"), ("160.8", "80.0"), ("221.1", "110.0"), ("0", "0.0")])
def test_share_of_the_plan(given, percent):
    share = percent_of_plan(dose_mg=Decimal(given), mg_per_m2=Decimal(300), surface_m2=Decimal("0.67"))
    assert share == Decimal(percent)


def test_no_plan_has_no_share():
    assert percent_of_plan(dose_mg=Decimal(100), mg_per_m2=Decimal(0), surface_m2=Decimal(1)) is None


@pytest.mark.parametrize(
    ("weight", "limit"), [("10", 120), ("29.9", "358.8"), ("30", 240), ("60", 480), ("100", 800), ("101", 800)]
)
def test_tocilizumab_for_cytokine_release(weight, limit):
    """Prescribing information of Actemra: below 30 kg 12 mg/kg, from 30 kg 8 mg/kg, at most 800 mg."""
    assert tocilizumab_limit_mg(weight_kg=Decimal(weight)) == Decimal(limit)

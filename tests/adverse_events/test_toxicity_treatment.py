"""Treatment of toxicity: steroid equivalence and the limits of tocilizumab, as published or by hand."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from adverse_events.checks.toxicity_treatment import dose_mg_per_kg, methylprednisolone_mg_per_kg
from adverse_events.models import ToxicityTreatment
from adverse_events.rules.treatment import methylprednisolone_mg
from edc.crf.reading import unanswered
from tests.participants import at, fired, participant, store, words

pytestmark = pytest.mark.usefixtures("db")


def given(drug="TOCILIZUMAB", dose=None, weight=None, subject=None, **values):
    amounts = {"dose_mg": dose and Decimal(dose), "weight_kg": weight and Decimal(weight)}
    return ToxicityTreatment(subject=subject or participant(), visit_code="LOG", drug=drug, **amounts, **values)


@pytest.mark.parametrize(
    ("drug", "dose", "equivalent"),
    [
        ("PREDNISOLONE", "15", "12"),
        ("PREDNISONE", "15", "12"),
        ("HYDROCORTISONE", "60", "12"),
        ("DEXAMETHASONE", "2.25", "12"),
        ("METHYLPREDNISOLONE", "12", "12"),
    ],
)
def test_steroid_doses_of_equal_effect(drug, dose, equivalent):
    """Prescribing information of prednisolone oral solution."""
    assert methylprednisolone_mg(drug=drug, dose_mg=Decimal(dose)) == Decimal(equivalent)


def test_doses_by_weight():
    """10 mg dexamethasone equal 53.33 mg methylprednisolone; for 20 kg that is 0.5 and 2.67 mg/kg."""
    page = given("DEXAMETHASONE", "10", "20")
    assert dose_mg_per_kg(page) == Decimal("0.50")
    assert methylprednisolone_mg_per_kg(page).value == Decimal("2.67")


def test_no_equivalent_for_another_drug_and_no_dose_from_a_gap():
    assert methylprednisolone_mg_per_kg(given("ANAKINRA", "100", "20")) is None
    assert dose_mg_per_kg(given("ANAKINRA", "100")) is None
    assert dose_mg_per_kg(given("ANAKINRA", None, "20")) is None
    assert methylprednisolone_mg_per_kg(given("DEXAMETHASONE", None, "20")) is None


@pytest.mark.parametrize(
    ("dose", "weight", "asked"),
    [("240", "20", False), ("241", "20", True), ("240", "30", False), ("241", "30", True), ("801", "110", True)],
)
def test_a_dose_of_tocilizumab_above_the_limit_is_asked_about(dose, weight, asked):
    assert ("TX-001" in fired(given("TOCILIZUMAB", dose, weight))) is asked


def test_the_question_names_the_limit_and_other_drugs_have_none():
    assert "Above 240 mg" in words(given("TOCILIZUMAB", "300", "30"), "TX-001")
    assert fired(given("METHYLPREDNISOLONE", "300", "30")) == set()


def test_doses_of_tocilizumab_are_8_hours_apart():
    child = participant()
    store(given(subject=child, started_at=at(12, 8)))
    assert fired(given(subject=child, started_at=at(12, 15, 59))) == {"TX-002"}
    assert fired(given(subject=child, started_at=at(12, 16))) == set()
    assert fired(given(subject=child, started_at=at(12, 1))) == {"TX-002"}
    assert fired(given("SILTUXIMAB", subject=child, started_at=at(12, 9))) == set()
    assert fired(given(subject=participant(), started_at=at(12, 9))) == set()


def test_the_fifth_dose_is_asked_about_and_the_fourth_is_not():
    child = participant()
    store(*(given(subject=child, occurrence=day, started_at=at(day, 8)) for day in (2, 3, 4)))
    fourth = given(subject=child, occurrence=5, started_at=at(5, 8))
    assert fired(fourth) == set()
    store(fourth)
    child.data.put(fourth)
    assert fired(fourth) == set()
    assert fired(given(subject=child, started_at=at(6, 8))) == {"TX-003"}


def test_an_unnamed_drug_and_an_unended_course():
    assert "drug_other" in unanswered(given("OTHER"))
    assert "drug_other" not in unanswered(given())
    assert "stopped_at" in unanswered(given(ongoing="N"))
    assert "stopped_at" not in unanswered(given(ongoing="Y"))


def test_the_end_is_not_before_the_start():
    times = {"started_at": at(12, 8), "ongoing": "N"}
    assert fired(given("ANAKINRA", **times, stopped_at=at(12, 7))) == {"TX-004"}
    assert fired(given("ANAKINRA", **times, stopped_at=at(14, 8))) == set()


def test_the_event_is_one_of_the_log():
    assert fired(given(ae_number=1)) == {"TX-005"}


@pytest.mark.parametrize("nothing", [{"dose": "0"}, {"weight": "0"}])
def test_a_dose_or_weight_of_nothing_is_refused(nothing):
    page = given(**nothing)
    with pytest.raises(ValidationError, match="above 0"):
        page.validate_constraints()
    with pytest.raises(IntegrityError, match="toxicity_treatment_dose_and_weight_positive"):
        store(page)


def test_a_small_dose_is_saved():
    store(given("RUXOLITINIB", "0.5", "8"))

"""The daily CRS assessment of a child of 9 (threshold 70 + 2 x 9 = 88 mmHg)."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from adverse_events.checks.crs_assessment import hypotension_for_age
from adverse_events.models import CrsAssessment, Vasopressor
from edc.crf.reading import unanswered
from tests.participants import at, fired, participant, store, words

BORN = dt.date(2017, 6, 3)

pytestmark = pytest.mark.usefixtures("db")


def assessment(*pressors, born=BORN, **values):
    """20 November, 8 to 20 o'clock; the derived answer is filled in as on saving."""
    times = {"period_start": at(20, 8), "period_end": at(20, 20)}
    page = CrsAssessment(subject=participant(born=born), visit_code="D1", **{**times, **values})
    page.stage_rows("vasopressors", list(pressors))
    page.hypotension_for_age = hypotension_for_age(page).value
    return page


@pytest.mark.parametrize(("systolic", "answer"), [(87, "Y"), (88, "N")])
def test_hypotension_follows_from_pressure_and_age(systolic, answer):
    assert assessment(lowest_systolic_mmhg=systolic).hypotension_for_age == answer


@pytest.mark.parametrize("born", [None, dt.date(2026, 1, 5)])
def test_without_an_age_or_under_1_year_hypotension_is_not_guessed(born):
    assert assessment(born=born, lowest_systolic_mmhg=60).hypotension_for_age is None


def test_the_age_is_that_of_the_day_in_the_hospital():
    """Midnight in Shanghai on the 10th birthday is still the day before in UTC: 89 mmHg is low at 10, not at 9."""
    midnight = dt.datetime(2026, 11, 19, 16, 0, tzinfo=dt.UTC)
    page = assessment(born=dt.date(2016, 11, 20), period_start=midnight, lowest_systolic_mmhg=89)
    assert page.hypotension_for_age == "Y"


def test_no_pressure_is_no_answer():
    assert assessment().hypotension_for_age is None


def test_recorded_hypotension_that_the_pressure_contradicts_is_asked_about():
    assert fired(assessment(lowest_systolic_mmhg=70, hypotension="N")) == {"CRS-003"}
    assert fired(assessment(lowest_systolic_mmhg=100, hypotension="Y")) == {"CRS-003"}


@pytest.mark.parametrize(("systolic", "recorded"), [(70, "Y"), (100, "N")])
def test_recorded_hypotension_that_agrees_asks_nothing(systolic, recorded):
    assert fired(assessment(lowest_systolic_mmhg=systolic, hypotension=recorded)) == set()


def test_a_normal_pressure_under_treatment_may_be_hypotension():
    pressor = Vasopressor(drug="NOREPINEPHRINE")
    assert fired(assessment(pressor, lowest_systolic_mmhg=100, hypotension="Y")) == set()
    assert fired(assessment(lowest_systolic_mmhg=100, hypotension="Y", fluid_bolus="Y")) == set()


def test_a_pressor_without_hypotension_is_asked_about():
    assert fired(assessment(Vasopressor(drug="NOREPINEPHRINE"), hypotension="N")) == {"CRS-004"}
    assert fired(assessment(Vasopressor(drug="NOREPINEPHRINE"), hypotension="Y")) == set()


def test_an_assessment_covers_a_day():
    assert fired(assessment(period_end=at(21, 8))) == set()
    assert fired(assessment(period_end=at(21, 8, 1))) == {"CRS-001"}


def test_exchanged_pressures_are_asked_about():
    assert fired(assessment(lowest_systolic_mmhg=110, diastolic_mmhg=60)) == set()
    assert fired(assessment(lowest_systolic_mmhg=60, diastolic_mmhg=110)) == {"CRS-002"}


@pytest.mark.parametrize(
    ("device", "flow", "asked"),
    [
        ("NASAL CANNULA", "6", False),
        ("NASAL CANNULA", "6.1", True),
        ("HIGH FLOW CANNULA", "6", True),
        ("HIGH FLOW CANNULA", "6.1", False),
        ("FACE MASK", "8", False),
    ],
)
def test_flow_decides_low_or_high_flow(device, flow, asked):
    """Lee 2019, Table 2: low-flow is 6 L/min or less."""
    assert ("CRS-005" in fired(assessment(oxygen_device=device, oxygen_flow_l_min=Decimal(flow)))) is asked


def test_a_flow_without_device_does_not_apply():
    page = assessment(oxygen_device="NONE", oxygen_flow_l_min=Decimal(2))
    assert fired(page) == {"CRS.oxygen_flow_l_min.hidden"}


def test_flow_and_share_are_asked_where_the_device_has_them():
    assert {"oxygen_flow_l_min", "fio2_percent"} <= set(unanswered(CrsAssessment(oxygen_device="VENTURI MASK")))
    assert "fio2_percent" in unanswered(CrsAssessment(oxygen_device="CPAP"))
    assert "oxygen_flow_l_min" not in unanswered(CrsAssessment(oxygen_device="CPAP"))
    assert not {"oxygen_flow_l_min", "fio2_percent"} & set(unanswered(CrsAssessment(oxygen_device="NONE")))


def test_vasopressin_is_dosed_in_units_and_the_others_in_micrograms():
    assert "dose_mu_kg_min" in unanswered(Vasopressor(drug="VASOPRESSIN"))
    assert "dose_ug_kg_min" not in unanswered(Vasopressor(drug="VASOPRESSIN"))
    assert "dose_ug_kg_min" in unanswered(Vasopressor(drug="NOREPINEPHRINE"))


def test_a_pressor_stops_after_its_start():
    later = Vasopressor(started_at=at(20, 9), stopped_at=at(20, 11))
    earlier = Vasopressor(started_at=at(20, 9), stopped_at=at(20, 8))
    assert fired(assessment(later)) == set()
    assert fired(assessment(earlier)) == {"CRS-006"}


def test_a_plausible_fever_asks_nothing_and_a_cold_body_is_asked_about():
    assert fired(assessment(highest_temperature_c=Decimal("40.2"))) == set()
    asked = words(assessment(highest_temperature_c=Decimal("32.9")), "CRS.highest_temperature_c.range")
    assert "33–43 °C" in asked


@pytest.mark.parametrize("temperature", ["101.3", "24.9", "45.1"])
def test_a_temperature_that_is_not_in_celsius_is_refused(temperature):
    page = assessment(highest_temperature_c=Decimal(temperature))
    with pytest.raises(ValidationError, match="Convert a reading in °F first"):
        page.validate_constraints()
    with pytest.raises(IntegrityError, match="crs_temperature_in_celsius"):
        store(page)


@pytest.mark.parametrize("temperature", ["25.0", "45.0"])
def test_the_limits_of_the_possible_are_saved(temperature):
    store(assessment(highest_temperature_c=Decimal(temperature)))


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"period_end": at(20, 7)}, "crs_period_ends_after_start"),
        ({"lowest_spo2_percent": 101}, "crs_oxygen_is_percentage"),
        ({"fio2_percent": 101}, "crs_oxygen_is_percentage"),
    ],
)
def test_what_no_source_can_say_is_refused(values, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        store(assessment(**values))


def test_a_day_as_it_should_be_is_saved_with_its_pressor():
    page = assessment(lowest_spo2_percent=100, fio2_percent=100)
    store(page, Vasopressor(page=page, drug="NOREPINEPHRINE", dose_ug_kg_min=Decimal("0.05")))
    assert [row.drug for row in CrsAssessment.objects.get().rows("vasopressors")] == ["NOREPINEPHRINE"]


def test_a_pressor_dose_of_nothing_is_refused():
    page = assessment()
    store(page)
    with pytest.raises(IntegrityError, match="vasopressor_dose_positive"):
        store(Vasopressor(page=page, dose_ug_kg_min=Decimal(0)))

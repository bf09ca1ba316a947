"""Vital signs: body surface by Mosteller, pressures in order, weight against the last one."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from patients.checks.vital_signs import body_surface
from patients.models import VitalSigns
from patients.rules.body import body_surface_m2
from tests.participants import at, fired, participant, store


def signs(subject=None, **values):
    return VitalSigns(subject=subject or participant(), visit_code="D1", **values)


@pytest.mark.parametrize(
    ("height", "weight", "surface"),
    [("100", "36", "1.00"), ("160", "90", "2.00"), ("50", "4.5", "0.25"), ("130", "28", "1.01")],
)
def test_mosteller(height, weight, surface):
    """Roots by hand: 100 x 36 = 3600; 160 x 90 / 3600 = 4; 225 / 3600 = 0.0625; 3640 / 3600 = 1.0111."""
    assert body_surface_m2(weight_kg=Decimal(weight), height_cm=Decimal(height)) == Decimal(surface)


def test_no_body_surface_is_guessed(db):
    assert body_surface(signs(weight_kg=Decimal(28))) is None
    assert body_surface(signs(weight_kg=Decimal(28), height_cm=Decimal(130))) == Decimal("1.01")


def test_exchanged_pressures_are_asked_about(db):
    assert fired(signs(systolic_mmhg=60, diastolic_mmhg=100)) == {"VS-001"}
    assert fired(signs(systolic_mmhg=100, diastolic_mmhg=60)) == set()


@pytest.mark.parametrize(("kg", "asked"), [("22.0", False), ("18.0", False), ("22.1", True), ("17.9", True)])
def test_more_than_a_tenth_from_the_last_weight_is_asked_about(db, kg, asked):
    child = participant()
    store(signs(child, measured_at=at(19, 8), weight_kg=Decimal(20)))
    later = signs(child, occurrence=2, measured_at=at(20, 8), weight_kg=Decimal(kg))
    assert ("VS-002" in fired(later)) is asked


@pytest.mark.parametrize(("celsius", "asked"), [("32.9", True), ("33", False), ("43", False), ("43.1", True)])
def test_temperatures_that_nobody_survives_are_asked_about(db, celsius, asked):
    assert bool(fired(signs(temperature_c=Decimal(celsius)))) is asked


def test_more_than_full_saturation_is_refused_and_full_saved(db):
    with pytest.raises(ValidationError, match="ends at 100 percent"):
        signs(spo2_percent=101).validate_constraints()
    with pytest.raises(IntegrityError, match="saturation_at_most_100"):
        store(signs(spo2_percent=101))
    store(signs(spo2_percent=100))

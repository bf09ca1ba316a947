"""Concomitant medication: dates as far as known, the event that it was given for, the dose."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from adverse_events.models import AdverseEvent, ConcomitantMedication
from edc.crf import PartialDate
from edc.crf.reading import unanswered
from tests.participants import fired, participant, store

pytestmark = pytest.mark.usefixtures("db")


def medication(subject=None, **values):
    return ConcomitantMedication(subject=subject or participant(), visit_code="LOG", **values)


def test_the_stop_is_not_certainly_before_the_start():
    started = {"started_on": PartialDate(2026, 5, 12), "ongoing": "N"}
    assert fired(medication(**started, stopped_on=PartialDate(2026, 4))) == {"CM-001"}
    assert fired(medication(**started, stopped_on=PartialDate(2026, 5))) == set()
    assert fired(medication(**started, stopped_on=PartialDate(2026))) == set()


def test_the_event_is_one_of_the_log():
    child = participant()
    store(AdverseEvent(subject=child, visit_code="LOG", occurrence=3))
    assert fired(medication(child, ae_number=3)) == set()
    assert fired(medication(child, ae_number=1)) == {"CM-002"}
    assert fired(medication(participant(), ae_number=3)) == {"CM-002"}


def test_an_event_and_a_code_may_be_left_out():
    assert not {"ae_number", "whodrug_code", "whodrug_name"} & set(unanswered(medication()))


def test_the_stop_is_asked_once_the_drug_is_stopped():
    assert "stopped_on" in unanswered(medication(ongoing="N"))
    assert "stopped_on" not in unanswered(medication(ongoing="Y"))


def test_a_dose_of_nothing_is_refused():
    with pytest.raises(ValidationError, match="above 0"):
        medication(dose=Decimal(0)).validate_constraints()
    with pytest.raises(IntegrityError, match="concomitant_medication_dose_positive"):
        store(medication(dose=Decimal(0)))


def test_a_small_dose_is_saved():
    store(medication(dose=Decimal("0.001")))

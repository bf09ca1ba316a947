"""Acute GVHD: stages by rash, bilirubin and stool (NCI PDQ); 2, 3, 6 and 15 mg/dL are 34, 51, 103 and 257 umol/L."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from adverse_events.models import GraftVersusHostDisease
from adverse_events.rules.gvhd import liver_stage, lower_gut_stage, skin_stage
from edc.crf import PartialDate
from edc.crf.reading import unanswered
from tests.participants import fired, participant, store, words

pytestmark = pytest.mark.usefixtures("db")


def episode(kind="ACUTE", **values):
    return GraftVersusHostDisease(subject=participant(), visit_code="LOG", kind=kind, **values)


@pytest.mark.parametrize(("percent", "stage"), [(0, 0), (1, 1), (24, 1), (25, 2), (50, 2), (51, 3), (100, 3)])
def test_skin_by_body_surface(percent, stage):
    assert skin_stage(body_surface_percent=percent) == stage


@pytest.mark.parametrize(
    ("umol_l", "stage"),
    [("20", 0), ("34.2", 1), ("51.3", 1), ("53.1", 2), ("102.6", 2), ("104.4", 3), ("256.5", 3), ("258.4", 4)],
)
def test_liver_by_bilirubin(umol_l, stage):
    """34.2 is 2.0, 51.3 is 3.0, 53.1 is 3.1, 102.6 is 6.0, 104.4 is 6.1, 256.5 is 15.0, 258.4 is 15.1 mg/dL."""
    assert liver_stage(bilirubin_umol_l=Decimal(umol_l)) == stage


@pytest.mark.parametrize(
    ("ml", "weight", "stage"),
    [
        (199, "20", 0), (200, "20", 1), (399, "20", 1), (400, "20", 2), (600, "20", 2), (601, "20", 3),
        (499, "51", 0), (500, "51", 1), (999, "51", 1), (1000, "51", 2), (1500, "51", 2), (1501, "51", 3),
    ],
)  # fmt: skip
def test_lower_gut_by_stool(ml, weight, stage):
    """20 kg: 10, 20 and 30 mL/kg are 200, 400 and 600 mL."""
    assert lower_gut_stage(stool_ml_per_day=ml, weight_kg=Decimal(weight)) == stage


def test_a_stage_that_the_measurement_does_not_give_is_asked_about():
    assert fired(episode(skin_percent=30, skin_stage="2")) == set()
    assert "stage 2" in words(episode(skin_percent=30, skin_stage="1"), "GV-002")
    assert fired(episode(bilirubin_umol_l=Decimal(60), liver_stage="3")) == {"GV-003"}
    assert fired(episode(bilirubin_umol_l=Decimal(60), liver_stage="4")) == {"GV-003"}
    assert fired(episode(bilirubin_umol_l=Decimal(300), liver_stage="4")) == set()
    gut = {"stool_ml_per_day": 450, "weight_kg": Decimal(20)}
    assert fired(episode(**gut, lower_gut_stage="1")) == {"GV-004"}
    assert fired(episode(**gut, lower_gut_stage="2")) == set()


def test_bullae_ileus_and_blood_are_stage_4_whatever_is_measured():
    assert fired(episode(skin_percent=60, skin_stage="4")) == set()
    assert fired(episode(stool_ml_per_day=100, weight_kg=Decimal(20), lower_gut_stage="4")) == set()


def test_organs_are_asked_of_acute_and_severity_of_chronic_disease():
    assert {"skin_stage", "liver_stage", "lower_gut_stage", "upper_gut_stage", "acute_grade"} <= set(
        unanswered(episode())
    )
    assert "chronic_severity" not in unanswered(episode())
    chronic = set(unanswered(episode("CHRONIC")))
    assert "chronic_severity" in chronic
    assert not {"skin_stage", "acute_grade"} & chronic


def test_the_end_is_not_before_the_start():
    started = {"started_on": PartialDate(2026, 5, 12), "ongoing": "N"}
    assert fired(episode(**started, ended_on=PartialDate(2026, 4))) == {"GV-001"}
    assert fired(episode(**started, ended_on=PartialDate(2026, 6))) == set()


@pytest.mark.parametrize(
    ("values", "constraint", "message"),
    [
        ({"skin_percent": 101}, "gvhd_skin_is_percentage", "at most 100"),
        ({"weight_kg": Decimal(0)}, "gvhd_weight_positive", "above 0"),
    ],
)
def test_what_no_source_can_say_is_refused(values, constraint, message):
    with pytest.raises(ValidationError, match=message):
        episode(**values).validate_constraints()
    with pytest.raises(IntegrityError, match=constraint):
        store(episode(**values))


def test_the_whole_skin_is_saved():
    store(episode(skin_percent=100, weight_kg=Decimal("0.1")))

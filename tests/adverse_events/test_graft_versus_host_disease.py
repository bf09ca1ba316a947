"""The log of graft-versus-host disease: what is asked where stages and grade differ from what was found."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from adverse_events.models import GraftVersusHostDisease
from edc.crf import PartialDate
from edc.crf.reading import unanswered
from edc.records.deriving import derive_page
from tests.participants import fired, participant, store, words

pytestmark = pytest.mark.usefixtures("db")


def episode(kind="ACUTE", **values):
    return GraftVersusHostDisease(subject=participant(), visit_code="LOG", kind=kind, **values)


def test_a_stage_that_the_measurement_does_not_give_is_asked_about():
    assert fired(episode(skin_percent=30, skin_stage="2")) == set()
    assert "stage 2" in words(episode(skin_percent=30, skin_stage="1"), "GV-002")
    assert fired(episode(bilirubin_umol_l=Decimal(60), liver_stage="3")) == {"GV-003"}
    assert fired(episode(bilirubin_umol_l=Decimal(60), liver_stage="4")) == {"GV-003"}
    assert fired(episode(bilirubin_umol_l=Decimal(300), liver_stage="4")) == set()
    gut = {"stool_ml_per_day": 450, "weight_kg": Decimal(20), "gut_pain_or_blood": "N"}
    assert fired(episode(**gut, lower_gut_stage="1")) == {"GV-004"}
    assert fired(episode(**gut, lower_gut_stage="2")) == set()


def test_bullae_pain_and_blood_are_stage_4_whatever_is_measured():
    assert fired(episode(skin_percent=60, skin_bullae="Y", skin_stage="4")) == set()
    assert fired(episode(skin_percent=60, skin_bullae="N", skin_stage="4")) == {"GV-002"}
    gut = {"stool_ml_per_day": 100, "weight_kg": Decimal(20), "lower_gut_stage": "4"}
    assert fired(episode(**gut, gut_pain_or_blood="Y")) == set()
    assert fired(episode(**gut, gut_pain_or_blood="N")) == {"GV-004"}
    assert fired(episode(**gut)) == set()


def test_a_grade_that_the_stages_do_not_give_is_asked_about():
    stages = {"skin_stage": "1", "liver_stage": "0", "lower_gut_stage": "2", "upper_gut_stage": "0"}
    assert fired(episode(**stages, acute_grade="III")) == set()
    assert "grade III" in words(episode(**stages, acute_grade="II"), "GV-006")
    assert fired(episode(**stages | {"upper_gut_stage": None}, acute_grade="III")) == set()
    assert fired(episode(**stages | {"skin_stage": None}, acute_grade="II")) == set()


def test_stages_and_grade_are_saved_with_rule_and_inputs():
    page = episode(
        skin_percent=30, skin_bullae="N", skin_stage="2", bilirubin_umol_l=Decimal(14), liver_stage="0",
        stool_ml_per_day=450, weight_kg=Decimal(20), gut_pain_or_blood="N", lower_gut_stage="2", upper_gut_stage="0",
    )  # fmt: skip
    derive_page(page)
    measured = page.measured_skin_stage, page.measured_liver_stage, page.measured_lower_gut_stage
    assert (*measured, page.derived_acute_grade) == ("2", "0", "2", "III")
    assert page.derivations["derived_acute_grade"]["rule"] == "GVHD-MAGIC v1"
    assert page.derivations["measured_skin_stage"]["inputs"] == {"skin_percent": 30, "skin_bullae": "N"}


def test_chronic_disease_has_no_acute_stage():
    page = episode("CHRONIC", skin_percent=30, skin_bullae="N")
    derive_page(page)
    assert (page.measured_skin_stage, page.derived_acute_grade) == (None, None)


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

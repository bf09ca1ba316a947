"""Derived stages and grade of graft-versus-host disease, and the questions where the investigator's differ."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from adverse_events.codelists.late import AcuteGvhdGrade, GvhdKind
from adverse_events.rules.gvhd import OVERALL, STAGES, liver_stage, lower_gut_stage, overall_grade, skin_stage
from edc.crf import Computed, Finding
from edc.crf.codelists import NoYes

ROMAN = dict(enumerate(AcuteGvhdGrade.values))
ORGANS = ("skin_stage", "liver_stage", "lower_gut_stage", "upper_gut_stage")


def measured_skin_stage(page: Any) -> Computed:
    """Stage of the skin by rash and bullae."""
    stage = skin_stage(body_surface_percent=page.skin_percent, bullae=_yes(page.skin_bullae))
    return _stage(page, stage, "skin_percent", "skin_bullae")


def measured_liver_stage(page: Any) -> Computed:
    """Stage of the liver by bilirubin."""
    return _stage(page, liver_stage(bilirubin_umol_l=page.bilirubin_umol_l), "bilirubin_umol_l")


def measured_lower_gut_stage(page: Any) -> Computed:
    """Stage of the lower gut by stool volume, pain and blood."""
    stage = lower_gut_stage(
        stool_ml_per_day=page.stool_ml_per_day, weight_kg=page.weight_kg, pain_or_blood=_yes(page.gut_pain_or_blood)
    )
    return _stage(page, stage, "stool_ml_per_day", "weight_kg", "gut_pain_or_blood")


def grade_by_stages(page: Any) -> Computed:
    """Overall grade by the stages that the investigator recorded."""
    stages = {name: getattr(page, name) for name in ORGANS}
    grade = None
    if page.kind == GvhdKind.ACUTE:
        skin, liver, lower, upper = (None if stage is None else int(stage) for stage in stages.values())
        grade = overall_grade(skin=skin, liver=liver, lower_gut=lower, upper_gut=upper)
    return Computed(None if grade is None else ROMAN[grade], OVERALL, stages)


def skin_agrees(page: Any) -> Finding | None:
    """Skin stage and what was seen."""
    return _disagreement("GV-002", "skin_stage", page.skin_stage, measured_skin_stage(page).value)


def liver_agrees(page: Any) -> Finding | None:
    """Liver stage and bilirubin."""
    return _disagreement("GV-003", "liver_stage", page.liver_stage, measured_liver_stage(page).value)


def lower_gut_agrees(page: Any) -> Finding | None:
    """Stage of the lower gut and stool volume, pain or blood."""
    return _disagreement("GV-004", "lower_gut_stage", page.lower_gut_stage, measured_lower_gut_stage(page).value)


def grade_agrees(page: Any) -> Finding | None:
    """The investigator's overall grade is the one that the stages give, or the difference is explained."""
    derived = grade_by_stages(page).value
    if derived is None or page.acute_grade in (None, derived):
        return None
    text = format_lazy(_("The stages give grade {grade}. Why is it different?"), grade=AcuteGvhdGrade(derived).label)
    return Finding("GV-006", ("acute_grade", "derived_acute_grade"), text)


def _stage(page: Any, stage: int | None, *names: str) -> Computed:
    value = None if stage is None or page.kind != GvhdKind.ACUTE else str(stage)
    return Computed(value, STAGES, {name: getattr(page, name) for name in names})


def _disagreement(check_id: str, name: str, recorded: str | None, measured: str | None) -> Finding | None:
    if measured is None or recorded in (None, measured):
        return None
    text = format_lazy(_("What was measured gives stage {stage}. Which is right?"), stage=measured)
    return Finding(check_id, (name,), text)


def _yes(answer: str | None) -> bool | None:
    return None if answer is None else answer == NoYes.YES

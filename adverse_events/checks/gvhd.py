"""Soft checks of the log of graft-versus-host disease: the stage written down agrees with what was measured."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from adverse_events.codelists.late import OrganStage
from adverse_events.rules.gvhd import liver_stage, lower_gut_stage, skin_stage
from edc.crf import Finding


def skin_agrees(page: Any) -> Finding | None:
    """Skin stage and rash; stage 4 adds bullae, which the percentage does not show."""
    if page.skin_percent is None:
        return None
    measured = skin_stage(body_surface_percent=page.skin_percent)
    return _disagreement("GV-002", "skin_stage", page.skin_stage, measured)


def liver_agrees(page: Any) -> Finding | None:
    """Liver stage and bilirubin, all four stages."""
    if page.bilirubin_umol_l is None or page.liver_stage is None:
        return None
    measured = liver_stage(bilirubin_umol_l=page.bilirubin_umol_l)
    if page.liver_stage == OrganStage.STAGE_4 and measured < 4:
        return Finding("GV-003", ("liver_stage",), _stage_text(measured))
    return _disagreement("GV-003", "liver_stage", page.liver_stage, measured)


def lower_gut_agrees(page: Any) -> Finding | None:
    """Stage of the lower gut and stool volume; stage 4 is by pain, ileus or blood."""
    if page.stool_ml_per_day is None or not page.weight_kg:
        return None
    measured = lower_gut_stage(stool_ml_per_day=page.stool_ml_per_day, weight_kg=page.weight_kg)
    return _disagreement("GV-004", "lower_gut_stage", page.lower_gut_stage, measured)


def _disagreement(check_id: str, name: str, recorded: str | None, measured: int) -> Finding | None:
    if recorded is None or recorded in (OrganStage.STAGE_4, str(measured)):
        return None
    return Finding(check_id, (name,), _stage_text(measured))


def _stage_text(measured: int) -> Any:
    return format_lazy(_("What was measured gives stage {stage}. Which is right?"), stage=measured)

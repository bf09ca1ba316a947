"""Stages of acute graft-versus-host disease by what is measured. Stage 4 by bullae, ileus or blood is not measured."""

from decimal import Decimal

UMOL_L_PER_MG_DL = Decimal("17.104")
ADULT_ABOVE_KG = 50


def skin_stage(*, body_surface_percent: int) -> int:
    """Stage 0 to 3 by rash in percent of body surface: below 25 is 1, 25 to 50 is 2, above 50 is 3.

    Source: NCI PDQ, pediatric hematopoietic stem cell transplantation, acute GVHD.
    """
    if body_surface_percent == 0:
        return 0
    return 1 if body_surface_percent < 25 else 2 if body_surface_percent <= 50 else 3


def liver_stage(*, bilirubin_umol_l: Decimal) -> int:
    """Stage 0 to 4 by total bilirubin; the limits are 2, 3, 6 and 15 mg/dL, reached at 2 and exceeded from there on.

    Source: NCI PDQ, pediatric hematopoietic stem cell transplantation, acute GVHD.
    """
    mg_dl = (bilirubin_umol_l / UMOL_L_PER_MG_DL).quantize(Decimal("0.1"))
    if mg_dl < 2:
        return 0
    return 1 + sum(mg_dl > limit for limit in (3, 6, 15))


def lower_gut_stage(*, stool_ml_per_day: int, weight_kg: Decimal) -> int:
    """Stage 0 to 3 by stool volume, 3-day average: 10, 20 and 30 mL/kg in children; 500, 1000 and 1500 mL above 50 kg.

    Source: NCI PDQ, pediatric hematopoietic stem cell transplantation, acute GVHD.
    """
    if weight_kg > ADULT_ABOVE_KG:
        return (stool_ml_per_day >= 500) + (stool_ml_per_day >= 1000) + (stool_ml_per_day > 1500)
    per_kg = stool_ml_per_day / weight_kg
    return (per_kg >= 10) + (per_kg >= 20) + (per_kg > 30)

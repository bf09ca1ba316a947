"""Stages of acute graft-versus-host disease of skin, liver and gut, and the overall grade."""

from decimal import ROUND_HALF_UP, Decimal

from edc.rule import Rule
from patients.rules.units import convert

STAGES = Rule(
    "GVHD-STAGES", 1, "Acute GVHD: stages of skin, liver and lower gut",
    "NCI PDQ, pediatric hematopoietic stem cell transplantation, table of acute GVHD",
)  # fmt: skip
OVERALL = Rule(
    "GVHD-MAGIC", 1, "Acute GVHD: overall grade",
    "Harris AC et al. Biol Blood Marrow Transplant 2016;22:4-10, Table 2, read in restatements of it",
    is_confirmed=False,
)  # fmt: skip

ADULT_ABOVE_KG = 50


def skin_stage(*, body_surface_percent: int | None, bullae: bool | None) -> int | None:
    """Stage 0 to 4 by rash in percent of body surface: below 25 is 1, 25 to 50 is 2, above 50 is 3.

    Generalised erythroderma with bullae and desquamation of more than 5 % (`bullae`) is 4, and it alone; None while
    the rash or, from stage 3 on, the bullae are not recorded.

    Source: NCI PDQ, pediatric hematopoietic stem cell transplantation, acute GVHD.
    """
    if bullae:
        return 4
    if body_surface_percent is None:
        return None
    if body_surface_percent > 50:
        return None if bullae is None else 3
    return 0 if body_surface_percent == 0 else 1 if body_surface_percent < 25 else 2


def liver_stage(*, bilirubin_umol_l: Decimal | None) -> int | None:
    """Stage 0 to 4 by total bilirubin; the limits are 2, 3, 6 and 15 mg/dL, reached at 2 and exceeded from there on.

    The table is printed to 0.1 mg/dL, so the value is rounded to that. None while it is not recorded.

    Source: NCI PDQ, pediatric hematopoietic stem cell transplantation, acute GVHD.
    """
    if bilirubin_umol_l is None:
        return None
    converted = convert(value=bilirubin_umol_l, test="BILI", from_unit="umol/L", to_unit="mg/dL")
    if converted is None:
        return None
    mg_dl = converted.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return 0 if mg_dl < 2 else 1 + sum(mg_dl > limit for limit in (3, 6, 15))


def lower_gut_stage(
    *, stool_ml_per_day: int | None, weight_kg: Decimal | None, pain_or_blood: bool | None
) -> int | None:
    """Stage 0 to 4 by stool volume, 3-day average: 10, 20 and 30 mL/kg in children; 500, 1000, 1500 mL above 50 kg.

    Severe abdominal pain, with or without ileus, or bloody stool (`pain_or_blood`) is 4 whatever the volume; None
    while that, the volume or the weight is not recorded.

    Source: NCI PDQ, pediatric hematopoietic stem cell transplantation, acute GVHD.
    """
    if pain_or_blood:
        return 4
    if pain_or_blood is None or stool_ml_per_day is None or not weight_kg:
        return None
    if weight_kg > ADULT_ABOVE_KG:
        return (stool_ml_per_day >= 500) + (stool_ml_per_day >= 1000) + (stool_ml_per_day > 1500)
    per_kg = stool_ml_per_day / weight_kg
    return (per_kg >= 10) + (per_kg >= 20) + (per_kg > 30)


# Organ -> overall grade of each of its stages. The grade asks which organ is involved, not for the highest stage.
GRADE_OF_STAGE = {"skin": (0, 1, 1, 2, 4), "liver": (0, 2, 3, 3, 4), "lower gut": (0, 2, 3, 3, 4), "upper gut": (0, 2)}


def overall_grade(*, skin: int | None, liver: int | None, lower_gut: int | None, upper_gut: int | None) -> int | None:
    """Overall grade 0 to 4 from the stages of the organs: the highest grade that one of them gives.

    I is skin 1 or 2 alone; II skin 3, or stage 1 of liver, lower or upper gut; III stage 2 or 3 of liver or lower gut;
    IV stage 4 of any. None while a stage is missing that could raise it.

    Source: Harris AC et al. Biol Blood Marrow Transplant 2016;22:4-10, Table 2 (MAGIC), read in restatements of it.
    """
    stages = {"skin": skin, "liver": liver, "lower gut": lower_gut, "upper gut": upper_gut}
    reached = max((GRADE_OF_STAGE[organ][stage] for organ, stage in stages.items() if stage is not None), default=0)
    could = max((GRADE_OF_STAGE[organ][-1] for organ, stage in stages.items() if stage is None), default=0)
    return None if could > reached else reached

"""Clearance of creatinine by formula, because fludarabine leaves the body by the kidneys."""

from decimal import Decimal

from edc.rule import Rule

RULE_SCHWARTZ = Rule(
    "SCHWARTZ-2009",
    1,
    "Glomerular filtration in children, bedside Schwartz formula",
    "Schwartz GJ et al. J Am Soc Nephrol 2009;20:629-637",
)
RULE_COCKCROFT_GAULT = Rule(
    "COCKCROFT-GAULT",
    1,
    "Creatinine clearance in adults",
    "Cockcroft DW, Gault MH. Nephron 1976;16:31-41",
)
CHILD_FROM_YEARS, ADULT_FROM_YEARS = 1, 18
SCHWARTZ_K = Decimal("0.413")
FEMALE = Decimal("0.85")
WHOLE = Decimal(1)


def schwartz(*, height_cm: Decimal, creatinine_mg_dl: Decimal) -> Decimal | None:
    """Filtration rate in mL/min/1.73 m2, whole: 0.413 x height / creatinine. None for a creatinine of nothing.

    For children of 1 to 17 years, with creatinine measured by a method traceable to IDMS.

    Source: Schwartz GJ et al. J Am Soc Nephrol 2009;20:629-637, as stated by the National Kidney Foundation
    (kidney.org, "Bedside Schwartz" equation).
    """
    if creatinine_mg_dl <= 0:
        return None
    return (SCHWARTZ_K * height_cm / creatinine_mg_dl).quantize(WHOLE)


def cockcroft_gault(
    *, age_years: int, weight_kg: Decimal, creatinine_mg_dl: Decimal, is_female: bool
) -> Decimal | None:
    """Creatinine clearance in mL/min, whole: (140 - age) x weight / (72 x creatinine), x 0.85 in women.

    Source: Cockcroft DW, Gault MH. Nephron 1976;16:31-41; named by the prescribing information of fludarabine.
    """
    if creatinine_mg_dl <= 0:
        return None
    clearance = (140 - age_years) * weight_kg / (72 * creatinine_mg_dl)
    return (clearance * FEMALE if is_female else clearance).quantize(WHOLE)

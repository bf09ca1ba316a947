"""Doses of drugs against toxicity: steroid equivalence, limits of tocilizumab."""

import datetime as dt
from decimal import Decimal

from edc.rule import Rule

RULE_STEROIDS = Rule(
    "STEROID-EQUIVALENCE",
    1,
    "Steroid doses as methylprednisolone",
    "Prescribing information of prednisolone oral solution (FDA)",
)
RULE_TOCILIZUMAB = Rule(
    "TOCILIZUMAB-CRS",
    1,
    "Limits of tocilizumab for cytokine release syndrome",
    "Prescribing information of tisagenlecleucel (FDA), Table 1, and of tocilizumab (FDA)",
)
# Doses of equal effect in mg.
STEROID_EQUIVALENT_MG = {
    "METHYLPREDNISOLONE": Decimal(4),
    "DEXAMETHASONE": Decimal("0.75"),
    "HYDROCORTISONE": Decimal(20),
    "PREDNISONE": Decimal(5),
    "PREDNISOLONE": Decimal(5),
}
TOCILIZUMAB_MAX_MG = 800
TOCILIZUMAB_INTERVAL = dt.timedelta(hours=8)
TOCILIZUMAB_MAX_DOSES = 4


def methylprednisolone_mg(*, drug: str, dose_mg: Decimal) -> Decimal | None:
    """The dose of methylprednisolone in mg that a steroid dose equals; None for any other drug.

    Source: prescribing information of prednisolone oral solution (FDA): prednisolone 15 mg equals prednisone 15,
    hydrocortisone 60, methylprednisolone 12 and dexamethasone 2.25 mg.
    """
    equivalent = STEROID_EQUIVALENT_MG.get(drug)
    return None if equivalent is None else dose_mg * STEROID_EQUIVALENT_MG["METHYLPREDNISOLONE"] / equivalent


def tocilizumab_limit_mg(*, weight_kg: Decimal) -> Decimal:
    """The highest single dose of tocilizumab for CRS in mg: 12 mg/kg below 30 kg, 8 mg/kg from 30 kg, at most 800 mg.

    Source: prescribing information of tisagenlecleucel (FDA), Table 1, which also asks for 8 hours between doses and
    at most 4 doses.
    """
    per_kg = 12 if weight_kg < 30 else 8
    return min(per_kg * weight_kg, Decimal(TOCILIZUMAB_MAX_MG))

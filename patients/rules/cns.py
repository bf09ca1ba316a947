"""Leukaemia in the central nervous system, by cerebrospinal fluid."""

from decimal import Decimal
from typing import Literal

from edc.rule import Rule

RULE = Rule(
    "CNS-STATUS", 1, "CNS status by cells, cytology and signs, with the traumatic-tap rule",
    "Smith M et al. J Clin Oncol 1996;14:18-24; Steinherz-Bleyer algorithm (COG AALL0232)",
)  # fmt: skip
Status = Literal["CNS1", "CNS2", "CNS3"]
PER_UL_IN_E9_PER_L = Decimal("1e3")
PER_UL_IN_E12_PER_L = Decimal("1e6")


def cns_status(
    *, white_cells_per_ul: Decimal, blasts: bool, signs: bool, traumatic: bool, exceeds_blood: bool | None
) -> Status | None:
    """CNS3 with signs, or with blasts among 5 or more white cells/uL; CNS2 with blasts among fewer; else CNS1.

    In a traumatic tap 5 or more white cells count only if they exceed blood (`steinherz_bleyer`); None while unknown.

    Source: Smith M et al. J Clin Oncol 1996;14:18-24; traumatic tap: COG AALL0232 (Larsen EC et al. 2016;34:2380-2388).
    """
    if signs:
        return "CNS3"
    if not blasts:
        return "CNS1"
    if white_cells_per_ul < 5:
        return "CNS2"
    if not traumatic:
        return "CNS3"
    return None if exceeds_blood is None else "CNS3" if exceeds_blood else "CNS2"


def steinherz_bleyer(
    *, csf_white_per_ul: Decimal, csf_red_per_ul: Decimal, blood_white_e9_per_l: Decimal, blood_red_e12_per_l: Decimal
) -> bool:
    """Whether white over red cells of the fluid exceed twice white over red cells of the blood.

    Source: Steinherz-Bleyer algorithm, as in COG AALL0232: CSF WBC/RBC > 2 x blood WBC/RBC.
    """
    blood_white = blood_white_e9_per_l * PER_UL_IN_E9_PER_L
    blood_red = blood_red_e12_per_l * PER_UL_IN_E12_PER_L
    # Multiplied out: a quotient that is rounded may pass the bound.
    return csf_white_per_ul * blood_red > 2 * blood_white * csf_red_per_ul

"""The response that the findings give. The investigator's stands beside it and counts."""

from dataclasses import dataclass
from decimal import Decimal

VERSION = "ALL response 1"
BLASTS_FROM_PERCENT = Decimal(5)


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What was found at one assessment; None is not examined. Counts in 10^9/L.

    `elsewhere` is disease outside marrow and blood, `in_csf` any blasts in cerebrospinal fluid (CNS2, CNS3).
    """

    marrow_blasts_percent: Decimal | None
    in_blood: bool | None
    in_csf: bool | None
    elsewhere: bool | None
    neutrophils: Decimal | None
    platelets: Decimal | None
    transfusion_independent: bool | None


def response(found: Findings, *, earlier_remission: bool) -> str | None:
    """CR, CRh, CRi, NR, RELAPSED DISEASE or NE; None while an input that decides is missing.

    Disease anywhere is no response, and relapse after a remission; no marrow is not evaluable; then the counts decide.
    CSF that was not examined does not stand in the way. Residual disease is a second variable and no part of this.

    Source: ELN 2024 response table (neutrophils > 1.0, platelets > 100, no red-cell transfusion, blasts < 5 %, no
    disease elsewhere). CRh (> 0.5 and > 50) is quoted from memory of the blinatumomab label and not confirmed; other
    sources read >= where this reads >.
    """
    if _disease(found):
        return "RELAPSED DISEASE" if earlier_remission else "NR"
    if found.marrow_blasts_percent is None:
        return "NE"
    if None in (found.in_blood, found.elsewhere):
        return None
    return _recovery(found)


def _disease(found: Findings) -> bool:
    blasts = found.marrow_blasts_percent
    in_marrow = blasts is not None and blasts >= BLASTS_FROM_PERCENT
    return in_marrow or any((found.in_blood, found.in_csf, found.elsewhere))


def _recovery(found: Findings) -> str | None:
    neutrophils, platelets = found.neutrophils, found.platelets
    if neutrophils is None or platelets is None or found.transfusion_independent is None:
        return None
    if not found.transfusion_independent:
        return "CRi"
    if neutrophils > 1 and platelets > 100:
        return "CR"
    return "CRh" if neutrophils > Decimal("0.5") and platelets > 50 else "CRi"

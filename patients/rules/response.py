"""The response that the findings give, and what a course of responses comes to. The investigator's stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from edc.rule import Rule

RULE = Rule(
    "ALL-RESPONSE",
    2,
    "Response of acute lymphoblastic leukaemia",
    "ELN 2024 response table; CRh as in NCT02412306 (blinatumomab); limits are settings of the protocol",
)

CR, CRH, CRI, NR, RELAPSE, NE = "CR", "CRh", "CRi", "NR", "RELAPSED DISEASE", "NE"
REMISSIONS = (CR, CRH, CRI)
BEST_FIRST = (*REMISSIONS, NR, RELAPSE, NE)


@dataclass(frozen=True, kw_only=True)
class Criteria:
    """What a protocol asks of a remission: settings of the same names in `ResponseCriteria`. Counts in 10^9/L."""

    blasts_below_percent: Decimal = Decimal(5)
    neutrophils_above: Decimal = Decimal(1)
    platelets_above: Decimal = Decimal(100)
    bounds_included: bool = False
    crh_is_used: bool = True
    crh_neutrophils_above: Decimal = Decimal("0.5")
    crh_platelets_above: Decimal = Decimal(50)
    transfusion_free_days: int = 7
    csf_is_required: bool = False

    def reached(self, value: Decimal, bound: Decimal) -> bool:
        """Whether a count is high enough: above the bound, or at it where the protocol includes the bound."""
        return value >= bound if self.bounds_included else value > bound


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


@dataclass(frozen=True)
class Conclusion:
    """The response, and the findings that decided: names of `Findings`, none where all of them allow CR."""

    response: str
    because: tuple[str, ...] = ()


def response(found: Findings, *, criteria: Criteria, earlier_remission: bool) -> Conclusion | None:
    """CR, CRh, CRi, NR, RELAPSED DISEASE or NE; None while an input that decides is missing.

    Disease anywhere is no response, and relapse after a remission; no marrow is not evaluable; then the counts decide.
    CSF that was not examined stands in the way only where the protocol requires it. Residual disease is a second
    variable and no part of this.

    Source: ELN 2024 response table (neutrophils > 1.0, platelets > 100, no red-cell transfusion, blasts < 5 %, no
    disease elsewhere); CRh: neutrophils > 0.5 and platelets > 50, registry record NCT02412306. Other sources read >=
    where these read >: a setting.
    """
    disease = _disease(found, criteria)
    if disease:
        return Conclusion(RELAPSE if earlier_remission else NR, disease)
    if found.marrow_blasts_percent is None:
        return Conclusion(NE, ("marrow_blasts_percent",))
    needed = [found.in_blood, found.elsewhere, *([found.in_csf] if criteria.csf_is_required else [])]
    return None if None in needed else _recovery(found, criteria)


def _disease(found: Findings, criteria: Criteria) -> tuple[str, ...]:
    blasts = found.marrow_blasts_percent
    places = {
        "marrow_blasts_percent": blasts is not None and blasts >= criteria.blasts_below_percent,
        "in_blood": found.in_blood,
        "in_csf": found.in_csf,
        "elsewhere": found.elsewhere,
    }
    return tuple(place for place, is_there in places.items() if is_there)


def _recovery(found: Findings, criteria: Criteria) -> Conclusion | None:
    neutrophils, platelets = found.neutrophils, found.platelets
    transfused = criteria.transfusion_free_days and not found.transfusion_independent
    if neutrophils is None or platelets is None or (transfused and found.transfusion_independent is None):
        return None
    if transfused:
        return Conclusion(CRI, ("transfusion_independent",))
    low = [
        name
        for name, value, bound in (
            ("neutrophils", neutrophils, criteria.neutrophils_above),
            ("platelets", platelets, criteria.platelets_above),
        )
        if not criteria.reached(value, bound)
    ]
    if not low:
        return Conclusion(CR)
    is_partial = criteria.reached(neutrophils, criteria.crh_neutrophils_above) and criteria.reached(
        platelets, criteria.crh_platelets_above
    )
    return Conclusion(CRH if criteria.crh_is_used and is_partial else CRI, tuple(low))


def best_response(responses: Sequence[str | None]) -> str | None:
    """The best of the responses of one participant; None while there is none.

    In this order: CR, CRh, CRi, no response, relapse, not evaluable.

    Source: the order of the ELN 2024 response table; NCT05270772 counts a CR or CRi when it is reached first.
    """
    given = [each for each in responses if each is not None]
    return min(given, key=BEST_FIRST.index) if given else None


def is_maintained(*, remission_days: int, has_ended: bool, needed_days: int) -> bool | None:
    """Whether a remission lasted; None while it goes on and was not followed for long enough.

    `remission_days` are the days from its first day to relapse, death or the last day followed.

    Source: remission maintained for at least 28 days: ELIANA, primary endpoint (ASH 2018 abstract of Grupp SA et al.).
    """
    if remission_days >= needed_days:
        return True
    return False if has_ended else None

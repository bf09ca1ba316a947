"""Soft checks and derived values of lymphodepletion. The plan is that of the participant's protocol."""

from decimal import Decimal
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from patients.checks.vital_signs import body_surface

TO_TENTHS = Decimal("0.1")
# Rounding to vials stays within a tenth; our limit, the protocol names none.
TOLERANCE_PERCENT = Decimal(10)


def planned_day(page: Any) -> int | None:
    """The study day that the protocol gives to this visit; None for a visit without one."""
    visits = page.subject.protocol_version.protocol.visits
    return next((visit.day for visit in visits if visit.code == page.visit_code), None)


def dose_per_m2(row: Any) -> Decimal | None:
    """Dose over body surface, in mg/m2; None while one of them is missing."""
    surface = body_surface(row.page)
    return (row.dose_mg / surface).quantize(TO_TENTHS) if row.dose_mg is not None and surface else None


def percent_of_plan(row: Any) -> Decimal | None:
    """What was given as a share of what was planned, in %; None while one of them is missing."""
    surface = body_surface(row.page)
    if row.dose_mg is None or not surface or not row.planned_mg_per_m2:
        return None
    share: Decimal = 100 * row.dose_mg / (row.planned_mg_per_m2 * surface)
    return share.quantize(TO_TENTHS)


def plan_is_that_of_the_protocol(row: Any) -> Finding | None:
    """The dose planned is the one that the protocol plans for the drug."""
    plan = row.page.subject.protocol_version.protocol.lymphodepletion
    planned = next((drug.mg_per_m2 for drug in plan if drug.name.en.upper() == row.drug), None)
    if planned is None or row.planned_mg_per_m2 in (None, planned):
        return None
    text = format_lazy(_("The protocol plans {dose} mg/m²."), dose=str(planned))
    return Finding("LD-002", ("planned_mg_per_m2",), text)


def far_from_plan_has_a_reason(row: Any) -> Finding | None:
    """More than a tenth from the plan is explained."""
    share = percent_of_plan(row)
    if share is None or row.reason or abs(share - 100) <= TOLERANCE_PERCENT:
        return None
    text = format_lazy(_("Of the plan this is {percent} %: write the reason."), percent=share)
    return Finding("LD-003", ("reason",), text)

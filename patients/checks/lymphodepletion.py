"""Soft checks and derived values of lymphodepletion. The plan is that of the participant's protocol."""

from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf import Computed, Finding
from edc.crf.codelists import Sex
from edc.crf.computed import origin
from patients.checks.vital_signs import body_surface
from patients.codelists.laboratory import LabTest
from patients.codelists.treatment import LymphodepletionDrug
from patients.rules import drug_dose, renal
from patients.rules.units import convert

TO_TENTHS = Decimal("0.1")


def planned_day(page: Any) -> int | None:
    """The study day that the protocol gives to this visit; None for a visit without one."""
    visits = page.subject.protocol_version.protocol.visits
    return next((visit.day for visit in visits if visit.code == page.visit_code), None)


def dose_per_m2(row: Any) -> Decimal | None:
    """Dose over body surface, in mg/m2; None while one of them is missing."""
    surface = body_surface(row.page)
    return (row.dose_mg / surface).quantize(TO_TENTHS) if row.dose_mg is not None and surface else None


def planned_mg(row: Any) -> Computed | None:
    """What the plan means in mg at the body surface of that day; None while one of them is missing."""
    surface = body_surface(row.page)
    if not row.planned_mg_per_m2 or not surface:
        return None
    dose = drug_dose.planned_mg(mg_per_m2=row.planned_mg_per_m2, surface_m2=surface)
    inputs = {"mg_per_m2": row.planned_mg_per_m2, "surface_m2": surface}
    return Computed(dose, drug_dose.RULE, inputs, f"{row.planned_mg_per_m2} mg/m² × {surface} m²")


def percent_of_plan(row: Any) -> Computed | None:
    """What was given as a share of what was planned, in %; None while one of them is missing."""
    surface = body_surface(row.page)
    if row.dose_mg is None or not surface or not row.planned_mg_per_m2:
        return None
    inputs = {"dose_mg": row.dose_mg, "mg_per_m2": row.planned_mg_per_m2, "surface_m2": surface}
    return Computed(drug_dose.percent_of_plan(**inputs), drug_dose.RULE, inputs)


def creatinine_clearance(page: Any) -> Computed | None:
    """Clearance by the last creatinine up to that day: Schwartz below 18 years, Cockcroft and Gault from then on.

    None below one year, where neither formula holds, and while an input is missing.
    """
    found = _last_creatinine(page)
    age = page.subject.age_on(page.given_on) if page.given_on else None
    if found is None or age is None or age < renal.CHILD_FROM_YEARS:
        return None
    creatinine, day, place = found
    inputs: dict[str, Any] = {"creatinine_mg_dl": creatinine.quantize(Decimal("0.001")), "from": [str(day), place]}
    words = format_lazy(_("creatinine of {day}"), day=str(day))
    if age < renal.ADULT_FROM_YEARS:
        if not page.height_cm:
            return None
        value = renal.schwartz(height_cm=page.height_cm, creatinine_mg_dl=creatinine)
        inputs |= {"height_cm": page.height_cm}
        return Computed(value, renal.RULE_SCHWARTZ, inputs, format_lazy(_("{day}, Schwartz"), day=words))
    if not page.weight_kg or page.subject.sex is None:
        return None
    body: dict[str, Any] = {"age_years": age, "weight_kg": page.weight_kg, "is_female": page.subject.sex == Sex.FEMALE}
    value = renal.cockcroft_gault(**body, creatinine_mg_dl=creatinine)
    words = format_lazy(_("{day}, Cockcroft and Gault"), day=words)
    return Computed(value, renal.RULE_COCKCROFT_GAULT, inputs | body, words)


def _last_creatinine(page: Any) -> tuple[Decimal, Any, str] | None:
    """The last creatinine up to the day of treatment: in mg/dL, its day, and the page on which it stands."""
    found = []
    for panel in page.subject.data.pages("LB") if page.given_on else ():
        day = timezone.localdate(panel.sample_collected_at) if panel.sample_collected_at else None
        for row in panel.rows("results") if day and day <= page.given_on else ():
            if row.test == LabTest.CREAT and row.value is not None and row.unit:
                value = convert(value=row.value, test=row.test, from_unit=row.unit, to_unit="mg/dL")
                found += [(panel.sample_collected_at, value, day, panel)] if value is not None else []
    if not found:
        return None
    _at, value, day, panel = max(found, key=lambda each: each[0])
    return value, day, origin(panel)


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
    tolerance = row.page.subject.protocol_version.protocol.dose_limits.drug_tolerance_percent
    if share is None or share.value is None or row.reason or abs(share.value - 100) <= tolerance:
        return None
    text = format_lazy(_("Of the plan this is {percent} %: write the reason."), percent=share.value)
    return Finding("LD-003", ("reason",), text)


def fludarabine_by_renal_function(row: Any) -> Finding | None:
    """A full dose of fludarabine with a low clearance is asked about: the drug leaves the body by the kidneys."""
    limits = row.page.subject.protocol_version.protocol.dose_limits
    clearance = creatinine_clearance(row.page)
    share = percent_of_plan(row)
    if row.drug != LymphodepletionDrug.FLUDARABINE or row.reason or clearance is None or share is None:
        return None
    is_low = clearance.value is not None and clearance.value < limits.renal_caution_below
    if not is_low or share.value is None or share.value < 100 - limits.drug_tolerance_percent:
        return None
    text = _("Creatinine clearance is about {ml} mL/min: should the dose of fludarabine be lower?")
    seen = (("clearance", str(clearance.value)),)
    return Finding("LD-004", ("dose_mg",), format_lazy(text, ml=str(clearance.value)), seen=seen)

"""Soft checks and derived values of the daily CRS assessment."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from adverse_events.codelists.crs import OxygenDevice
from adverse_events.rules.crs import LOW_FLOW_UP_TO_L_MIN
from adverse_events.rules.hypotension import RULE, is_hypotensive, systolic_threshold_mmhg
from edc.crf import Computed, Finding
from edc.crf.codelists import NoYes

FIXED_FROM_YEARS = 11  # the threshold no longer follows the age


def hypotension_for_age(page: Any) -> Computed:
    """Whether the lowest systolic pressure is low for the age; None while an input, or a threshold, is missing."""
    systolic = page.lowest_systolic_mmhg
    age = page.subject.age_on(timezone.localdate(page.period_start)) if page.period_start else None
    threshold = None if age is None else systolic_threshold_mmhg(age_years=age)
    if systolic is None or age is None or threshold is None:
        return Computed(None, RULE)
    low = is_hypotensive(systolic_mmhg=systolic, age_years=age)
    sign = "<" if low else "≥"
    limit = f"{threshold} = 70 + 2 × {age}" if age < FIXED_FROM_YEARS else str(threshold)
    return Computed(
        NoYes.YES if low else NoYes.NO,
        RULE,
        {"lowest_systolic_mmhg": systolic, "age_years": age, "threshold_mmhg": threshold},
        f"{systolic} {sign} {limit}",
    )


def period_is_one_day(page: Any) -> Finding | None:
    """An assessment covers a day at most, else a grade could not be given a day."""
    start, end = page.period_start, page.period_end
    if not start or not end or end - start <= dt.timedelta(hours=24):
        return None
    return Finding("CRS-001", ("period_end",), _("This is longer than 24 hours. Write one assessment for each day."))


def pressures_in_order(page: Any) -> Finding | None:
    """Systolic lies above diastolic pressure."""
    systolic, diastolic = page.lowest_systolic_mmhg, page.diastolic_mmhg
    if systolic is None or diastolic is None or diastolic < systolic:
        return None
    text = _("Diastolic is not below systolic pressure. Are the two exchanged?")
    return Finding("CRS-002", ("diastolic_mmhg",), text)


def hypotension_agrees_with_pressure(page: Any) -> Finding | None:
    """Hypotension as recorded agrees with pressure and age; on vasopressors the pressure may well be normal."""
    recorded, derived = page.hypotension, page.hypotension_for_age
    treated = bool(page.rows("vasopressors")) or page.fluid_bolus == NoYes.YES
    if not recorded or not derived or recorded == derived or (recorded == NoYes.YES and treated):
        return None
    text = _("Pressure and age say otherwise: low is below 70 + 2 × age up to 10 years, below 90 from 11.")
    return Finding("CRS-003", ("hypotension",), text)


def pressors_mean_hypotension(page: Any) -> Finding | None:
    """Who needs a vasopressor is hypotensive."""
    if page.hypotension != NoYes.NO or not page.rows("vasopressors"):
        return None
    return Finding("CRS-004", ("hypotension",), _("A vasopressor is recorded, but no hypotension. Which is right?"))


def flow_fits_device(page: Any) -> Finding | None:
    """Above 6 L/min a cannula is a high-flow cannula: the flow decides the grade, not the name of the device."""
    device, flow = page.oxygen_device, page.oxygen_flow_l_min
    if flow is None or device not in (OxygenDevice.NASAL_CANNULA, OxygenDevice.HIGH_FLOW):
        return None
    if (flow > LOW_FLOW_UP_TO_L_MIN) == (device == OxygenDevice.HIGH_FLOW):
        return None
    text = _("Low flow is up to 6 L/min, high flow above it. Check device and flow.")
    return Finding("CRS-005", ("oxygen_flow_l_min",), text)


def pressor_stopped_after_start(row: Any) -> Finding | None:
    """A vasopressor is stopped after it was started."""
    if not row.started_at or not row.stopped_at or row.stopped_at >= row.started_at:
        return None
    return Finding("CRS-006", ("stopped_at",), _("This is earlier than the start."))

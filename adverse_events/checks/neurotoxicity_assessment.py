"""Soft checks and derived scores of the ICE or CAPD assessment."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from adverse_events.checks.grading import recorded
from adverse_events.codelists.neurotoxicity import Consciousness, Frequency, NeuroTool
from adverse_events.rules.neurotoxicity import (
    DEEP_SEDATION_RASS,
    RULE_CAPD,
    RULE_ICE,
    capd_fits,
    capd_total,
    ice_total,
)
from edc.crf import Computed, Finding
from edc.crf.codelists import NoYes

ICE_ONE_POINT = (
    "ice_year", "ice_month", "ice_city", "ice_hospital", "ice_command", "ice_sentence", "ice_counting",
)  # fmt: skip
CAPD_ITEMS = (
    "capd_eye_contact", "capd_purposeful", "capd_aware", "capd_communicates",
    "capd_restless", "capd_inconsolable", "capd_underactive", "capd_slow",
)  # fmt: skip


def ice_score(page: Any) -> int | None:
    """ICE total of the page; None while an answer is missing or with the other tool."""
    if page.tool != NeuroTool.ICE:
        return None
    answers = [getattr(page, name) for name in ICE_ONE_POINT]
    points = [None if answer is None else int(answer == NoYes.YES) for answer in answers]
    return ice_total([*points, page.ice_objects])


def capd_score(page: Any) -> int | None:
    """CAPD total of the page; None while an answer is missing or with the other tool."""
    if page.tool != NeuroTool.CAPD:
        return None
    answers = [getattr(page, name) for name in CAPD_ITEMS]
    return capd_total([None if answer is None else Frequency.values.index(answer) for answer in answers])


def ice_total_computed(page: Any) -> Computed:
    """The ICE total with the answers that it sums up."""
    return Computed(ice_score(page), RULE_ICE, recorded(page, (*ICE_ONE_POINT, "ice_objects")))


def capd_total_computed(page: Any) -> Computed:
    """The CAPD total with the answers that it sums up."""
    return Computed(capd_score(page), RULE_CAPD, recorded(page, CAPD_ITEMS))


def tool_fits_age(page: Any) -> Finding | None:
    """The tool is that of the age on the day of the assessment, or the reason for the other one is given."""
    age = page.subject.age_on(timezone.localdate(page.assessed_at)) if page.assessed_at else None
    if age is None or page.tool is None or page.tool_reason:
        return None
    delay = page.developmental_delay == NoYes.YES
    fits = NeuroTool.CAPD if capd_fits(age_years=age, developmental_delay=delay) else NeuroTool.ICE
    if page.tool == fits:
        return None
    text = _("ICE is for 12 years and above, CAPD for younger children and for developmental delay. Give the reason.")
    return Finding("ICE-001", ("tool",), text)


def capd_needs_a_patient_awake(page: Any) -> Finding | None:
    """The CAPD is not scored at a RASS of -4 or below (Traube 2014)."""
    if page.rass is None or page.rass > DEEP_SEDATION_RASS or page.capd_total is None:
        return None
    text = _("At a RASS of −4 or −5 the CAPD cannot be scored: record its items as not done.")
    return Finding("ICE-002", ("rass",), text)


def unarousable_scores_nothing(page: Any) -> Finding | None:
    """Who cannot be aroused earns no point of the ICE."""
    if page.consciousness != Consciousness.UNAROUSABLE or not page.ice_total:
        return None
    return Finding("ICE-003", ("consciousness",), _("Unarousable, but the ICE has points. Which is right?"))


def baseline_before_infusion(page: Any) -> Finding | None:
    """The baseline is taken before the cells are given."""
    infused = page.subject.infused_at
    if page.is_baseline != NoYes.YES or not page.assessed_at or not infused or page.assessed_at <= infused:
        return None
    return Finding("ICE-004", ("is_baseline",), _("This is after the infusion. Is it really the baseline?"))

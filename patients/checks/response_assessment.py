"""Soft checks and derived values of the response assessment."""

from dataclasses import fields
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from edc.crf.codelists import NoYes
from patients.codelists.disease import CnsStatus, MrdResult
from patients.codelists.response import Response
from patients.rules.response import RULE, Conclusion, Criteria, Findings, response

REMISSIONS = (Response.CR, Response.CRH, Response.CRI)


def derived_response(page: Any) -> str | None:
    """The response that the findings give, None while one that decides is missing."""
    concluded = _concluded(page)
    return concluded.response if concluded else None


def _concluded(page: Any) -> Conclusion | None:
    if page.assessed_on is None:
        return None
    found = Findings(
        marrow_blasts_percent=page.marrow_blasts_percent,
        in_blood=_yes(page.blood_blasts),
        in_csf=None if page.cns_status is None else page.cns_status != CnsStatus.CNS1,
        elsewhere=_yes(page.extramedullary),
        neutrophils=page.neutrophils_e9_per_l,
        platelets=page.platelets_e9_per_l,
        transfusion_independent=_yes(page.transfusion_independent),
    )
    return response(found, criteria=criteria_of(page.subject), earlier_remission=_was_in_remission(page))


def criteria_of(subject: Any) -> Criteria:
    """What the protocol of a participant asks of a remission."""
    settings = subject.protocol_version.protocol.response_criteria
    return Criteria(**{each.name: getattr(settings, each.name) for each in fields(Criteria)})


def rule_used(page: Any) -> str | None:
    """The version of the rule behind `derived_response`, which is computed before it."""
    return str(RULE) if page.derived_response else None


def response_follows_findings(page: Any) -> Finding | None:
    """The investigator's response is the one that the findings give, or the difference is explained."""
    derived = page.derived_response
    if derived is None or page.response is None or derived == page.response:
        return None
    text = format_lazy(_("The findings give: {response}. Why is it different?"), response=Response(derived).label)
    return Finding("RS-001", ("response", "derived_response"), text)


def mrd_negative_without_blasts(page: Any) -> Finding | None:
    """A marrow with blasts has residual disease."""
    blasts = page.marrow_blasts_percent
    limit = criteria_of(page.subject).blasts_below_percent
    if page.mrd != MrdResult.NEGATIVE or blasts is None or blasts < limit:
        return None
    text = _("No residual disease, and yet the marrow blasts reach {limit} %. Which is right?")
    return Finding("RS-002", ("mrd", "marrow_blasts_percent"), format_lazy(text, limit=limit))


def assessed_after_infusion(page: Any) -> Finding | None:
    """There is no response to cells that were not given yet."""
    infused = page.subject.infusion_day
    if page.assessed_on is None or infused is None or page.assessed_on >= infused:
        return None
    return Finding("RS-003", ("assessed_on",), _("This is before the infusion. Check the date."))


def _was_in_remission(page: Any) -> bool:
    earlier = page.subject.responseassessment_pages.filter(assessed_on__lt=page.assessed_on, response__in=REMISSIONS)
    return bool(earlier.exists())


def _yes(answer: str | None) -> bool | None:
    return None if answer is None else answer == NoYes.YES

"""Soft checks and derived values of the response assessment."""

import datetime as dt
from dataclasses import asdict, fields
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf import Computed, Finding
from edc.crf.codelists import is_yes
from edc.crf.declaration import Text
from edc.crf.wording import listed
from patients.checks.response_sources import inputs_from_other_pages
from patients.codelists.disease import CnsStatus, MrdResult
from patients.codelists.response import Response
from patients.rules.response import REMISSIONS, RULE, Conclusion, Criteria, Findings, response

INPUTS = (
    "marrow_blasts_percent", "blood_blasts", "cns_status", "extramedullary", "neutrophils_e9_per_l",
    "platelets_e9_per_l", "transfusion_independent",
)  # fmt: skip


def derived_response(page: Any) -> Computed | None:
    """The response that the findings give and where they come from; None while one that decides is missing."""
    if page.assessed_on is None:
        return None
    found = Findings(
        marrow_blasts_percent=page.marrow_blasts_percent,
        in_blood=is_yes(page.blood_blasts),
        in_csf=None if page.cns_status is None else page.cns_status != CnsStatus.CNS1,
        elsewhere=is_yes(page.extramedullary),
        neutrophils=page.neutrophils_e9_per_l,
        platelets=page.platelets_e9_per_l,
        transfusion_independent=is_yes(page.transfusion_independent),
    )
    earlier, criteria = _earlier_remission(page), criteria_of(page.subject)
    concluded = response(found, criteria=criteria, earlier_remission=earlier is not None)
    if concluded is None:
        return None
    own = {name: getattr(page, name) for name in INPUTS} | {"earlier_remission": earlier}
    inputs = own | {"criteria": asdict(criteria)} | inputs_from_other_pages(page)
    return Computed(concluded.response, RULE, inputs, words=_words(concluded, criteria))


def _words(concluded: Conclusion, criteria: Criteria) -> Text:
    """What decided, in the language of the reader."""
    if concluded.response == Response.NE:
        return _("no marrow that can be judged")
    if not concluded.because:
        return _("no disease found, and both counts have recovered")
    sign = "≥" if criteria.bounds_included else ">"
    low = _("{count} not {sign} {bound} × 10⁹/L")
    words: dict[str, Text] = {
        "marrow_blasts_percent": format_lazy(_("marrow blasts ≥ {limit} %"), limit=criteria.blasts_below_percent),
        "in_blood": _("blasts in the blood"),
        "in_csf": _("blasts in the cerebrospinal fluid"),
        "elsewhere": _("disease outside marrow and blood"),
        "transfusion_independent": format_lazy(
            _("transfusion in the last {days} days"), days=criteria.transfusion_free_days
        ),
        "neutrophils": format_lazy(low, count=_("Neutrophils"), sign=sign, bound=criteria.neutrophils_above),
        "platelets": format_lazy(low, count=_("Platelets"), sign=sign, bound=criteria.platelets_above),
    }
    return listed([words[name] for name in concluded.because])


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


def _earlier_remission(page: Any) -> dt.date | None:
    """The day of the first remission before this assessment."""
    earlier = (
        each.assessed_on
        for each in page.subject.data.pages("RS")
        if each.assessed_on and each.assessed_on < page.assessed_on and each.response in REMISSIONS
    )
    return min(earlier, default=None)

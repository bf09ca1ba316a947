"""Soft checks and derived doses of the log of treatment of toxicity."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from adverse_events.codelists.treatment import ToxicityDrug
from adverse_events.rules.treatment import (
    RULE_STEROIDS,
    TOCILIZUMAB_INTERVAL,
    TOCILIZUMAB_MAX_DOSES,
    methylprednisolone_mg,
    tocilizumab_limit_mg,
)
from edc.crf import Computed, Finding

PER_KG = Decimal("0.01")


def dose_mg_per_kg(page: Any) -> Decimal | None:
    """The single dose in mg per kg; None while dose or weight is missing."""
    return _per_kg(page.dose_mg, page.weight_kg)


def methylprednisolone_mg_per_kg(page: Any) -> Computed | None:
    """The single dose of a steroid as mg of methylprednisolone per kg; None for other drugs and while a part lacks."""
    if page.dose_mg is None or page.drug is None:
        return None
    equal = _per_kg(methylprednisolone_mg(drug=page.drug, dose_mg=page.dose_mg), page.weight_kg)
    inputs = {"drug": page.drug, "dose_mg": page.dose_mg, "weight_kg": page.weight_kg}
    return None if equal is None else Computed(equal, RULE_STEROIDS, inputs)


def tocilizumab_dose_within_limit(page: Any) -> Finding | None:
    """A dose of tocilizumab is at most 12 mg/kg below 30 kg, 8 mg/kg from 30 kg, and 800 mg."""
    if page.drug != ToxicityDrug.TOCILIZUMAB or page.dose_mg is None or not page.weight_kg:
        return None
    limit = tocilizumab_limit_mg(weight_kg=page.weight_kg)
    if page.dose_mg <= limit:
        return None
    text = _("Above {mg} mg, the limit at this weight: 12 mg/kg below 30 kg, 8 mg/kg from 30 kg, at most 800 mg.")
    return Finding("TX-001", ("dose_mg",), format_lazy(text, mg=f"{limit:.0f}"))


def tocilizumab_doses_apart(page: Any) -> Finding | None:
    """Doses of tocilizumab are at least 8 hours apart."""
    gaps = [abs(page.started_at - other) for other in _other_tocilizumab(page)]
    if not gaps or min(gaps) >= TOCILIZUMAB_INTERVAL:
        return None
    return Finding("TX-002", ("started_at",), _("Less than 8 hours from another dose of tocilizumab."))


def tocilizumab_doses_counted(page: Any) -> Finding | None:
    """Nobody has more than four doses of tocilizumab."""
    before = [other for other in _other_tocilizumab(page) if other <= page.started_at]
    if len(before) < TOCILIZUMAB_MAX_DOSES:
        return None
    return Finding("TX-003", ("started_at",), _("This is more than the fourth dose of tocilizumab."))


def _other_tocilizumab(page: Any) -> list[dt.datetime]:
    """When the participant had other doses of tocilizumab; nothing for another drug."""
    if page.drug != ToxicityDrug.TOCILIZUMAB or page.started_at is None:
        return []
    others = [each for each in page.subject.data.pages("TX") if each is not page and each.pk != page.pk]
    return [each.started_at for each in others if each.drug == ToxicityDrug.TOCILIZUMAB and each.started_at]


def _per_kg(dose_mg: Decimal | None, weight_kg: Decimal | None) -> Decimal | None:
    if dose_mg is None or not weight_kg:
        return None
    return (dose_mg / weight_kg).quantize(PER_KG)

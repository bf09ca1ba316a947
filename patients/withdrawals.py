"""What a withdrawal of consent refuses."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from edc.crf.dates import day_of
from edc.crf.partial_dates import PartialDate, earliest
from edc.crf.reading import item_of, items_of
from edc.records.schedule import LOG_VISIT
from patients.codelists.consent import WithdrawalScope
from patients.consents import withdrawals_in_force
from patients.rules.withdrawal import forbidden_by


def refused_by_withdrawal(page: Any) -> str:
    """Why a page may not be entered after a withdrawal, with the remedy; "" when it may."""
    withdrawals = withdrawals_in_force(page.subject.data)
    day = _collected_on(page) if withdrawals else None
    if day is None:
        return ""
    at_visit = page.visit_code != LOG_VISIT
    found = forbidden_by(withdrawals, form=page.crf.code, at_visit=at_visit, collected_on=day)
    if found is None:
        return ""
    text = _(
        "Consent was withdrawn on %(day)s: %(scope)s. What was collected until that day can still be entered. "
        "For anything later, ask for consent again first and record it as re-consent."
    )
    return text % {"day": found.on.isoformat(), "scope": WithdrawalScope(found.scope).label}


def _collected_on(page: Any) -> dt.date | None:
    """The first date on the page, which is when its data were collected; else the opening of its visit's window.

    A date known in part counts from the first day that it can mean: a doubt never refuses.
    """
    for name, field in items_of(type(page)).items():
        value = getattr(page, name)
        if item_of(field).derived is None and isinstance(value, dt.date | PartialDate):
            return earliest(day_of(value))
    visit = page.subject.planned_visit(page.visit_code)
    return visit.opens if visit else None

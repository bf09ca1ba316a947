"""Soft checks of the demographics form."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from patients.consents import first_consent_day


def born_before_consent(page: Any) -> Finding | None:
    """Nobody is asked for consent before birth."""
    consented = first_consent_day(page.subject.data)
    if page.birth_date is None or consented is None or page.birth_date <= consented:
        return None
    text = _("The consent was signed before this date of birth. Which date is right?")
    return Finding("DM-001", ("birth_date",), text)

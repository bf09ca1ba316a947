"""Soft checks of the log of protocol deviations."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from edc.crf.codelists import NoYes
from patients.codelists.deviation import DeviationClass

IMPACTS = ("affects_safety", "affects_rights", "affects_data")


def impact_makes_it_major(page: Any) -> Finding | None:
    """What touches safety, rights or the reliability of data is major (ICH E3 Q&A, 2012: important deviations)."""
    touched = [name for name in IMPACTS if getattr(page, name) == NoYes.YES]
    if page.severity != DeviationClass.MINOR or not touched:
        return None
    text = _("A deviation that touches safety, rights or data is major. Which is right?")
    return Finding("DV-001", ("severity", *touched), text)

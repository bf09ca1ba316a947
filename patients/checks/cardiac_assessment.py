"""Soft checks of the cardiac assessment."""

from decimal import Decimal
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from patients.rules.cardiac import corrected_qt_ms

# The rate of the printout is rounded; our tolerance.
TOLERANCE_MS = 10


def corrected_qt_agrees(page: Any) -> Finding | None:
    """QTc is what QT, heart rate and formula give."""
    if not page.qt_ms or not page.ecg_heart_rate_bpm or page.qtc_formula is None or page.qtc_ms is None:
        return None
    rate = Decimal(page.ecg_heart_rate_bpm)
    counted = corrected_qt_ms(qt_ms=Decimal(page.qt_ms), heart_rate_bpm=rate, formula=page.qtc_formula)
    if abs(counted - page.qtc_ms) <= TOLERANCE_MS:
        return None
    return Finding("CA-001", ("qtc_ms",), format_lazy(_("QT, heart rate and formula give {ms} ms."), ms=counted))

"""Soft checks and the derived logarithm of virology."""

from decimal import Decimal
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from edc.crf.wording import listed
from patients.codelists.virology import QualitativeResult, ViralMarker
from patients.rules.virology import log10_load

# Anti-HBc alone does not exclude: it shows an infection of the past.
EXCLUDING = tuple(marker for marker in ViralMarker.values if marker != ViralMarker.HBC_AB)
NUCLEIC_ACIDS = (ViralMarker.HBV_DNA, ViralMarker.HCV_RNA, ViralMarker.EBV_DNA, ViralMarker.CMV_DNA)


def log10_of(row: Any) -> Decimal | None:
    """Logarithm of the viral load; None while there is none."""
    return None if row.viral_load is None else log10_load(row.viral_load)


def positive_marker(page: Any) -> Finding | None:
    """A positive marker speaks against taking part."""
    found = [
        ViralMarker(row.marker).label
        for row in page.rows("markers")
        if row.marker in EXCLUDING and row.result == QualitativeResult.POSITIVE
    ]
    if not found:
        return None
    text = format_lazy(_("Positive: {markers}. This speaks against taking part."), markers=listed(found))
    return Finding("VIR-001", ("laboratory_name",), text)


def hbv_dna_after_anti_hbc(page: Any) -> Finding | None:
    """Anti-HBc without HBsAg may hide hepatitis B: HBV-DNA decides."""
    results = {row.marker: row.result for row in page.rows("markers")}
    if results.get(ViralMarker.HBC_AB) != QualitativeResult.POSITIVE or results.get(ViralMarker.HBV_DNA):
        return None
    text = _("Anti-HBc is positive: HBV-DNA must be known before cells against B cells are given.")
    return Finding("VIR-002", ("laboratory_name",), text)


def load_of_positive_pcr(row: Any) -> Finding | None:
    """A positive nucleic acid test has a viral load with its unit."""
    if row.marker not in NUCLEIC_ACIDS or row.result != QualitativeResult.POSITIVE:
        return None
    if row.viral_load is not None and row.load_unit:
        return None
    return Finding("VIR-003", ("viral_load",), _("Positive: write the viral load and its unit."))

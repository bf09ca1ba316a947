"""Soft checks and the derived CNS status of cerebrospinal fluid."""

from decimal import Decimal
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from edc.crf.codelists import NoYes
from patients.codelists.disease import CnsStatus, Cytology
from patients.rules.cns import cns_status, steinherz_bleyer

# Ten red cells or more make a tap traumatic (COG AALL0232).
TRAUMATIC_PER_UL = 10


def counted_status(page: Any) -> str | None:
    """CNS status by counts, cytology and signs; None while one of them is missing or cannot be judged."""
    needed = (page.white_cells_per_ul, page.clinical_signs, page.traumatic)
    if None in needed or page.cytology in (None, Cytology.INADEQUATE):
        return None
    return cns_status(
        white_cells_per_ul=Decimal(page.white_cells_per_ul),
        blasts=page.cytology == Cytology.BLASTS,
        signs=page.clinical_signs == NoYes.YES,
        traumatic=page.traumatic == NoYes.YES,
        exceeds_blood=_exceeds_blood(page),
    )


def recorded_status_agrees(page: Any) -> Finding | None:
    """The status recorded is the one that the counts give."""
    counted = counted_status(page)
    if counted is None or page.cns_status in (None, counted):
        return None
    text = format_lazy(_("Counts, cytology and signs give: {status}."), status=CnsStatus(counted).label)
    return Finding("CSF-002", ("cns_status",), text)


def red_cells_mean_traumatic(page: Any) -> Finding | None:
    """From ten red cells on a tap is traumatic, below it is not."""
    red = page.red_cells_per_ul
    if red is None or page.traumatic is None or (red >= TRAUMATIC_PER_UL) == (page.traumatic == NoYes.YES):
        return None
    return Finding("CSF-003", ("traumatic",), _("From 10 red cells/µL on a tap is traumatic. Which is right?"))


def _exceeds_blood(page: Any) -> bool | None:
    if not page.red_cells_per_ul or page.blood_white_e9_per_l is None or not page.blood_red_e12_per_l:
        return None
    return steinherz_bleyer(
        csf_white_per_ul=Decimal(page.white_cells_per_ul),
        csf_red_per_ul=Decimal(page.red_cells_per_ul),
        blood_white_e9_per_l=page.blood_white_e9_per_l,
        blood_red_e12_per_l=page.blood_red_e12_per_l,
    )

"""Soft checks and the derived CNS status of cerebrospinal fluid."""

from decimal import Decimal
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf import Computed, Finding
from edc.crf.codelists import NoYes
from patients.codelists.disease import CnsStatus, Cytology
from patients.rules.cns import RULE, cns_status, steinherz_bleyer

# Ten red cells or more make a tap traumatic (COG AALL0232).
TRAUMATIC_PER_UL = 10

INPUTS = (
    "white_cells_per_ul", "red_cells_per_ul", "cytology", "clinical_signs", "traumatic", "blood_white_e9_per_l",
    "blood_red_e12_per_l",
)  # fmt: skip
EXCEEDS = {
    True: _("White over red cells of the fluid exceed twice that of the blood."),
    False: _("White over red cells of the fluid do not exceed twice that of the blood."),
}


def counted_status(page: Any) -> Computed:
    """CNS status by counts, cytology and signs; None while one of them is missing or cannot be judged."""
    value, exceeds = None, _exceeds_blood(page)
    needed = (page.white_cells_per_ul, page.clinical_signs, page.traumatic)
    if None not in needed and page.cytology not in (None, Cytology.INADEQUATE):
        value = cns_status(
            white_cells_per_ul=Decimal(page.white_cells_per_ul),
            blasts=page.cytology == Cytology.BLASTS,
            signs=page.clinical_signs == NoYes.YES,
            traumatic=page.traumatic == NoYes.YES,
            exceeds_blood=exceeds,
        )
    inputs = {name: getattr(page, name) for name in INPUTS}
    return Computed(value, RULE, inputs | {"exceeds_blood": exceeds}, words="" if exceeds is None else EXCEEDS[exceeds])


def recorded_status_agrees(page: Any) -> Finding | None:
    """The status recorded is the one that the counts give."""
    counted = counted_status(page).value
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
    is_known = page.white_cells_per_ul is not None and page.blood_white_e9_per_l is not None
    if page.traumatic != NoYes.YES or not is_known or not page.red_cells_per_ul or not page.blood_red_e12_per_l:
        return None
    return steinherz_bleyer(
        csf_white_per_ul=Decimal(page.white_cells_per_ul),
        csf_red_per_ul=Decimal(page.red_cells_per_ul),
        blood_white_e9_per_l=page.blood_white_e9_per_l,
        blood_red_e12_per_l=page.blood_red_e12_per_l,
    )

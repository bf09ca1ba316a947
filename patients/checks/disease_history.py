"""Soft checks of the disease history."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from edc.crf.codelists import NoYes
from patients.checks.order import is_before
from patients.codelists.history import BAllSubtype, GeneticLesion, LesionResult

# A subtype is named after its lesion: who has the one has the other.
LESION_OF: dict[str, GeneticLesion] = {
    BAllSubtype.BCR_ABL1: GeneticLesion.BCR_ABL1,
    BAllSubtype.BCR_ABL1_LIKE: GeneticLesion.PH_LIKE,
    BAllSubtype.KMT2A: GeneticLesion.KMT2A,
    BAllSubtype.ETV6_RUNX1: GeneticLesion.ETV6_RUNX1,
    BAllSubtype.HYPERDIPLOID: GeneticLesion.HYPERDIPLOID,
    BAllSubtype.HYPODIPLOID: GeneticLesion.HYPODIPLOID,
}


def relapses_are_listed(page: Any) -> Finding | None:
    """Each relapse that is counted stands in the table with its date and site, and no other."""
    listed = {row.number for row in page.rows("relapses") if row.number is not None}
    if page.relapse_number is None or listed == set(range(1, page.relapse_number + 1)):
        return None
    text = _("The number of relapses and the rows below differ. Write one row for each relapse and site.")
    return Finding("DH-002", ("relapse_number",), text)


def relapsed_or_refractory(page: Any) -> Finding | None:
    """The trial is for disease that came back or did not respond."""
    if page.relapse_number != 0 or page.refractory != NoYes.NO:
        return None
    return Finding("DH-003", ("refractory",), _("Neither relapsed nor refractory: is the participant eligible?"))


def relapse_after_diagnosis(page: Any) -> Finding | None:
    """No relapse before the diagnosis."""
    days = [row.relapsed_on for row in page.rows("relapses") if row.relapsed_on is not None]
    if page.diagnosed_on is None or not any(is_before(day, page.diagnosed_on) for day in days):
        return None
    return Finding("DH-004", ("diagnosed_on",), _("A relapse is dated before the diagnosis. Which date is right?"))


def subtype_agrees_with_lesions(page: Any) -> Finding | None:
    """A subtype named after a lesion goes with that lesion."""
    lesion = LESION_OF.get(page.subtype or "")
    results = {row.lesion: row.result for row in page.rows("lesions")}
    if lesion is None or results.get(lesion) in (None, LesionResult.DETECTED):
        return None
    text = format_lazy(
        _("The subtype says that this was found: {lesion}. The table says otherwise."), lesion=lesion.label
    )
    return Finding("DH-005", ("subtype",), text)

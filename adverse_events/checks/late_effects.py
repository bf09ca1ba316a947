"""Soft checks of the late effects form."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from adverse_events.checks.common import event_numbers
from adverse_events.codelists.late import LateEffect, TransgeneInTumour
from edc.crf import Finding
from edc.crf.codelists import NoYes


def answer_agrees_with_rows(page: Any) -> Finding | None:
    """Whoever has a late effect names it below, and whoever has none names none."""
    named = bool(page.rows("effects"))
    if page.any_effect is None or (page.any_effect == NoYes.YES) == named:
        return None
    text = _("The answer and the list below contradict each other. Which is right?")
    return Finding("LT-001", ("any_effect",), text)


def tumour_is_tested_for_transgene(row: Any) -> Finding | None:
    """A second malignancy is reported at once and tested for the CAR gene."""
    if row.kind != LateEffect.MALIGNANCY or row.transgene != TransgeneInTumour.NOT_TESTED:
        return None
    text = _("A second malignancy must be tested for the CAR gene. Inform the sponsor now and keep the tissue.")
    return Finding("LT-002", ("transgene",), text)


def effects_are_in_the_log(page: Any) -> Finding | None:
    """Each number is one of the adverse event log."""
    numbered = [
        (at, row.ae_number) for at, row in enumerate(page.rows("effects"), start=1) if row.ae_number is not None
    ]
    known = event_numbers(page.subject) if numbered else set()
    unknown = [at for at, number in numbered if number not in known]
    if not unknown:
        return None
    text = _("The adverse event log has no entry with this number.")
    return Finding("LT-003", ("ae_number",), text, row=unknown[0], table="effects")

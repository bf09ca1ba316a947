"""Soft checks of the medical history."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from edc.crf.codelists import NoYes

EXCLUDING = ("genetic_disease", "other_malignancy", "uncontrolled_infection")


def conditions_stand_where_answered_yes(page: Any) -> Finding | None:
    """The table has rows if, and only if, a disease was answered with yes."""
    if page.any_condition is None or (page.any_condition == NoYes.YES) == bool(page.rows("conditions")):
        return None
    return Finding("MH-002", ("any_condition",), _("This answer and the rows below do not agree."))


def excluded_conditions(page: Any) -> Finding | None:
    """Genetic disease, another malignancy or an uncontrolled infection speak against taking part."""
    found = tuple(name for name in EXCLUDING if getattr(page, name) == NoYes.YES)
    if not found:
        return None
    return Finding("MH-003", found, _("This speaks against taking part. Inform the investigator."))

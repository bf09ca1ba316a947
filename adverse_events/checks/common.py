"""Soft checks that several forms share."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from edc.records.schedule import LOG_VISIT


def names_an_event(check_id: str) -> Callable[[Any], Finding | None]:
    """A check that `ae_number` is a number in the participant's adverse event log; one query, if there is a number."""

    def check(page: Any) -> Finding | None:
        if page.ae_number is None or page.ae_number in event_numbers(page.subject):
            return None
        return Finding(check_id, ("ae_number",), _("The adverse event log has no entry with this number."))

    return check


def event_numbers(subject: Any) -> set[int]:
    """Numbers of the entries in the participant's adverse event log."""
    return set(subject.adverseevent_pages.filter(visit_code=LOG_VISIT).values_list("occurrence", flat=True))

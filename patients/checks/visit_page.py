"""The soft check of the visit page."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf import Finding


def held_within_its_window(page: Any) -> Finding | None:
    """A visit outside its window is a deviation, recorded and explained."""
    visit = page.subject.planned_visit(page.visit_code)
    if page.held_on is None or visit is None or visit.opens is None or visit.closes is None:
        return None
    if visit.opens <= page.held_on <= visit.closes:
        return None
    text = _("The window of this visit is {opens} to {closes}. Check the date, or report the deviation.")
    window = {"opens": visit.opens.isoformat(), "closes": visit.closes.isoformat()}
    return Finding("SV-001", ("held_on",), format_lazy(text, **window))

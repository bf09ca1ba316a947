"""Soft checks of extramedullary disease."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from edc.crf.codelists import NoYes
from patients.codelists.disease import SiteFinding


def conclusion_follows_sites(page: Any) -> Finding | None:
    """The conclusion is yes if, and only if, leukaemia is present at a site."""
    found = any(row.finding == SiteFinding.PRESENT for row in page.rows("sites"))
    if page.any_disease is None or (page.any_disease == NoYes.YES) == found:
        return None
    return Finding("EMD-001", ("any_disease",), _("This conclusion and the sites below do not agree."))

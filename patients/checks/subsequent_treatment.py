"""Soft checks of subsequent therapy."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from edc.crf import Finding


def stopped_after_start(page: Any) -> Finding | None:
    """A therapy stops after it started."""
    if page.started_on is None or page.stopped_on is None or not page.stopped_on.certainly_before(page.started_on):
        return None
    return Finding("ST-002", ("stopped_on",), _("It stopped before it started. Are the two dates exchanged?"))

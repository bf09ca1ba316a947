"""Soft checks of subsequent therapy."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from edc.crf import Finding


def given_after_infusion(page: Any) -> Finding | None:
    """What was given before the cells is prior or bridging therapy."""
    infused = page.subject.infusion_day
    if page.started_on is None or infused is None or not page.started_on.certainly_before(infused):
        return None
    text = _("This began before the infusion. Does it belong to prior or bridging therapy?")
    return Finding("ST-001", ("started_on",), text)


def stopped_after_start(page: Any) -> Finding | None:
    """A therapy stops after it started."""
    if page.started_on is None or page.stopped_on is None or not page.stopped_on.certainly_before(page.started_on):
        return None
    return Finding("ST-002", ("stopped_on",), _("It stopped before it started. Are the two dates exchanged?"))

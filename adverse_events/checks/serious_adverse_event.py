"""Soft checks of the serious adverse event log."""

from typing import Any

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from adverse_events.checks.common import event_of
from adverse_events.checks.reporting import CRITERIA, answered_at, clocks_of
from adverse_events.codelists.events import EventOutcome
from adverse_events.rules.safety_clocks import is_late
from edc.crf import Finding
from edc.crf.codelists import NoYes


def event_is_in_the_log_as_serious(page: Any) -> Finding | None:
    """The adverse event log has this event, marks it as serious, and as fatal exactly if it is fatal here."""
    if page.ae_number is None:
        return None
    event = event_of(page)
    if event is None:
        text = _("The adverse event log has no entry with this number.")
    elif event.serious == NoYes.NO:
        text = _("The adverse event log calls this event not serious. Which is right?")
    elif (
        event.outcome
        and page.results_in_death
        and (event.outcome == EventOutcome.FATAL) != (page.results_in_death == NoYes.YES)
    ):
        text = _("Death here and the outcome in the adverse event log contradict each other.")
    else:
        return None
    return Finding("SAE-001", ("ae_number",), text)


def a_criterion_is_met(page: Any) -> Finding | None:
    """An event is serious by at least one of the criteria (ICH E2A)."""
    if any(getattr(page, name) != NoYes.NO for name in CRITERIA):
        return None
    return Finding("SAE-002", (CRITERIA[-1],), _("None of the criteria is met: then the event is not serious."))


def sponsor_heard_in_time(page: Any) -> Finding | None:
    """The sponsor hears of it within the hours of the protocol, or the reason for the delay is given."""
    if page.late_reason:
        return None
    to_sponsor = [clock for clock in clocks_of(page) if clock.kind.startswith("sponsor")]
    if not any(is_late(clock, reported_at=answered_at(page, clock) or timezone.now()) for clock in to_sponsor):
        return None
    hours = page.subject.protocol_version.protocol.safety_clocks.sae_hours
    text = _("More than {hours} hours from awareness without a report to the sponsor. Report now, and give the reason.")
    return Finding("SAE-003", ("late_reason",), format_lazy(text, hours=hours))


def became_worse_after_awareness(page: Any) -> Finding | None:
    """Nobody knows of death or danger to life before knowing of the event."""
    if page.fatal_aware_at is None or page.aware_at is None or page.fatal_aware_at >= page.aware_at:
        return None
    text = _("This is earlier than the site's awareness of the event. Which time is right?")
    return Finding("SAE-006", ("fatal_aware_at",), text)

"""Soft checks of the serious adverse event log."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from adverse_events.codelists.events import EventOutcome, ReportRecipient
from adverse_events.rules.events import report_is_late
from edc.crf import Finding
from edc.crf.codelists import NoYes
from edc.records.schedule import LOG_VISIT

CRITERIA = (
    "results_in_death", "life_threatening", "hospitalisation", "disability", "congenital_anomaly", "other_important",
)  # fmt: skip


def event_is_in_the_log_as_serious(page: Any) -> Finding | None:
    """The adverse event log has this event, marks it as serious, and as fatal exactly if it is fatal here."""
    if page.ae_number is None:
        return None
    events = page.subject.adverseevent_pages.filter(visit_code=LOG_VISIT, occurrence=page.ae_number)
    event = events.values("serious", "outcome").first()
    if event is None:
        text = _("The adverse event log has no entry with this number.")
    elif event["serious"] == NoYes.NO:
        text = _("The adverse event log calls this event not serious. Which is right?")
    elif (
        event["outcome"]
        and page.results_in_death
        and (event["outcome"] == EventOutcome.FATAL) != (page.results_in_death == NoYes.YES)
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


def sponsor_heard_within_24_hours(page: Any) -> Finding | None:
    """The sponsor hears of it within 24 hours of the site's awareness, or the reason for the delay is given."""
    if page.aware_at is None or page.late_reason:
        return None
    to_sponsor = [row for row in page.rows("reports") if row.recipient == ReportRecipient.SPONSOR and row.reported_at]
    reported_at = min((row.reported_at for row in to_sponsor), default=timezone.now())
    if not report_is_late(aware_at=page.aware_at, reported_at=reported_at):
        return None
    text = _("More than 24 hours from awareness without a report to the sponsor. Report now, and give the reason.")
    return Finding("SAE-003", ("late_reason",), text)

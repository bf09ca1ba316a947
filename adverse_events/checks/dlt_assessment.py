"""Soft checks and the derived conclusion of the assessment of dose-limiting toxicity."""

import datetime as dt
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from adverse_events.checks.common import event_of
from adverse_events.checks.dlt_proposal import became_worse_in_the_window, last_day_of_onset
from adverse_events.rules.dlt import dlt_occurred, followed_long_enough
from edc.crf import Finding
from edc.crf.codelists import NoYes

YES = {NoYes.YES: True, NoYes.NO: False}


def window_ends_on(page: Any) -> dt.date | None:
    """Last day of the window of the participant's protocol; None before the infusion is recorded."""
    day = page.subject.infusion_day
    return day + dt.timedelta(days=_window(page).days) if day else None


def conclusion(page: Any) -> NoYes | None:
    """Whether a dose-limiting toxicity occurred, from the committee's decisions; None while that is open."""
    decisions = [YES.get(row.adjudicated) for row in page.rows("candidates")]
    occurred = dlt_occurred(adjudicated=decisions, evaluable=YES.get(page.evaluable))
    return None if occurred is None else (NoYes.YES if occurred else NoYes.NO)


def evaluable_was_followed(page: Any) -> Finding | None:
    """Evaluable is who was followed through the window, or had a dose-limiting toxicity before."""
    day, window = page.subject.infusion_day, _window(page)
    if page.evaluable != NoYes.YES or page.dlt_occurred == NoYes.YES or day is None or page.followed_to is None:
        return None
    if followed_long_enough(
        followed_to=page.followed_to, infusion_day=day, days=window.days, tolerance_days=window.tolerance_days
    ):
        return None
    text = _("Without a dose-limiting toxicity, evaluable is only who was followed to day {day}.")
    return Finding("DLT-001", ("evaluable",), format_lazy(text, day=window.days - window.tolerance_days))


def candidate_is_an_event_in_the_window(row: Any) -> Finding | None:
    """A candidate is an entry of the adverse event log that began, or became worse, from infusion to end of window."""
    if row.ae_number is None:
        return None
    event = event_of(row)
    if event is None:
        return Finding("DLT-002", ("ae_number",), _("The adverse event log has no entry with this number."))
    if not _outside_window(row.page.subject, event.started_on) or became_worse_in_the_window(event):
        return None
    text = _("This event began outside the window in which a toxicity limits the dose.")
    return Finding("DLT-002", ("ae_number",), text)


def committee_explains_dissent(row: Any) -> Finding | None:
    """A decision against the investigator's proposal is explained."""
    if None in (row.proposed, row.adjudicated) or row.proposed == row.adjudicated or row.adjudication_reason:
        return None
    text = _("The committee decided against the investigator's proposal. Write its reason.")
    return Finding("DLT-003", ("adjudication_reason",), text)


def _window(page: Any) -> Any:
    return page.subject.protocol_version.protocol.dlt_window


def _outside_window(subject: Any, started_on: Any) -> bool:
    infused, last = subject.infusion_day, last_day_of_onset(subject)
    if started_on is None or infused is None or last is None:
        return False
    return bool(started_on.certainly_before(infused) or started_on.certainly_after(last))

"""Until when a serious event is reported, and by which report each clock was answered."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from adverse_events.checks.common import event_of
from adverse_events.codelists.events import RELATED, Expectedness, ReportKind, ReportRecipient
from adverse_events.rules.safety_clocks import EXPEDITED, TO_AUTHORITY, TO_SPONSOR, Clock, Terms, clocks, is_susar
from edc.crf import Computed
from edc.crf.codelists import NoYes
from edc.crf.declaration import Text
from edc.crf.wording import listed

CRITERIA = (
    "results_in_death", "life_threatening", "hospitalisation", "disability", "congenital_anomaly", "other_important",
)  # fmt: skip
TO = {"sponsor": ReportRecipient.SPONSOR, "authority": ReportRecipient.AUTHORITY}
COMPLETING = (ReportKind.FOLLOW_UP, ReportKind.FINAL)
DAY = dt.timedelta(days=1)


def clocks_of(page: Any) -> list[Clock]:
    """The clocks of an entry, the earliest due first; none before awareness is recorded."""
    if page.aware_at is None:
        return []
    settings = page.subject.protocol_version.protocol.safety_clocks
    is_fatal = NoYes.YES in (page.results_in_death, page.life_threatening)
    return clocks(
        aware_at=page.aware_at,
        fatal_aware_at=(page.fatal_aware_at or page.aware_at) if is_fatal else None,
        susar=_susar(page),
        expedited=page.special_situation is not None,
        terms=Terms(
            sae_hours=settings.sae_hours,
            susar_fatal_days=settings.susar_fatal_days,
            susar_fatal_complete_days=settings.susar_fatal_complete_days,
            susar_other_days=settings.susar_other_days,
        ),
        zone=timezone.get_default_timezone(),
    )


def answered_at(page: Any, clock: Clock) -> dt.datetime | None:
    """When the first report that answers the clock left the site; None while there is none."""
    recipient = TO[clock.kind.partition(" ")[0]]
    reports = [row for row in page.rows("reports") if row.recipient == recipient and row.reported_at]
    if clock.kind == "authority complete":
        reports = [row for row in reports if row.kind in COMPLETING]
    return min((row.reported_at for row in reports if row.reported_at >= clock.began_at), default=None)


def last_day(clock: Clock) -> dt.date:
    """The last calendar day on which a report that is due by days is in time."""
    return timezone.localdate(clock.due_at) - DAY


def susar(page: Any) -> Computed:
    """Whether the event is a suspected unexpected serious adverse reaction, with what is still open."""
    result = _susar(page)
    words = format_lazy(_("Not recorded yet: {items}."), items=_still_open(page)) if result is None else ""
    inputs = {name: getattr(page, name) for name in (*CRITERIA, "expectedness")}
    inputs |= {"causality_car_t": _relation(page)}
    return Computed(None if result is None else (NoYes.YES if result else NoYes.NO), TO_AUTHORITY, inputs, words)


def sponsor_due_at(page: Any) -> Computed:
    """The last moment for the first report to the sponsor."""
    clock = _clock(page, "sponsor")
    return Computed(clock.due_at if clock else None, TO_SPONSOR, {"aware_at": page.aware_at})


def sponsor_report_late(page: Any) -> Computed:
    """Whether a report to the sponsor was late; None while one that is due has not been made."""
    judged = [(clock, answered_at(page, clock)) for clock in clocks_of(page) if clock.kind.startswith("sponsor")]
    late = None
    if judged and all(reported for _clock, reported in judged):
        late = any(reported > clock.due_at for clock, reported in judged if reported)
    reports = [reported for _clock, reported in judged]
    value = None if late is None else (NoYes.YES if late else NoYes.NO)
    return Computed(value, TO_SPONSOR, {"aware_at": page.aware_at, "reported_at": reports})


def why_provisional(page: Any) -> Text:
    """What has to be judged before a provisional clock to the authority is an ordinary one, or none."""
    text = _("Provisional: runs if judged related and unexpected. Still open: {items}.")
    return format_lazy(text, items=_still_open(page))


def authority_due_on(page: Any) -> Computed:
    """The last day for the first report to the authority; a provisional one stands in the words alone."""
    clock = _clock(page, "authority fatal") or _clock(page, "authority other")
    if clock is None or clock.is_provisional:
        return _undecided(page, clock)
    rule = TO_AUTHORITY if _susar(page) else EXPEDITED
    words = {
        "authority fatal": _("Fatal or life-threatening: {n} days from {day}, which is day 0."),
        "authority other": _("{n} days from {day}, which is day 0."),
    }[clock.kind]
    began = timezone.localdate(clock.began_at)
    text = format_lazy(words, n=(last_day(clock) - began).days, day=began.isoformat())
    return Computed(last_day(clock), rule, {"began_at": clock.began_at, "kind": clock.kind}, text)


def authority_complete_by(page: Any) -> Computed:
    """The last day for a complete report to the authority, asked for where the event is fatal or life-threatening."""
    clock = _clock(page, "authority complete")
    if clock is None or clock.is_provisional:
        return _undecided(page, clock)
    return Computed(last_day(clock), TO_AUTHORITY, {"began_at": clock.began_at})


def _undecided(page: Any, clock: Clock | None) -> Computed:
    """No day is recorded while it may turn out that none is due; a provisional clock says which it would be."""
    if clock is None:
        return Computed(None, TO_AUTHORITY)
    text = format_lazy(_("Last day {day}. {why}"), day=last_day(clock).isoformat(), why=why_provisional(page))
    return Computed(None, TO_AUTHORITY, words=text)


def _susar(page: Any) -> bool | None:
    cause = _relation(page)
    return is_susar(
        serious=_serious(page),
        suspected=None if cause is None else cause in RELATED,
        unexpected=None if page.expectedness is None else page.expectedness == Expectedness.UNEXPECTED,
    )


def _still_open(page: Any) -> Text:
    """What is not recorded yet of a SUSAR's three parts."""
    parts = (
        (_("relation to CAR-T-19 cells"), _relation(page)),
        (_("expectedness"), page.expectedness),
        (_("seriousness"), _serious(page)),
    )
    return listed([label for label, value in parts if value is None])


def _relation(page: Any) -> str | None:
    event = event_of(page)
    return event.causality_car_t if event else None


def _serious(page: Any) -> bool | None:
    answers = [getattr(page, name) for name in CRITERIA]
    return True if NoYes.YES in answers else None if None in answers else False


def _clock(page: Any, kind: str) -> Clock | None:
    return next((clock for clock in clocks_of(page) if clock.kind == kind), None)

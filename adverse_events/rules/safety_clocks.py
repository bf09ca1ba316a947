"""Safety clocks: until when a serious event is reported, from the moment the site first knew of it.

Hours are elapsed hours. Days are calendar days of the study zone, holidays and weekends among them: day 0 is the day
of first awareness, and a report of day n is in time until that day ends.
"""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal
from zoneinfo import ZoneInfo

from edc.rule import Rule

TO_SPONSOR = Rule(
    "SAE-24H", 1, "Serious adverse event: to the sponsor",
    "GCP of China 2020, article 26 (at once); 24 hours is the usual reading where the protocol is silent",
)  # fmt: skip
TO_AUTHORITY = Rule(
    "SUSAR-E2A", 2, "SUSAR: to the authority",
    "ICH E2A 1994, III.B.1 and III.B.2; NMPA 2018 standards of expedited reporting (day of first awareness is day 0)",
)  # fmt: skip
EXPEDITED = Rule(
    "EXPEDITED-SITUATIONS", 1, "Pregnancy, overdose, second malignancy, replication-competent lentivirus: expedited",
    "FDA 2020, long term follow-up after gene therapy (delayed adverse events); the terms are our reading",
    is_confirmed=False,
)  # fmt: skip

Kind = Literal["sponsor", "sponsor upgrade", "authority fatal", "authority complete", "authority other"]
BY_THE_HOUR = ("sponsor", "sponsor upgrade")


@dataclass(frozen=True, kw_only=True)
class Terms:
    """How long each clock runs: settings of the protocol."""

    sae_hours: int
    susar_fatal_days: int
    susar_fatal_complete_days: int
    susar_other_days: int


@dataclass(frozen=True)
class Clock:
    """One clock: what it asks for, when it began, the last moment in time (the next one is late).

    A provisional one runs only if the event turns out to be a SUSAR, which is not decided yet.
    """

    kind: Kind
    began_at: dt.datetime
    due_at: dt.datetime
    is_provisional: bool = False


def due_after_hours(*, aware_at: dt.datetime, hours: int, zone: ZoneInfo) -> dt.datetime:
    """The moment so many elapsed hours after awareness, on the clock of the zone.

    Source: GCP of China 2020, article 26; 24 hours is the usual reading.
    """
    return (aware_at.astimezone(dt.UTC) + dt.timedelta(hours=hours)).astimezone(zone)


def due_on(*, aware_at: dt.datetime, days: int, zone: ZoneInfo) -> dt.date:
    """The last calendar day for a report: so many days after the day of first awareness, which is day 0.

    Source: ICH E2A 1994, III.B (calendar days); NMPA 2018: the day of first awareness is day 0.
    """
    return aware_at.astimezone(zone).date() + dt.timedelta(days=days)


def end_of(day: dt.date, *, zone: ZoneInfo) -> dt.datetime:
    """The midnight with which a day ends in the zone: a report before it is in time.

    Source: reading of this project: a calendar day lasts until its midnight in the study zone.
    """
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), zone)


def is_susar(*, serious: bool | None, suspected: bool | None, unexpected: bool | None) -> bool | None:
    """Suspected, unexpected and serious: False as soon as one is not so, None while one is open.

    Source: ICH E2A 1994, II and III.A.1.
    """
    parts = (serious, suspected, unexpected)
    return False if False in parts else None if None in parts else True


def clocks(
    *,
    aware_at: dt.datetime,
    fatal_aware_at: dt.datetime | None,
    susar: bool | None,
    expedited: bool,
    terms: Terms,
    zone: ZoneInfo,
) -> list[Clock]:
    """The clocks of one event, the earliest due first.

    `aware_at` is when the site first knew of the event, `fatal_aware_at` when it knew that it was fatal or
    life-threatening; None: it is not. Knowing that later begins the clocks of a fatal event then, and leaves those
    that run. `expedited` is a situation that goes to the authority whether or not it is a SUSAR. While `susar` is
    None, undecided, the clocks of a SUSAR run provisionally: awareness begins them, not the judgement.

    Source: ICH E2A 1994, III.B.1 (7 calendar days, completed within 8 more) and III.B.2 (15 calendar days); that they
    are shown before the judgement is our reading.
    """
    is_upgrade = fatal_aware_at is not None and fatal_aware_at > aware_at
    running = [_by_hours("sponsor", aware_at, terms, zone)]
    if fatal_aware_at and is_upgrade:
        running.append(_by_hours("sponsor upgrade", fatal_aware_at, terms, zone))
    to_authority = []
    if fatal_aware_at:
        completed = terms.susar_fatal_days + terms.susar_fatal_complete_days
        to_authority.append(_by_days("authority fatal", fatal_aware_at, terms.susar_fatal_days, zone))
        to_authority.append(_by_days("authority complete", fatal_aware_at, completed, zone))
    if is_upgrade or not fatal_aware_at:
        to_authority.append(_by_days("authority other", aware_at, terms.susar_other_days, zone))
    if susar or expedited:
        running += to_authority
    elif susar is None:
        running += [replace(clock, is_provisional=True) for clock in to_authority]
    return sorted(running, key=lambda clock: clock.due_at)


def is_late(clock: Clock, *, reported_at: dt.datetime) -> bool:
    """Whether a report of that moment is late: after the last hour, or after the last day has ended.

    Source: GCP of China 2020, article 26; ICH E2A 1994, III.B.
    """
    return reported_at > clock.due_at if clock.kind in BY_THE_HOUR else reported_at >= clock.due_at


def _by_hours(kind: Kind, aware_at: dt.datetime, terms: Terms, zone: ZoneInfo) -> Clock:
    return Clock(kind, aware_at, due_after_hours(aware_at=aware_at, hours=terms.sae_hours, zone=zone))


def _by_days(kind: Kind, aware_at: dt.datetime, days: int, zone: ZoneInfo) -> Clock:
    return Clock(kind, aware_at, end_of(due_on(aware_at=aware_at, days=days, zone=zone), zone=zone))

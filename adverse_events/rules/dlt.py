"""Dose-limiting toxicity: what the protocol's rules propose, the days that count, the committee's conclusion."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Protocol

from edc.rule import Rule

RULE = Rule(
    "DLT-PROTOCOL", 2, "Dose-limiting toxicity: proposal by the rule set of the protocol",
    "dlt_rules and dlt_exclusions of the protocol file; the registry record names no list", is_confirmed=False,
)  # fmt: skip
HOUR = dt.timedelta(hours=1)
HIGHEST_GRADE = 5


class Limit(Protocol):
    """One rule of the protocol: from `min_grade` on, for more than so many hours without a break. () is any."""

    @property
    def code(self) -> str: ...
    @property
    def categories(self) -> tuple[str, ...]: ...
    @property
    def not_categories(self) -> tuple[str, ...]: ...
    @property
    def scale(self) -> str: ...
    @property
    def min_grade(self) -> int: ...
    @property
    def longer_than_hours(self) -> int: ...
    @property
    def related(self) -> tuple[str, ...]: ...


class Exclusion(Protocol):
    """What stops a rule: an event of these categories, up to this grade, over by this study day (None: whenever)."""

    @property
    def code(self) -> str: ...
    @property
    def categories(self) -> tuple[str, ...]: ...
    @property
    def max_grade(self) -> int: ...
    @property
    def until_day(self) -> int | None: ...


@dataclass(frozen=True)
class Moment:
    """A time as far as it is known: it lies from `earliest` to `latest`, both included."""

    earliest: dt.datetime
    latest: dt.datetime


@dataclass(frozen=True)
class Step:
    """From when an event had which grade; None is not recorded."""

    grade: int | None
    at: Moment | None


@dataclass(frozen=True, kw_only=True)
class Event:
    """An adverse event as the log has it. `ends` is None while it goes on, and when the end is not recorded.

    `steps` are its grades in order of time; `relation` is the causality to the CAR-T cells.
    """

    category: str | None
    scale: str | None
    relation: str | None
    starts: Moment | None
    steps: tuple[Step, ...]
    ends: Moment | None
    ongoing: bool | None


@dataclass(frozen=True, kw_only=True)
class Window:
    """From the start of the infusion day to the end of the last day that counts; `now` is when it is asked."""

    opens: dt.datetime
    closes: dt.datetime
    now: dt.datetime


class Verdict(Enum):
    """What the rule set says of an event."""

    FIRES = "fires"
    EXCLUDED = "excluded"
    UNDECIDED = "cannot decide yet"
    NONE = "no rule"


class Missing(Enum):
    """Why it cannot be decided yet."""

    CATEGORY = "category, scale or grade not recorded"
    RELATION = "relation to the cells not recorded"
    DATE = "a date or time not known well enough"
    BASELINE = "began before the infusion, grade before the rise not recorded"
    HOURS = "not long enough yet"


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """The rule that decides, with the exclusion that stopped it.

    `since` is the earliest time from which the grade was reached, `hours` how long it certainly stood, `fires_at` when
    an event that goes on will have lasted too long.
    """

    verdict: Verdict
    rule: str = ""
    exclusion: str = ""
    missing: Missing | None = None
    since: dt.datetime | None = None
    hours: int | None = None
    fires_at: dt.datetime | None = None


NO_RULE = Proposal(verdict=Verdict.NONE)
ORDER = (Verdict.FIRES, Verdict.UNDECIDED, Verdict.EXCLUDED, Verdict.NONE)


def propose(event: Event, *, limits: Sequence[Limit], exclusions: Sequence[Exclusion], window: Window) -> Proposal:
    """Which rule an event meets; the first one in the protocol's order, an open question before an exclusion.

    The event reached the grade inside the window: it began there, or it began before the infusion and rose there from
    a lower grade. Where that lower grade is not recorded it cannot be told from the record whether it became worse.
    Times that are known to the day only are taken as the intervals that they are: what both readings of a day allow
    is undecided.

    Source: rule set of the protocol (dlt_rules, dlt_exclusions); that what becomes worse counts is our reading.
    """
    proposals = [_by_rule(event, limit, exclusions, window) for limit in limits]
    return min(proposals, key=lambda each: ORDER.index(each.verdict), default=NO_RULE)


def followed_long_enough(*, followed_to: dt.date, infusion_day: dt.date, days: int, tolerance_days: int) -> bool:
    """Whether a participant was followed to the end of the window, less its tolerance.

    Source: registry record NCT05270772, 28 (+-3) days after infusion; that day 25 suffices is our reading.
    """
    return (followed_to - infusion_day).days >= days - tolerance_days


def dlt_occurred(*, adjudicated: Sequence[bool | None], evaluable: bool | None) -> bool | None:
    """True with any candidate confirmed; False when none is and the participant is evaluable; else None, undecided.

    Source: registry record NCT05270772; the committee decides on each candidate.
    """
    if any(adjudicated):
        return True
    return False if evaluable and None not in adjudicated else None


def _by_rule(event: Event, limit: Limit, exclusions: Sequence[Exclusion], window: Window) -> Proposal:
    """What one rule says of the event."""
    if not _may_concern(event, limit) or (event.starts and event.starts.earliest > window.closes):
        return NO_RULE
    found = _by_course(event, limit, window)
    if found.verdict is Verdict.NONE:
        return found
    stopping = next((each for each in exclusions if _excludes(each, event, window)), None)
    if stopping and (not event.steps or _ungraded(event)):  # the grade not recorded may be one beyond the exclusion
        return _open(found, Missing.CATEGORY)
    if stopping:
        return replace(found, verdict=Verdict.EXCLUDED, exclusion=stopping.code, missing=None)
    missing = _missing(event, limit, window)
    return _open(found, missing) if missing else found


def _may_concern(event: Event, limit: Limit) -> bool:
    """Whether category, scale and relation, as far as recorded, are those of the rule."""
    return (
        (not limit.categories or event.category in (*limit.categories, None))
        and event.category not in limit.not_categories
        and (not limit.scale or event.scale in (limit.scale, None))
        and (not limit.related or event.relation in (*limit.related, None))
    )


def _missing(event: Event, limit: Limit, window: Window) -> Missing | None:
    """What has to be recorded before a rule that the course of grades meets can be said to fire."""
    if event.category is None or (limit.scale and event.scale is None):
        return Missing.CATEGORY
    if limit.related and event.relation is None:
        return Missing.RELATION
    return None if event.starts and (_inside(event.starts, window) or _began_before(event, window)) else Missing.DATE


def _began_before(event: Event, window: Window) -> bool:
    """Whether the event certainly began before the infusion."""
    return event.starts is not None and event.starts.latest < window.opens


def _outside(moment: Moment, window: Window) -> bool:
    return moment.latest < window.opens or moment.earliest > window.closes


def _inside(moment: Moment, window: Window) -> bool:
    return window.opens <= moment.earliest and moment.latest <= window.closes


def _by_course(event: Event, limit: Limit, window: Window) -> Proposal:
    """What the grades in order of time say, each spell at or above `min_grade` for itself.

    An event that was at that grade before the infusion has to rise above it: each higher grade has spells of its own.
    """
    highest = HIGHEST_GRADE if _began_before(event, window) else limit.min_grade
    spells = [
        _spell(event, first, grade, limit, window)
        for grade in range(limit.min_grade, highest + 1)
        for first in _rises(event, grade)
    ]
    found = min(spells, key=lambda each: ORDER.index(each.verdict), default=NO_RULE)
    if found.verdict is Verdict.NONE and (not event.steps or _ungraded(event)):
        return Proposal(verdict=Verdict.UNDECIDED, rule=limit.code, missing=Missing.CATEGORY)
    return found


def _rises(event: Event, grade: int) -> list[int]:
    """The steps with which the event comes to a grade or above it."""
    high = [step.grade is not None and step.grade >= grade for step in event.steps]
    return [at for at, is_high in enumerate(high) if is_high and (at == 0 or not high[at - 1])]


def _ungraded(event: Event) -> bool:
    return any(step.grade is None for step in event.steps)


def _spell(event: Event, first: int, grade: int, limit: Limit, window: Window) -> Proposal:
    """Whether the grade, from step `first` on, is reached inside the window and stands too long."""
    is_old = _began_before(event, window)
    # A grade without date is that of the beginning, unless it may as well be what became of an older event.
    begins = event.steps[first].at or (event.starts if first == 0 and not is_old else None)
    found = Proposal(verdict=Verdict.FIRES, rule=limit.code, since=begins.earliest if begins else None)
    if begins is None or not _inside(begins, window):
        is_out = begins is not None and _outside(begins, window)
        return NO_RULE if is_out else _open(found, Missing.DATE)
    if limit.longer_than_hours:
        ends = _end(event, first, grade)
        found = _open(found, ends) if isinstance(ends, Missing) else _lasted(found, begins, ends, limit, window)
    if is_old and found.verdict is not Verdict.NONE and not _is_certain_rise(event, first):
        return _open(found, Missing.BASELINE)
    return found


def _open(found: Proposal, missing: Missing) -> Proposal:
    return replace(found, verdict=Verdict.UNDECIDED, missing=missing)


def _is_certain_rise(event: Event, first: int) -> bool:
    """Whether what was before is recorded; death is worse than whatever it was."""
    is_told = first > 0 and event.steps[first - 1].grade is not None
    return is_told or event.steps[first].grade == HIGHEST_GRADE


def _end(event: Event, first: int, grade: int) -> Moment | Missing | None:
    """When the event, at a grade since step `first`, fell below it; None while it has not, or why that is open."""
    if _ungraded(event):
        return Missing.CATEGORY
    lower = [step for step in event.steps[first:] if step.grade is not None and step.grade < grade]
    ends = lower[0].at if lower else event.ends
    return Missing.DATE if ends is None and (lower or not event.ongoing) else ends


def _lasted(found: Proposal, begins: Moment, ends: Moment | None, limit: Limit, window: Window) -> Proposal:
    """The same, by the hours that passed at least and at most; an event without end goes on until now."""
    over = limit.longer_than_hours * HOUR
    at_least = (ends.earliest if ends else window.now) - begins.latest
    at_most = (ends.latest if ends else window.now) - begins.earliest
    hours = max(int(at_least / HOUR), 0)
    if at_least > over:
        return replace(found, hours=hours)
    if ends is None:
        missing, fires_at = Missing.HOURS if at_most <= over else Missing.DATE, begins.latest + over
        return replace(found, verdict=Verdict.UNDECIDED, missing=missing, hours=hours, fires_at=fires_at)
    if at_most <= over:
        return NO_RULE
    return _open(replace(found, hours=hours), Missing.DATE)


def _excludes(exclusion: Exclusion, event: Event, window: Window) -> bool:
    """Whether an exclusion covers the whole event: its category, its highest grade, its end (now, while it goes on)."""
    highest = max((step.grade for step in event.steps if step.grade is not None), default=0)
    if event.category not in exclusion.categories or highest > exclusion.max_grade:
        return False
    if exclusion.until_day is None:
        return True
    end = event.ends.latest if event.ends else window.now
    return end < window.opens + dt.timedelta(days=exclusion.until_day + 1)

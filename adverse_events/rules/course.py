"""The course of CRS or ICANS over graded days: onset, maximum, resolution, duration."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from adverse_events.rules.span import Span, worst
from edc.rule import Rule

RULE = Rule(
    "TOXICITY-COURSE",
    1,
    "Onset, highest grade, resolution and duration over graded days",
    "Reading of this software: the ASTCT consensus (Lee DW 2019) asks for these and does not define them by day",
)

ONE_DAY = dt.timedelta(days=1)
DEATH = 5


@dataclass(frozen=True)
class Episode:
    """Days with a grade of 1 or more that no day of grade 0 parts. `free_on` is the day of grade 0 that ended it.

    `starts_known`: the day before was graded 0 or lies before the infusion. `ends_known`: the day after `last` was
    graded 0. Days between that were not graded count as part of the episode.
    """

    first: dt.date
    last: dt.date
    free_on: dt.date | None
    starts_known: bool
    ends_known: bool


@dataclass(frozen=True, kw_only=True)
class Course:
    """The course as a whole. None is not known, or does not apply where no day has a grade.

    `maximum` holds the limits of the highest grade; `maximum_on` is its first day. `ongoing` is None where days after
    the last graded one could not be graded, or without an episode. `ungraded` are days with an assessment that gives no
    grade.
    """

    episodes: tuple[Episode, ...]
    maximum: Span | None
    maximum_on: dt.date | None
    onset_on: dt.date | None
    resolved_on: dt.date | None
    ongoing: bool | None
    duration_days: int | None
    ungraded: tuple[dt.date, ...]


def course(*, assessments: Iterable[tuple[dt.date, Span]], infusion_day: dt.date) -> Course:
    """The course by graded assessments, several a day allowed: the worst counts.

    An episode lasts from the first day of grade 1 or more to the day before the next day of grade 0; days between two
    of its days that nobody graded count as part of it. Onset is the first day of the first episode, resolution the
    day of grade 0 after the last one, duration the days of all episodes. Where the day beside an onset or an end was
    not graded, the date, and with it the duration, is None. Death ends an episode without resolving it.

    Source: reading of this software; the sources name these without defining them by day.
    """
    days = graded_days(assessments)
    found = episodes(days, infusion_day=infusion_day)
    highest = worst(days.values()) if days else None
    last = found[-1] if found else None
    died = highest is not None and highest.grade == DEATH
    ends_known = all(each.ends_known for each in found[:-1]) and bool(last and (last.ends_known or died))
    return Course(
        episodes=found,
        maximum=highest,
        maximum_on=_first_day_of(highest, days),
        onset_on=found[0].first if found and found[0].starts_known else None,
        resolved_on=last.free_on if last and last.ends_known and not died else None,
        ongoing=_is_ongoing(last, days, died=died),
        duration_days=_duration(found) if ends_known and all(each.starts_known for each in found) else None,
        ungraded=tuple(day for day, span in days.items() if span.grade is None),
    )


def graded_days(assessments: Iterable[tuple[dt.date, Span]]) -> dict[dt.date, Span]:
    """The worst of each day, in the order of the days.

    Source: Lee DW et al. 2019: the most severe event of the period decides.
    """
    by_day: dict[dt.date, list[Span]] = {}
    for day, span in assessments:
        by_day.setdefault(day, []).append(span)
    return {day: worst(by_day[day]) for day in sorted(by_day)}


def episodes(days: Mapping[dt.date, Span], *, infusion_day: dt.date) -> tuple[Episode, ...]:
    """The episodes over days in their order; a day that may be 0 neither begins nor ends one.

    Source: reading of this software, see `course`.
    """
    found: list[Episode] = []
    ill: list[dt.date] = []
    for day, span in days.items():
        if span.low >= 1:
            ill.append(day)
        elif span.high == 0 and ill:
            found.append(_episode(ill, day, days, infusion_day))
            ill = []
    if ill:
        found.append(_episode(ill, None, days, infusion_day))
    return tuple(found)


def _episode(
    ill: Sequence[dt.date], free_on: dt.date | None, days: Mapping[dt.date, Span], infusion_day: dt.date
) -> Episode:
    before, after = ill[0] - ONE_DAY, ill[-1] + ONE_DAY
    was_free = before in days and days[before].high == 0
    return Episode(ill[0], ill[-1], free_on, was_free or ill[0] <= infusion_day, free_on == after)


def _first_day_of(highest: Span | None, days: Mapping[dt.date, Span]) -> dt.date | None:
    if highest is None or not highest.grade:
        return None
    return next(day for day, span in days.items() if span.low == highest.grade)


def _is_ongoing(last: Episode | None, days: Mapping[dt.date, Span], *, died: bool) -> bool | None:
    if last is None:
        return None
    if died or last.free_on is not None:
        return False
    return True if last.last == max(days) else None


def _duration(found: Iterable[Episode]) -> int:
    return sum((each.last - each.first).days + 1 for each in found)

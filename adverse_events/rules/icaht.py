"""Haematotoxicity after CAR-T cells (ICAHT) by neutrophils, and T-ICAHT by platelets: early and late.

Days are study days, day 0 is the day of infusion. One count stands for a day, the lowest of it (`lowest_per_day`), in
10^9/L. Counts after progression, the next therapy or death are no part of it: `last_day` is the last day that counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from edc.rule import Rule

Method = Literal["longest run", "cumulative"]
NeverRecovered = Literal["all days", "from day 3"]
Counts = Mapping[int, Decimal]
Run = tuple[int, int]

EARLY_END = 30
LATE_START, LATE_END = 31, 100
RECOVERY_DAYS = 3
LATEST_START = 3
LOW_VALUES = 2

REJESKI = "Rejeski K et al. Blood 2023;142:865-877 (EHA/EBMT consensus)"
CODING = "read through the coding of Liang EC, Fred Hutchinson Cancer Center (automatedicahtgrading)"
T_TABLE = "T-ICAHT definition, Table 1 (ashpublications.org view-large 12809257)"
EARLY = Rule("ICAHT-EARLY", 1, "ICAHT by neutrophils, days 0 to 30", f"{REJESKI}; {CODING}")
LATE = Rule("ICAHT-LATE", 1, "ICAHT by neutrophils, days 31 to 100", f"{REJESKI}; {CODING}")
T_EARLY = Rule("T-ICAHT-EARLY", 1, "T-ICAHT by platelets, days 0 to 30", T_TABLE)
T_LATE = Rule("T-ICAHT-LATE", 1, "T-ICAHT by platelets, days 31 to 100", T_TABLE)


@dataclass(frozen=True)
class Lasting:
    """A line of the table: this grade from `days` days on with a count at or below (`included`) or below the limit."""

    grade: int
    limit: Decimal
    days: int
    included: bool


@dataclass(frozen=True, kw_only=True)
class Haematotoxicity:
    """A grade 0 to 4 and what decided it: limit, days below it, first and last day of the run, method.

    `unknown_days` are days of the window that no count and no neighbour tells about: the grade may be too low.
    """

    grade: int
    method: str
    limit: Decimal | None = None
    days: int = 0
    run: Run | None = None
    unknown_days: int = 0


NEUTROPHILS = (
    Lasting(1, Decimal("0.5"), 1, True),
    Lasting(2, Decimal("0.5"), 7, True),
    Lasting(3, Decimal("0.5"), 14, True),
    Lasting(3, Decimal("0.1"), 7, True),
    Lasting(4, Decimal("0.1"), 14, True),
)
NEVER_ABOVE = Lasting(4, Decimal("0.5"), EARLY_END + 1, True)
PLATELETS = (
    Lasting(1, Decimal(50), 1, False),
    Lasting(2, Decimal(50), 7, False),
    Lasting(3, Decimal(20), 1, False),
    Lasting(4, Decimal(20), 14, False),
)
LATE_NEUTROPHILS = ((1, Decimal("1.5")), (2, Decimal("1.0")), (3, Decimal("0.5")), (4, Decimal("0.1")))
LATE_PLATELETS = ((1, Decimal(100)), (2, Decimal(50)), (3, Decimal(20)))
LATE_PLATELETS_LASTING = (Lasting(4, Decimal(20), 14, False),)


def lowest_per_day(counts: Iterable[tuple[int, Decimal]]) -> dict[int, Decimal]:
    """The lowest count of each study day, from (day, count in 10^9/L) in any order.

    Source: Liang EC, automatedicahtgrading: the lowest value of a day is kept.
    """
    lowest: dict[int, Decimal] = {}
    for day, count in counts:
        lowest[day] = min(count, lowest.get(day, count))
    return dict(sorted(lowest.items()))


def early_icaht(
    *, neutrophils: Counts, method: Method, never: NeverRecovered, gap_days: int, last_day: int | None = None
) -> Haematotoxicity | None:
    """Early ICAHT, 0 to 4, from neutrophils in 10^9/L by study day; None without a count from day 0 to day 30.

    At most 0.5 for 1 to 6 days is 1, for 7 to 13 days 2, from 14 days 3; at most 0.1 for 7 to 13 days is 3, from 14
    days 4. Never above 0.5 is 4: on all 31 days, or (`from day 3`) from day 3 at the latest to the last day that
    counts. Gaps up to `gap_days` are filled in on a straight line; fewer than 3 days above the limit are no recovery.

    Source: Rejeski K et al. Blood 2023;142:865-877; the days that separate two runs, gaps and "from day 3": Liang EC,
    automatedicahtgrading.
    """
    counts, window = _until(neutrophils, last_day), _window(0, EARLY_END, last_day)
    found = _lasting(counts, (*NEUTROPHILS, NEVER_ABOVE), method=method, gap_days=gap_days, window=window)
    if found is None or never == "all days" or found.grade == NEVER_ABOVE.grade:
        return found
    run = _never_recovered(counts, gap_days=gap_days, window=window)
    if run is None:
        return found
    return replace(found, grade=NEVER_ABOVE.grade, limit=NEVER_ABOVE.limit, days=run[1] - run[0] + 1, run=run)


def late_icaht(*, neutrophils: Counts, last_day: int | None = None) -> Haematotoxicity | None:
    """Late ICAHT, 0 to 4, from neutrophils in 10^9/L by study day; None with fewer than two counted days from day 31.

    Two days at most 1.5 are 1, at most 1.0 are 2, at most 0.5 are 3, at most 0.1 are 4. Only measured counts say so.
    Liang EC grades by the lowest count where the second lowest is at most 1.5: one deep value then decides alone.

    Source: Rejeski K et al. Blood 2023;142:865-877 (two or more laboratory tests, or non-transient neutropenia).
    """
    window = _window(LATE_START, LATE_END, last_day)
    return _repeated(neutrophils, LATE_NEUTROPHILS, included=True, window=window)


def early_t_icaht(
    *, platelets: Counts, method: Method, gap_days: int, last_day: int | None = None
) -> Haematotoxicity | None:
    """Early T-ICAHT, 0 to 4, from platelets in 10^9/L by study day; None without a count from day 0 to day 30.

    Below 50 for 1 to 6 days is 1, from 7 days 2; below 20 for 1 to 13 days is 3, from 14 days 4.

    Source: T-ICAHT definition, Table 1 (ashpublications.org view-large 12809257), which counts all days together.
    """
    window = _window(0, EARLY_END, last_day)
    return _lasting(_until(platelets, last_day), PLATELETS, method=method, gap_days=gap_days, window=window)


def late_t_icaht(
    *, platelets: Counts, method: Method, gap_days: int, last_day: int | None = None
) -> Haematotoxicity | None:
    """Late T-ICAHT, 0 to 4, from platelets in 10^9/L by study day; None with fewer than two counted days from day 31.

    Two days below 100 are 1, below 50 are 2, below 20 are 3; 14 days below 20 are 4.

    Source: T-ICAHT definition, Table 1 (ashpublications.org view-large 12809257): two or more laboratory tests.
    """
    counts, window = _until(platelets, last_day), _window(LATE_START, LATE_END, last_day)
    repeated = _repeated(counts, LATE_PLATELETS, included=False, window=window)
    lasting = _lasting(counts, LATE_PLATELETS_LASTING, method=method, gap_days=gap_days, window=window)
    return lasting if repeated and lasting and lasting.grade else repeated


def _until(counts: Counts, last_day: int | None) -> Counts:
    return {day: count for day, count in counts.items() if last_day is None or day <= last_day}


def _window(first: int, end: int, last_day: int | None) -> Run:
    return first, end if last_day is None else min(end, last_day)


def _lasting(
    counts: Counts, table: tuple[Lasting, ...], *, method: Method, gap_days: int, window: Run
) -> Haematotoxicity | None:
    """The highest line of the table that the days below its limit reach; None without a count in the window."""
    if not any(window[0] <= day <= window[1] for day in counts):
        return None
    filled = _filled(counts, gap_days)
    unknown = sum(day not in filled for day in range(window[0], window[1] + 1))
    best = Haematotoxicity(grade=0, method=method, unknown_days=unknown)
    for line in table:
        runs = _runs(_low_days(filled, line), window)
        lengths = [last - first + 1 for first, last in runs]
        days = (max if method == "longest run" else sum)(lengths or [0])
        if days >= line.days and line.grade > best.grade:
            run = runs[lengths.index(days)] if method == "longest run" else (runs[0][0], runs[-1][1])
            best = replace(best, grade=line.grade, limit=line.limit, days=days, run=run)
    return best


def _never_recovered(counts: Counts, *, gap_days: int, window: Run) -> Run | None:
    """The run at or below 0.5 from day 3 at the latest to the end of the window; None if there is no such run."""
    filled = _filled(counts, gap_days)
    last = max(day for day in filled if day <= window[1])
    runs = _runs(_low_days(filled, NEVER_ABOVE), window)
    if not runs or runs[-1][0] > LATEST_START or runs[-1][1] < last or window[1] - last > gap_days:
        return None
    return runs[-1]


def _repeated(
    counts: Counts, table: tuple[tuple[int, Decimal], ...], *, included: bool, window: Run
) -> Haematotoxicity | None:
    """The highest grade of the late table whose limit two counted days reach; None with fewer than two of them."""
    counted = {day: count for day, count in counts.items() if window[0] <= day <= window[1]}
    if len(counted) < LOW_VALUES:
        return None
    best = Haematotoxicity(grade=0, method="two values")
    for grade, limit in table:
        days = sorted(day for day, count in counted.items() if count < limit or (included and count == limit))
        if len(days) >= LOW_VALUES:
            best = replace(best, grade=grade, limit=limit, days=len(days), run=(days[0], days[-1]))
    return best


def _filled(counts: Counts, gap_days: int) -> dict[int, Decimal]:
    """The counts, with gaps of at most `gap_days` days filled in on a straight line between the neighbours."""
    days = sorted(counts)
    filled = dict(counts)
    for before, after in pairwise(days):
        if after - before - 1 <= gap_days:
            step = (counts[after] - counts[before]) / (after - before)
            filled.update({day: counts[before] + step * (day - before) for day in range(before + 1, after)})
    return filled


def _low_days(filled: Counts, line: Lasting) -> set[int]:
    """Days at or below the limit, and the days between them that are too few for a recovery."""
    low = sorted(day for day, count in filled.items() if count < line.limit or (line.included and count == line.limit))
    joined = set(low)
    for before, after in pairwise(low):
        between = range(before + 1, after)
        if len(between) < RECOVERY_DAYS and all(day in filled for day in between):
            joined.update(between)
    return joined


def _runs(days: set[int], window: Run) -> list[Run]:
    """First and last day of each unbroken run inside the window."""
    runs: list[Run] = []
    for day in sorted(day for day in days if window[0] <= day <= window[1]):
        if runs and day == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], day
        else:
            runs.append((day, day))
    return runs

"""A CSV file of reference ranges, read line by line; every line that cannot be used is named."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from itertools import combinations
from typing import Any

from trial.models import ReferenceRange
from trial.problems import Problem, ProtocolErrors

COLUMNS = (
    "site", "laboratory", "test", "sex", "age_from_days", "age_to_days", "low", "high", "unit", "effective_from",
    "effective_to",
)  # fmt: skip
OPTIONAL = {"sex", "low", "high", "effective_to"}
SEXES = {"", "F", "M"}
READERS: dict[str, tuple[Callable[[str], Any], str]] = {
    "age_from_days": (int, "write whole days, such as 365"),
    "age_to_days": (int, "write whole days, such as 6575"),
    "low": (Decimal, "write a number with a point"),
    "high": (Decimal, "write a number with a point"),
    "effective_from": (dt.date.fromisoformat, "write the date as 2026-01-31"),
    "effective_to": (dt.date.fromisoformat, "write the date as 2026-01-31"),
}


class ReferenceRangeErrors(ProtocolErrors):
    """The file cannot be loaded, not even in part; `problems` names every line."""


def parse_reference_ranges(
    text: str, *, sites: Collection[str], units_of: Mapping[str, Collection[str]]
) -> list[tuple[int, ReferenceRange]]:
    """Line number and range of each line, not yet saved. `units_of`: test code -> UCUM codes that it may have.

    Raises ReferenceRangeErrors with everything that is wrong.
    """
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    absent = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if absent:
        raise ReferenceRangeErrors([Problem(1, "header", f"these columns are missing: {', '.join(absent)}")])
    ranges: list[tuple[int, ReferenceRange]] = []
    problems: list[Problem] = []
    for line in reader:
        number = reader.line_num
        values, wrong = _read(line, number)
        wrong = wrong or list(_impossible(values, number, sites, units_of))
        problems += wrong
        if not wrong:
            ranges.append((number, ReferenceRange(site_id=values.pop("site"), **values)))
    if problems or (problems := list(_overlaps(ranges))):
        raise ReferenceRangeErrors(problems)
    return ranges


def _read(line: Mapping[str, str | None], number: int) -> tuple[dict[str, Any], list[Problem]]:
    values: dict[str, Any] = {}
    problems = []
    for name in COLUMNS:
        typed = (line[name] or "").strip()
        read, remedy = READERS.get(name, (str, ""))
        if not typed:
            values[name] = "" if name == "sex" else None
            problems += [] if name in OPTIONAL else [Problem(number, name, "is empty")]
            continue
        try:
            values[name] = read(typed)
        except (ValueError, InvalidOperation):
            problems.append(Problem(number, name, f'"{typed}" cannot be read; {remedy}'))
    return values, problems


def _impossible(
    values: Mapping[str, Any], number: int, sites: Collection[str], units_of: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    if values["site"] not in sites:
        yield Problem(number, "site", f'there is no site "{values["site"]}"')
    if values["sex"] not in SEXES:
        yield Problem(number, "sex", "write F or M, or nothing for both")
    if values["test"] not in units_of:
        yield Problem(number, "test", f'there is no test "{values["test"]}"')
    elif values["unit"] not in units_of[values["test"]]:
        yield Problem(number, "unit", f"this test is reported in {', '.join(units_of[values['test']])}")
    yield from _out_of_order(values, number)


def _out_of_order(values: Mapping[str, Any], number: int) -> Iterator[Problem]:
    low, high, until = values["low"], values["high"], values["effective_to"]
    if not 0 <= values["age_from_days"] < values["age_to_days"]:
        yield Problem(number, "age_to_days", "is not above age_from_days")
    if low is None and high is None:
        yield Problem(number, "low", "give at least one of low and high")
    if low is not None and high is not None and low > high:
        yield Problem(number, "high", "is below low")
    if until is not None and until < values["effective_from"]:
        yield Problem(number, "effective_to", "is before effective_from")


def _overlaps(ranges: list[tuple[int, ReferenceRange]]) -> Iterator[Problem]:
    """Two lines that would both be valid for the same person on the same day."""
    for (first, one), (second, other) in combinations(ranges, 2):
        if overlap(one, other):
            yield Problem(second, "test", f"overlaps with line {first}: same test, sex, age and time")


def overlap(one: ReferenceRange, other: ReferenceRange) -> bool:
    """Whether two ranges may both be valid for the same person on the same day."""
    same = all(getattr(one, name) == getattr(other, name) for name in ("site_id", "laboratory", "test", "unit"))
    sexes = "" in (one.sex, other.sex) or one.sex == other.sex
    ages = one.age_from_days < other.age_to_days and other.age_from_days < one.age_to_days
    days = one.effective_from <= (other.effective_to or dt.date.max) and other.effective_from <= (
        one.effective_to or dt.date.max
    )
    return same and sexes and ages and days

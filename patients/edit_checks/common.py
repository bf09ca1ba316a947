"""What checks across forms share: days compared, and the pages that have the items asked about."""

from collections.abc import Callable, Iterator
from typing import Any

from edc.crf.dates import day_of
from edc.crf.partial_dates import Day, earliest, latest
from edc.records.edit_checks import At
from edc.records.subject_data import SubjectData
from patients.checks.order import is_before


def before(one: Any, other: Any) -> bool:
    """Whether `one` lies certainly before `other`; False while either is missing."""
    first, second = day_of(one), day_of(other)
    return first is not None and second is not None and is_before(first, second)


def days_apart(one: Any, other: Any) -> int | None:
    """The fewest days between two dates, whatever partial dates mean; None while either is missing."""
    first, second = day_of(one), day_of(other)
    if first is None or second is None:
        return None
    if latest(first) < earliest(second):
        return (earliest(second) - latest(first)).days
    return max(0, (earliest(first) - latest(second)).days)


def with_items(data: SubjectData, form: str, *items: str) -> list[Any]:
    """The pages of a form on which all these items have a value."""
    return [page for page in data.pages(form) if all(getattr(page, item) is not None for item in items)]


def values_at(data: SubjectData, name: str) -> Iterator[tuple[Any, int | None, Any]]:
    """Page, row (None for the page itself) and value for each recorded value of "FORM.item" or "FORM.table.item"."""
    form, *table, item = name.split(".")
    for page in data.pages(form):
        records = enumerate(page.rows(table[0]), start=1) if table else [(None, page)]
        for row, record in records:
            if (value := getattr(record, item)) is not None:
                yield page, row, value


def dates_before(name: str, key: str, limit: Callable[[SubjectData], Day | None], data: SubjectData) -> Iterator[At]:
    """Each recorded date of "FORM.item" that lies certainly before a day, which the words hold as {key}."""
    day = limit(data)
    for page, row, value in values_at(data, name):
        if before(value, day):
            yield At(page, row, {key: day})


def dates_after(name: str, key: str, limit: Callable[[SubjectData], Day | None], data: SubjectData) -> Iterator[At]:
    """Each recorded date of "FORM.item" that lies certainly after a day, which the words hold as {key}."""
    day = limit(data)
    for page, row, value in values_at(data, name):
        if before(day, value):
            yield At(page, row, {key: day})

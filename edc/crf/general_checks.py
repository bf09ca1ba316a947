"""Soft checks that every form gets from its declaration: plausible range, dates ahead, items that do not apply."""

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf.findings import Finding
from edc.crf.partial_dates import PartialDate
from edc.crf.reading import hidden_but_filled, is_row, item_of, items_of, rows_of
from edc.crf.units import printed_lazy

Ask = Callable[[Any, Any], Finding | None]


def _ask(check: Any, record: Any) -> Finding | None:
    found: Finding | None = check(record)
    return found


def findings_of(page: Any, ask: Ask = _ask) -> list[Finding]:
    """Everything that the soft checks ask about a page and its rows; `ask` puts one check to one record."""
    found = [*_general(page), *_declared(page.crf.checks, page, ask)]
    for name in rows_of(type(page)):
        for number, row in enumerate(page.rows(name), start=1):
            about = [*_general(row), *_declared(row.table.checks, row, ask)]
            found += [Finding(f.check_id, f.items, f.text, row=number, table=name) for f in about]
    return found


def _declared(checks: tuple[Any, ...], record: Any, ask: Ask) -> Iterator[Finding]:
    return (finding for check in checks if (finding := ask(check, record)) is not None)


def _general(record: Any) -> Iterator[Finding]:
    code = record.table.code if is_row(type(record)) else record.crf.code
    for name, field in items_of(type(record)).items():
        value = getattr(record, name)
        if value is None:
            continue
        if text := _implausible(value, item_of(field)):
            yield Finding(f"{code}.{name}.range", (name,), text)
        if item_of(field).derived is None and _is_ahead(value):
            yield Finding(f"{code}.{name}.future", (name,), _("This lies in the future. Is it right?"))
    for name in hidden_but_filled(record):
        yield Finding(f"{code}.{name}.hidden", (name,), _("This item does not apply any more but holds a value."))


def _implausible(value: Any, declared: Any) -> Any:
    if declared.expect is None or not isinstance(value, int | Decimal):
        return None
    low, high = declared.expect
    if low <= value <= high:
        return None
    unit = "" if declared.unit == "1" else format_lazy(" {}", printed_lazy(declared.unit))
    return format_lazy(_("Outside what is expected: {low}–{high}{unit}."), low=str(low), high=str(high), unit=unit)


def _is_ahead(value: Any) -> bool:
    if isinstance(value, dt.datetime):
        return value > timezone.now()
    if isinstance(value, PartialDate):
        return value.certainly_after(timezone.localdate())
    return isinstance(value, dt.date) and value > timezone.localdate()

"""Computing what a record derives from what was entered."""

import datetime as dt
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from django.db import models

from edc.crf.computed import Computed
from edc.crf.declaration import Text
from edc.crf.reading import item_of, items_of

TEXTS = (models.CharField, models.TextField)
EVERY_DIGIT = Context(prec=100)


def derive_page(page: Any) -> None:
    """Compute every derived item of a page and of its rows; the rows first, because a page may sum them up."""
    rows = page.all_rows()
    for record in (*rows, page):
        _read(record)
    for record in (*rows, page):
        derive(record)


def _read(record: Any) -> None:
    """Let every item hold what the database will give back, however it was handed over."""
    for name, field in items_of(type(record)).items():
        if name in record.__dict__:
            setattr(record, name, as_stored(field, record.__dict__[name]))


def as_stored(field: Any, value: Any) -> Any:
    """A value as it is read back: text as date or number, a number to the digits of its column, a time in UTC.

    Otherwise 39 as typed and 39.0 as read would be two inputs of a rule and two values of a question.
    """
    if isinstance(value, str) and type(field) not in TEXTS:
        value = field.to_python(value)
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return value.astimezone(dt.UTC)
    if isinstance(value, Decimal) and isinstance(field, models.DecimalField) and value.is_finite():
        return value.quantize(Decimal(1).scaleb(-field.decimal_places), ROUND_HALF_UP, EVERY_DIGIT)
    return value


def derive(record: Any) -> None:
    """Compute the derived items of one record, and keep the rule and the inputs of each beside it."""
    derivations = {}
    for name, field, compute in _computations(record):
        made = compute(record)
        if isinstance(made, Computed):
            if made.value is not None:
                derivations[name] = made.derivation()
            made = made.value
        setattr(record, name, as_stored(field, made))
    record.derivations = derivations


def explanations(record: Any) -> dict[str, Text]:
    """Item -> why its value is what it is, for the derived items whose rule says so.

    A value that would be another today (on a locked page, by an earlier version of the rule) is not explained by it.
    """
    made = [(name, field, compute(record)) for name, field, compute in _computations(record)]
    return {
        name: each.words
        for name, field, each in made
        if isinstance(each, Computed) and each.words and as_stored(field, each.value) == getattr(record, name)
    }


def _computations(record: Any) -> list[tuple[str, Any, Any]]:
    declared = [(name, field, item_of(field).derived) for name, field in items_of(type(record)).items()]
    return [(name, field, compute) for name, field, compute in declared if compute is not None]

"""Computing what a record derives from what was entered."""

from typing import Any

from django.db import models

from edc.crf.computed import Computed
from edc.crf.declaration import Text
from edc.crf.reading import item_of, items_of, rows_of

TEXTS = (models.CharField, models.TextField)


def derive_page(page: Any) -> None:
    """Compute every derived item of a page and of its rows; the rows first, because a page may sum them up."""
    rows = [row for name in rows_of(type(page)) for row in page.rows(name)]
    for record in (*rows, page):
        _read(record)
    for record in (*rows, page):
        derive(record)


def _read(record: Any) -> None:
    """Read a date or a number that was handed over as text, as the database would: rules compare values."""
    for name, field in items_of(type(record)).items():
        value = record.__dict__.get(name)
        if isinstance(value, str) and type(field) not in TEXTS:
            setattr(record, name, field.to_python(value))


def derive(record: Any) -> None:
    """Compute the derived items of one record, and keep the rule and the inputs of each beside it."""
    derivations = {}
    for name, compute in _computations(record):
        made = compute(record)
        if isinstance(made, Computed):
            if made.value is not None:
                derivations[name] = made.derivation()
            made = made.value
        setattr(record, name, made)
    record.derivations = derivations


def explanations(record: Any) -> dict[str, Text]:
    """Item -> why its value is what it is, for the derived items whose rule says so."""
    made = {name: compute(record) for name, compute in _computations(record)}
    return {name: each.words for name, each in made.items() if isinstance(each, Computed) and each.words}


def _computations(record: Any) -> list[tuple[str, Any]]:
    declared = [(name, item_of(field).derived) for name, field in items_of(type(record)).items()]
    return [(name, compute) for name, compute in declared if compute is not None]

"""The generic reader of declarations: which forms exist, which items they ask, what is missing on a record."""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, cast

from django.apps import apps
from django.db.models import Model

from edc.crf.declaration import Item, Table

Reader = TypeVar("Reader", bound=Callable[..., Any])


def _once(read: Reader) -> Reader:
    """Declarations do not change while the process lives: each is read once."""
    return cast(Reader, cache(read))


@_once
def forms() -> dict[str, type[Any]]:
    """Form code -> model, in the order of the apps and of their models."""
    declared: list[Any] = [model for model in apps.get_models() if "crf" in model.__dict__]
    return {model.crf.code: model for model in declared}


def form(code: str) -> type[Any]:
    """The model of a form. Raises KeyError when the software has no such form."""
    return forms()[code]


@_once
def items_of(model: type[Model]) -> dict[str, Any]:
    """Item name -> field, in the order in which they are asked; for a page and for a row alike."""
    declared = model.table.items if is_row(model) else model.crf.items  # type: ignore[attr-defined]
    return {name: model._meta.get_field(name) for name in declared}


@_once
def rows_of(model: type[Model]) -> dict[str, type[Any]]:
    """Related name -> row model, in the order in which the tables stand on the page."""
    return {
        name: model._meta.get_field(name).related_model  # type: ignore[misc]
        for name in model.crf.rows  # type: ignore[attr-defined]
    }


def is_row(model: type[Model]) -> bool:
    return isinstance(getattr(model, "table", None), Table)


def item_of(field: Any) -> Item:
    """The declaration attached to a field by `item()`."""
    declared: Item = field.item
    return declared


def codelist_of(field: Any) -> Any:
    """The TextChoices class of a coded item, None for any other."""
    return getattr(field, "codelist", None)


@_once
def judgements_of(model: type[Model]) -> tuple[str, ...]:
    """Items of a page that only an investigator records."""
    return tuple(name for name, field in items_of(model).items() if item_of(field).judgement)


@_once
def computes(model: type[Model]) -> bool:
    """Whether anything on a page of this form or in its rows is computed."""
    records = (model, *rows_of(model).values())
    return any(item_of(field).derived for record in records for field in items_of(record).values())


def is_asked(record: Any, name: str) -> bool:
    """Whether the item applies to this record: always, or when another item holds the value that it hangs on."""
    when = item_of(items_of(type(record))[name]).when
    return when is None or str(getattr(record, when.item)) in when.values


def unanswered(record: Any) -> list[str]:
    """Items that are asked, have no value and no reason for its absence: what keeps a page incomplete."""
    return [
        name
        for name, field in items_of(type(record)).items()
        if item_of(field).required
        and getattr(record, name) is None
        and not record.missing_reason(name)
        and is_asked(record, name)
    ]


def hidden_but_filled(record: Any) -> list[str]:
    """Items that no longer apply and still hold a value: shown, never silently erased."""
    return [name for name in items_of(type(record)) if getattr(record, name) is not None and not is_asked(record, name)]

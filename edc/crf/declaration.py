"""The words a form is declared with. Nothing here reads or writes; readers are in `reading.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models
from django.utils.functional import Promise

from edc.crf.sdtm_target import SdtmTarget

Text = str | Promise
Check = Callable[[Any], Any]
FieldT = TypeVar("FieldT", bound=models.Field)  # type: ignore[type-arg]


@dataclass(frozen=True)
class When:
    """An item is asked only when another item of the same record holds one of `values`."""

    item: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """What the protocol and the exports need to know of one item beyond its Django field.

    `unit` is UCUM ("1" where there is none) and obligatory for numbers. `expect` is the plausible range in that unit:
    a value outside opens a query and is saved. `derived` computes the value from the record; nobody types it.
    `judgement` is the investigator's: nobody else may record it, and it waits on their list until they do.
    """

    unit: str = ""
    expect: tuple[Decimal, Decimal] | None = None
    sdtm: SdtmTarget | None = None
    required: bool = True
    when: When | None = None
    derived: Callable[[Any], Any] | None = None
    judgement: bool = False


@dataclass(frozen=True, init=False)
class Section:
    """A titled group of items, in the order in which they are asked."""

    title: Text
    items: tuple[str, ...]

    def __init__(self, title: Text, *items: str) -> None:
        object.__setattr__(self, "title", title)
        object.__setattr__(self, "items", items)


@dataclass(frozen=True, init=False)
class Table:
    """The declaration of repeating rows (bags, results, pressors): one row, one child record."""

    code: str
    title: Text
    items: tuple[str, ...]
    checks: tuple[Check, ...]

    def __init__(self, code: str, title: Text, *items: str, checks: tuple[Check, ...] = ()) -> None:
        for name, value in (("code", code), ("title", title), ("items", items), ("checks", checks)):
            object.__setattr__(self, name, value)


@dataclass(frozen=True)
class Crf:
    """One case report form. `rows` names the related tables; `after` the forms that must be complete before it;
    `reads` those that its derived items and its checks look at: they are computed and asked anew when one is saved;
    `repeats` says that a visit may hold several pages of it; `starts_with` is the coded item that decides which rows a
    new page begins with; `summary` are the items that name a page in a list of many (a log of adverse events).

    `checks` are soft: each takes the record and returns a Finding or None. What no source could say belongs to
    `Meta.constraints` of the model instead.
    """

    code: str
    title: Text
    sections: tuple[Section, ...]
    domain: str = ""
    checks: tuple[Check, ...] = ()
    rows: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    repeats: bool = False
    starts_with: str = ""
    summary: tuple[str, ...] = ()

    @property
    def items(self) -> tuple[str, ...]:
        return tuple(name for section in self.sections for name in section.items)


def item(
    field: FieldT,
    *,
    unit: str = "",
    expect: tuple[float | Decimal | int, float | Decimal | int] | None = None,
    sdtm: SdtmTarget | None = None,
    required: bool = True,
    when: When | None = None,
    derived: Callable[[Any], Any] | None = None,
    judgement: bool = False,
) -> FieldT:
    """Declare a stock Django field as an item of a form, and return the same field.

    An item is NULL until it is recorded: incomplete forms are saved as they stand, and 0, "" and False stay values.
    """
    bounds = None if expect is None else (Decimal(str(expect[0])), Decimal(str(expect[1])))
    field.null = True
    field.blank = True
    field.item = Item(unit, bounds, sdtm, required and derived is None, when, derived, judgement)  # type: ignore[attr-defined]
    return field

"""Questions that only several forms together can answer: how they are declared, found and asked."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.utils import translation
from django.utils.text import format_lazy

from edc.crf.declaration import Text
from edc.crf.findings import Finding
from edc.records.subject_data import SubjectData


@dataclass(frozen=True)
class At:
    """One place at which a check asks: the page, its row (from 1) or the page itself, the values of the words."""

    page: Any
    row: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class EditCheck:
    """One check across forms.

    `names` are the items that it compares ("LB.results.value", "AE.started_on"); its query stands at the first of
    them. `reads` are further forms that it looks at. `words` may hold {values}, which each place gives.
    """

    id: str
    names: tuple[str, ...]
    words: Text
    find: Callable[[SubjectData], Iterator[At]]
    reads: tuple[str, ...] = ()

    @property
    def forms(self) -> frozenset[str]:
        """Codes of every form that the check looks at."""
        return frozenset((*(name.partition(".")[0] for name in self.names), *self.reads))

    @property
    def place(self) -> tuple[str, str]:
        """Table ("" for the page itself) and item at which the query stands."""
        _form, *table, item = self.names[0].split(".")
        return "".join(table), item

    def findings(self, data: SubjectData) -> Iterator[tuple[Any, Finding]]:
        """Each page at which the check asks, with the finding."""
        table, item = self.place
        asked: Any = self.words
        for at in self.find(data):
            words = format_lazy(asked, **at.values) if at.values else asked
            with translation.override("en"):  # what was seen is the same in every language
                seen = tuple((name, str(value)) for name, value in at.values.items())
            yield at.page, Finding(self.id, (item,), words, row=at.row, table=table, seen=seen)


@cache
def every_check() -> tuple[EditCheck, ...]:
    """The checks of all apps, in the order of the apps."""
    found: list[EditCheck] = []
    for config in apps.get_app_configs():
        name = f"{config.name}.edit_checks"
        if find_spec(name) is not None:
            found += import_module(name).CHECKS
    return tuple(found)


@cache
def ids_of_checks() -> frozenset[str]:
    """Ids of all checks across forms: a query of one of them is closed only where that check was asked."""
    return frozenset(check.id for check in every_check())


@cache
def checks_reading(code: str) -> tuple[EditCheck, ...]:
    """The checks whose answer may change when a page of this form is saved."""
    return tuple(check for check in every_check() if code in check.forms)

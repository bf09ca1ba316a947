"""The columns of one table: stable keys, then every item with the reason for its absence beside it."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F, Func, QuerySet, Value
from django.db.models.fields.json import KeyTextTransform

from edc.crf.reading import is_row, items_of

FORMULA_START = "^(?=[-=+@\t\r\n'＝＋－＠])"
"""What a spreadsheet takes for a formula, and the quote itself, so that one quote taken away gives the text back."""

# A test refuses an item that bears one of these names.
TRIAL_KEYS = {
    "protocol_code": "subject__protocol_version__protocol_code",
    "protocol_version": "subject__protocol_version__version",
    "site_code": "subject__site_code",
    "subject_number": "subject_id",
    "visit_code": "visit_code",
    "occurrence": "occurrence",
}


@dataclass(frozen=True)
class Table:
    """One CSV table: a form (`rows` is ""), or the rows of one table of a form. `name` is that of its file."""

    code: str
    rows: str
    model: type[Any]

    @property
    def name(self) -> str:
        return f"{self.code}.{self.rows}.csv" if self.rows else f"{self.code}.csv"

    @property
    def site_path(self) -> str:
        """Where the site's code stands, seen from the records of the table."""
        return f"{self._to_page}subject__site_code"

    @property
    def columns(self) -> dict[str, Any]:
        """Header -> expression, in the order of the file."""
        found: dict[str, Any] = {header: F(f"{self._to_page}{path}") for header, path in TRIAL_KEYS.items()}
        found |= {name: F(name) for name in (("position",) if self.rows else ("status",))} | {"version": F("version")}
        if not self.rows:
            found["not_done_reason"] = _defused(F("not_done_reason"))
        for name, field in items_of(self.model).items():
            found[name] = _value(name, field)
            found[f"{name}_missing"] = KeyTextTransform(name, "missing_reasons")
        return found

    def select(self, records: QuerySet[Any]) -> QuerySet[Any]:
        """The table's columns of these records, in an order that depends on the data alone."""
        place = [f"{self._to_page}{path}" for path in ("subject_id", "visit_code", "occurrence")]
        order = [*place, "position", "pk"] if self.rows else [*place, "pk"]
        return records.order_by(*order).values_list(*self.columns.values())

    @property
    def _to_page(self) -> str:
        return "page__" if is_row(self.model) else ""


def _value(name: str, field: Any) -> Any:
    if isinstance(field, models.DateTimeField):
        return Func(F(name), template="to_json(%(expressions)s) #>> '{}'", output_field=models.TextField())
    if isinstance(field, models.CharField | models.TextField):
        return _defused(F(name))
    return F(name)


def _defused(column: F) -> Func:
    """Text that a spreadsheet shows as text: one that looks like a formula gets a quote in front."""
    pattern, quote = Value(FORMULA_START), Value("'")
    return Func(column, pattern, quote, function="regexp_replace", output_field=models.TextField())

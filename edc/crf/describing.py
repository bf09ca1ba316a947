"""A declaration in words, for whoever reads it instead of filling it in: annotated CRF, codebook, list of forms."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from edc.crf.declaration import Text
from edc.crf.partial_dates import PartialDateField
from edc.crf.reading import codelist_of, forms, item_of, items_of, rows_of

KINDS: tuple[tuple[type[Any], Text], ...] = (
    (PartialDateField, _("date as far as known")),
    (models.DateTimeField, _("date and time")),
    (models.DateField, _("date")),
    (models.TimeField, _("time of day")),
    (models.DecimalField, _("decimal number")),
    (models.IntegerField, _("whole number")),
    (models.CharField, _("text")),
    (models.TextField, _("text")),
)
CODE = _("code")


@dataclass(frozen=True)
class ItemWords:
    """One item. `variable` is its name in API and exports, `expected` the plausible range, "" where there is none."""

    variable: str
    label: Text
    type: Text
    unit: str
    codelist: tuple[tuple[str, Text], ...]
    expected: str
    required: bool
    derived: bool
    judgement: bool
    sdtm: str

    @property
    def terms(self) -> dict[str, Text]:
        """Submission value -> label."""
        return dict(self.codelist)


@dataclass(frozen=True)
class FormWords:
    """One form: its sections in the order in which they are asked, then its tables of rows."""

    code: str
    title: Text
    page_sections: tuple[tuple[Text, tuple[ItemWords, ...]], ...]
    row_sections: tuple[tuple[str, Text, tuple[ItemWords, ...]], ...]

    @property
    def sections(self) -> list[tuple[Text, tuple[ItemWords, ...]]]:
        """Title and items of each section and of each table."""
        return [*self.page_sections, *((title, items) for _name, title, items in self.row_sections)]


def described_forms() -> list[FormWords]:
    """Every form of the software, in the reader's language."""
    return [_form(model) for model in forms().values()]


def _form(model: type[Any]) -> FormWords:
    rows = rows_of(model).items()
    return FormWords(
        code=model.crf.code,
        title=model.crf.title,
        page_sections=tuple((section.title, _items(model, section.items)) for section in model.crf.sections),
        row_sections=tuple((name, row.table.title, _items(row, row.table.items, f"{name}.")) for name, row in rows),
    )


def _items(model: type[Any], names: Iterable[str], prefix: str = "") -> tuple[ItemWords, ...]:
    return tuple(_item(items_of(model)[name], prefix) for name in names)


def _item(field: Any, prefix: str) -> ItemWords:
    declared, codelist = item_of(field), codelist_of(field)
    return ItemWords(
        variable=f"{prefix}{field.name}",
        label=field.verbose_name,
        type=CODE if codelist else next(words for kind, words in KINDS if isinstance(field, kind)),
        unit=declared.unit,
        codelist=tuple(codelist.choices) if codelist else (),
        expected=f"{declared.expect[0]}–{declared.expect[1]}" if declared.expect else "",
        required=declared.required,
        derived=declared.derived is not None,
        judgement=declared.judgement,
        sdtm=str(declared.sdtm),
    )

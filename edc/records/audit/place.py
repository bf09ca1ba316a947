"""Where in the casebook a written row belongs, as SQL over the row of one table."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings

from edc.crf.reading import is_row


@dataclass(frozen=True)
class Place:
    """SQL expressions for the columns that locate a ledger row, and the joins they need."""

    joins: str = ""
    site_code: str = "''"
    subject_number: str = "''"
    visit_code: str = "''"
    form_code: str = "''"
    page_id: str = "NULL::bigint"


def place_of(model: type[Any], row: str = "r") -> Place:
    """Read the place from the model's own columns; a table without a participant belongs to its site, or nowhere.

    `row` is what the statement calls the written row: an alias, or NEW in a row trigger.
    """
    columns = {field.column for field in model._meta.concrete_fields}
    if is_row(model):
        return _row_place(model, row)
    subject = f"{row}.subject_number" if "subject_number" in columns else "''"
    if hasattr(model, "crf"):
        return Place(
            _subject_join(row), "s.site_code", subject, f"{row}.visit_code", f"'{model.crf.code}'", f"{row}.id"
        )
    if model is _subject_model():
        subject = f"{row}.number"
    joins = _subject_join(row) if "subject_number" in columns and "site_code" not in columns else ""
    site = f"{row}.site_code" if "site_code" in columns else "s.site_code" if joins else "''"
    own = {name: f"{row}.{name}" for name in ("visit_code", "form_code", "page_id") if name in columns}
    return Place(joins, site, subject, **own)


def _row_place(model: type[Any], row: str) -> Place:
    page_model = model._meta.get_field("page").related_model
    joins = f"LEFT JOIN {page_model._meta.db_table} p ON p.id = {row}.page_id {_subject_join('p')}"
    return Place(joins, "s.site_code", "p.subject_number", "p.visit_code", f"'{page_model.crf.code}'", f"{row}.page_id")


def _subject_join(alias: str) -> str:
    return f"LEFT JOIN {_subject_model()._meta.db_table} s ON s.number = {alias}.subject_number"


def _subject_model() -> type[Any]:
    return apps.get_model(settings.EDC_SUBJECT_MODEL)

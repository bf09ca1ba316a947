"""Validated values put into a page and its rows, not yet saved."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError

from edc.crf.reading import items_of, rows_of
from edc.records.base import CrfPage, PageStatus, Record
from edc.records.saving import Rows


def fill_page(page: CrfPage, given: Mapping[str, Any]) -> dict[str, Rows]:
    """Take what is given; return the tables that it names, as they shall stand. ValidationError names the item."""
    _fill(page, given)
    if "not_done_reason" in given:
        page.not_done_reason = given["not_done_reason"] or ""
        page.status = PageStatus.NOT_DONE if page.not_done_reason else PageStatus.INCOMPLETE
    return {name: _rows(page, name, given[name]) for name in rows_of(type(page)) if name in given}


def _fill(record: Record, given: Mapping[str, Any]) -> None:
    for name in items_of(type(record)):
        if name in given:
            setattr(record, name, None if given[name] == "" else given[name])
    reasons = {**record.missing_reasons, **given.get("missing_reasons", {})}
    record.missing_reasons = {name: reason for name, reason in reasons.items() if reason}
    if both := [name for name in record.missing_reasons if getattr(record, name) is not None]:
        raise ValidationError({name: [_("A value and a reason for its absence: keep one of them.")] for name in both})


def _rows(page: CrfPage, name: str, given: list[dict[str, Any]]) -> Rows:
    known = {row.pk: row for row in page.rows(name)}
    kept, errors = [], []
    for values in given:
        row, error = _row(page, name, known, values)
        kept.append(row)
        errors.append(error)
    if any(errors):
        raise ValidationError({name: errors})
    return Rows(kept=kept, removed=list(known.values()))


def _row(page: CrfPage, name: str, known: dict[int, Any], values: dict[str, Any]) -> tuple[Any, Any]:
    """The row and what is wrong with it; a row of the page is taken out of `known`, so that none is named twice."""
    row = known.pop(values["id"], None) if "id" in values else rows_of(type(page))[name](page=page)
    if row is None:
        return None, {"id": [_("This page has no such row, or the row is named twice.")]}
    try:
        _fill(row, values)
    except ValidationError as error:
        return row, error.detail
    return row, {}

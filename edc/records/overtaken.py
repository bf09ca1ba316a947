"""What was written on a page since somebody opened it: only values that people typed stand in the way of a save."""

from functools import cache
from typing import Any

from edc.crf.reading import item_of, items_of, rows_of
from edc.records.audit.ledger import Action, LedgerEntry

KEPT_BY_SOFTWARE = frozenset({"version", "derivations", "status", "is_locked"})
"""Columns beside the computed items that nobody types. A page that is not done differs in its reason as well."""


def typed_since(page: Any, version: int) -> bool:
    """Whether a person entered, changed or removed anything on a page or in its rows after this version of it.

    True as well where the page never had that version. Read from the newest entry backwards: a save writes its page
    before its rows, so rows belong to the page entry that is met after them.
    """
    models: dict[str, Any] = {model._meta.db_table: model for model in (type(page), *rows_of(type(page)).values())}
    written = LedgerEntry.objects.filter(
        subject_number=page.subject_id, form_code=page.crf.code, page_id=page.pk, table_name__in=models
    ).exclude(action=Action.BASELINE)
    typed = False
    for entry in written.order_by("-seq").iterator(chunk_size=20):
        is_page = entry.table_name == type(page)._meta.db_table
        if is_page and entry.after["version"] <= version:
            return bool(entry.after["version"] != version)
        typed |= entry.action != Action.UPDATE or not _computed(models[entry.table_name]).issuperset(entry.changed)
        if is_page and typed:
            return True
    return True


@cache
def _computed(model: type[Any]) -> frozenset[str]:
    """The columns of a record that the software fills."""
    derived = {field.column for field in items_of(model).values() if item_of(field).derived is not None}
    return KEPT_BY_SOFTWARE | derived

"""Two people, one page: what the other one saved is merged item by item, what both changed is laid side by side."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict

from edc.crf.reading import items_of
from edc.entry.display import shown
from edc.entry.record_form import RecordForm
from edc.entry.submission import Submission
from edc.records.audit.ledger import LedgerEntry


@dataclass(frozen=True)
class ConflictRow:
    """One item that the other person changed: before, theirs, and what was typed here."""

    label: Any
    base: str
    theirs: str
    yours: str


@dataclass(frozen=True)
class ConflictView:
    """Who saved in between, when, and the items concerned."""

    who: str
    when: datetime
    fields: list[ConflictRow]


def merge(current: Any, submission: Submission) -> tuple[QueryDict, ConflictView]:
    """Typed data brought up to the current version, and what to show of it.

    An item that was left as it was on opening takes the other person's value; one that both changed keeps what was
    typed here, beside theirs.
    """
    base = type(current).history.filter(id=current.pk, version=submission.seen_version).first()
    merged = submission.data.copy()
    merged["_version"] = str(current.version)
    typed = [name for name in items_of(type(current)) if name in submission.form.fields]
    merging = (_merge_item(name, submission.form, base, current, merged) for name in typed)
    rows = [row for row in merging if row is not None]
    last = LedgerEntry.objects.filter(
        subject_number=current.subject_id, form_code=current.crf.code, page_id=current.pk
    ).latest("seq")
    return merged, ConflictView(last.actor_name, last.at, rows)


def _merge_item(name: str, form: RecordForm, base: Any, current: Any, merged: QueryDict) -> ConflictRow | None:
    field, control = current._meta.get_field(name), form.fields[name]
    before, theirs = getattr(base, name, None), getattr(current, name)
    typed = merged.get(name, "")
    if before == theirs:
        return None
    if not control.has_changed(control.prepare_value(before), typed):
        prepared = control.prepare_value(theirs)
        value = control.widget.format_value(prepared)
        merged[name] = "" if value is None else str(value[0] if isinstance(value, list) else value)
    return ConflictRow(field.verbose_name, shown(field, before), shown(field, theirs), typed)

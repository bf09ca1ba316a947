"""Two people, one page: what the other one saved is merged item by item, what both changed is laid side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict

from edc.access.gate import AnyUser
from edc.entry.merging import ConflictRow, merge_record, merge_rows
from edc.entry.site import admin_of
from edc.entry.submission import Submission
from edc.records.audit.ledger import LedgerEntry


@dataclass(frozen=True)
class ConflictView:
    """Who saved in between, when, and the items concerned."""

    who: str
    when: datetime
    fields: list[ConflictRow]


def merge(current: Any, submission: Submission, *, by: AnyUser) -> tuple[QueryDict, ConflictView]:
    """Typed data brought up to the current version, and what to show of it."""
    merged = submission.data.copy()
    merged["_version"] = str(current.version)
    last = LedgerEntry.objects.filter(
        subject_number=current.subject_id, form_code=current.crf.code, page_id=current.pk
    ).latest("seq")
    return merged, ConflictView(last.actor_name, last.at, list(_told(current, submission.seen_version, merged, by)))


def _told(current: Any, seen_version: int | None, merged: QueryDict, by: AnyUser) -> Iterator[ConflictRow]:
    maker = admin_of(type(current))
    base = _opened_page(current, seen_version)
    if base.not_done_reason != current.not_done_reason:
        label = type(current)._meta.get_field("not_done_reason").verbose_name
        yield ConflictRow(label, base.not_done_reason, current.not_done_reason, "")
    yield from merge_record(maker.form_for(base, by, merged), maker.form_for(current, by), merged)
    for name, made in maker.formsets.items():
        opened = _opened_rows(made.model, current, seen_version)
        yield from merge_rows(made, current.rows(name), opened, merged, name)


def _opened_page(current: Any, seen_version: int | None) -> Any:
    """The page as it was opened; an empty one where there was none yet."""
    past = type(current).history.filter(id=current.pk, version=seen_version).first()
    base = past.instance if past else type(current)()
    base.subject = current.subject
    return base


def _opened_rows(model: Any, current: Any, seen_version: int | None) -> dict[int, Any]:
    """The rows as they were opened, by key. A save writes its page first, so the next version marks their end."""
    versions = type(current).history.filter(id=current.pk, version__gt=seen_version or 0)
    until = versions.order_by("history_id").values("history_date")[:1]
    past = model.history.filter(page_id=current.pk, history_date__lt=until)
    newest = past.order_by("id", "-history_id").distinct("id")
    return {row.id: row.instance for row in newest if row.history_type != "-"}

"""Ledger entries in the reader's words: labels for columns and terms, roles and reasons by their names."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from edc.access.roles import Role
from edc.crf.reading import forms, is_row
from edc.entry.display import shown, shown_reason
from edc.records.audit.channel import Channel
from edc.records.audit.trail import Change, TrailEntry
from edc.records.reasons import ReasonCode

BOOK_KEEPING = {"subject_number", "visit_code", "occurrence", "page_id", "position", "derivations"}
"""Columns that say where a row stands, which the entry says already, and what a computed value beside it came from."""


@dataclass(frozen=True)
class AuditLine:
    """One line of the trail as shown. `url` leads to the participant, "" where there is none."""

    seq: int
    when: dt.datetime
    who: str
    role: str
    organisation: str
    subject: str
    visit: str
    form: str
    action: str
    changes: list[tuple[str, str, str]]
    reason_code: str
    reason_text: str
    channel: str
    table: str
    url: str

    def label_of(self, item: str) -> str:
        """The item in the words of its form."""
        return _label(self.table, item)


def line_of(entry: TrailEntry, only: str = "") -> AuditLine:
    """An entry for reading; with `only`, the changes of that one item."""
    changes = [change for change in entry.changes if _is_told(change) and only in ("", change.item)]
    return AuditLine(
        seq=entry.seq,
        when=entry.when,
        who=entry.who,
        role=_word(Role, entry.role),
        organisation=entry.organisation,
        subject=entry.participant,
        visit=entry.visit,
        form=_form_title(entry),
        action=str(entry.action.label),
        changes=[told for change in changes for told in _told(entry.table, change)],
        reason_code=_word(ReasonCode, entry.reason_code),
        reason_text=entry.reason,
        channel=_word(Channel, entry.channel),
        table=entry.table,
        url=reverse("casebook", args=[entry.participant]) if entry.participant else "",
    )


def _is_told(change: Change) -> bool:
    return change.item not in BOOK_KEEPING and (change.old, change.new) not in ((None, {}), (None, ""), (None, False))


def _told(table: str, change: Change) -> list[tuple[str, str, str]]:
    if change.item != "missing_reasons":
        return [
            (_label(table, change.item), _value(table, change.item, change.old), _value(table, change.item, change.new))
        ]
    old, new = change.old or {}, change.new or {}
    return [
        (_label(table, name), shown_reason(old.get(name, "")), shown_reason(new.get(name, "")))
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name)
    ]


@cache
def _model(table: str) -> Any:
    return next((model for model in apps.get_models() if model._meta.db_table == table), None)


@cache
def _columns(table: str) -> dict[str, Any]:
    model = _model(table)
    return {str(field.column): field for field in model._meta.concrete_fields} if model else {}


def _label(table: str, column: str) -> str:
    field = _columns(table).get(column)
    return str(field.verbose_name) if field is not None else column


def _value(table: str, column: str, value: Any) -> str:
    field = _columns(table).get(column)
    if isinstance(value, str) and value.startswith("sha256:"):
        return _("recorded, not shown")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str) and field is not None and field.get_internal_type() == "DateTimeField":
        value = parse_datetime(value) or value
    if isinstance(value, dict) and "en" in value:  # the words of a query, kept in every language
        value = value.get(get_language(), value["en"])
    return shown(field, value)


def _form_title(entry: TrailEntry) -> str:
    form, model = forms().get(entry.form), _model(entry.table)
    if form is None or model is None:
        return capfirst(str(model._meta.verbose_name)) if model else entry.table
    if is_row(model):
        return f"{form.crf.title}: {model.table.title}"
    return str(form.crf.title if model is form else capfirst(str(model._meta.verbose_name)))


def _word(choices: Any, value: str) -> str:
    return str(choices(value).label) if value in choices.values else value

"""Reading the trail: who changed what, from what to what, when and why. One query, newest first."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Func, JSONField, Q, QuerySet, Value
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast

from edc.access.gate import ALL_SITES, Sites
from edc.records.audit.ledger import Action, LedgerEntry

NOT_ITEMS = ("id", "version")
"""Columns of book-keeping: a change of these alone is nothing to read."""


@dataclass(frozen=True)
class Filters:
    """What a reader asks for; what is left empty is not asked. `since` is included, `until` is not."""

    participant: str = ""
    form: str = ""
    page_id: int | None = None
    item: str = ""
    user: str = ""
    action: str = ""
    since: dt.datetime | None = None
    until: dt.datetime | None = None


@dataclass(frozen=True)
class Change:
    """One item of an entry. None stands for no value, before or after."""

    item: str
    old: Any
    new: Any


@dataclass(frozen=True)
class TrailEntry:
    """One written row as the trail tells it: place and person are as they were on that day, `when` is in UTC."""

    seq: int
    when: dt.datetime
    who: str
    username: str
    role: str
    organisation: str
    action: Action
    table: str
    record_id: str
    site_code: str
    participant: str
    visit: str
    form: str
    page_id: int | None
    reason_code: str
    reason: str
    channel: str
    changes: tuple[Change, ...]


def entries(
    filters: Filters, *, sites: Sites = ALL_SITES, before: int | None = None, limit: int = 50
) -> list[TrailEntry]:
    """The newest `limit` entries at these sites; the next page is that `before` the last `seq` of this one.

    Restatements after a change of the software are left out unless asked for: they change nothing.
    """
    return [_read(row) for row in _matching(filters, sites, before).order_by("-seq")[:limit]]


def _matching(filters: Filters, sites: Sites, before: int | None) -> QuerySet[LedgerEntry]:
    asked = {
        "subject_number": filters.participant,
        "form_code": filters.form,
        "page_id": filters.page_id,
        "actor": filters.user,
        "action": filters.action,
        "at__gte": filters.since,
        "at__lt": filters.until,
        "seq__lt": before,
        "site_code__in": None if sites is ALL_SITES else sites,
    }
    found = LedgerEntry.objects.filter(**{name: value for name, value in asked.items() if value not in ("", None)})
    if filters.action != Action.BASELINE:
        found = found.exclude(action=Action.BASELINE)
    if filters.item:
        found = found.filter(_touches(filters.item))
    return found.filter(~Q(action=Action.UPDATE) | _Differ(_without("old", "version"), _without("new", "version")))


class _Differ(Func):
    """Whether two values are not the same, where "no value" is one as well."""

    template = "(%(expressions)s)"
    arg_joiner = " IS DISTINCT FROM "
    output_field = BooleanField()


def _without(state: str, column: str) -> Func:
    return Func(_read_as_json(state), Value(column), template="(%(expressions)s)", arg_joiner=" - ")


def _read_as_json(state: str) -> Cast:
    return Cast(state, JSONField())


def _touches(item: str) -> Q:
    """Changed the item, or entered or removed a row that held a value for it."""
    key = f'"{item}":'
    entered = Q(action=Action.INSERT, new__contains=key) & ~Q(new__contains=f"{key}null")
    removed = Q(action=Action.DELETE, old__contains=key) & ~Q(old__contains=f"{key}null")
    before, after = (KeyTransform(item, _read_as_json(state)) for state in ("old", "new"))
    return Q(Q(action=Action.UPDATE), _Differ(before, after)) | entered | removed


def _read(row: LedgerEntry) -> TrailEntry:
    return TrailEntry(
        seq=row.seq,
        when=row.at,
        who=row.actor_name,
        username=row.actor,
        role=row.role,
        organisation=row.organisation,
        action=Action(row.action),
        table=row.table_name,
        record_id=row.record_id,
        site_code=row.site_code,
        participant=row.subject_number,
        visit=row.visit_code,
        form=row.form_code,
        page_id=row.page_id,
        reason_code=row.reason_code,
        reason=row.reason,
        channel=row.channel,
        changes=_changes(row),
    )


def _changes(row: LedgerEntry) -> tuple[Change, ...]:
    before, after = row.before, row.after
    if row.action == Action.UPDATE:
        names = [name for name in row.changed if name not in NOT_ITEMS]
    elif row.action == Action.BASELINE:
        names = []
    else:
        stated = before or after
        names = [name for name, value in stated.items() if value is not None and name not in NOT_ITEMS]
    return tuple(Change(name, before.get(name), after.get(name)) for name in names)

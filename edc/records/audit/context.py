"""Who writes, as whom and why: set once a transaction, read by the triggers, refused when absent."""

import json
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from psycopg.pq import Escaping, ExecStatus

from edc.records.audit.channel import Channel
from edc.records.audit.scope import current_scope
from edc.records.reasons import Reason, ReasonCode

__all__ = ["SYSTEM", "Channel", "Reason", "ReasonCode", "SystemActor", "auditing", "current_actor", "is_explained"]


@dataclass(frozen=True)
class SystemActor:
    """The software itself, for what no person does: loading a protocol at start, closing an answered check."""

    pk: None = None
    username: str = "system"
    full_name: str = "EDC software"
    organisation: str = ""


SYSTEM = SystemActor()


class _Context(NamedTuple):
    """What the ledger copies (never joins): a later change of name or role leaves old entries as they were."""

    actor_id: int | None
    actor: str
    actor_name: str
    organisation: str
    role: str
    reason_code: str
    reason: str
    channel: str
    request_id: str
    txn: str


_active: ContextVar[Mapping[str, _Context]] = ContextVar("edc_audit_context", default=MappingProxyType({}))


def current_actor(using: str = DEFAULT_DB_ALIAS) -> str | None:
    """The user name that writes are attributed to at this moment, None outside `auditing`."""
    context = _active.get().get(using)
    return context.actor if context else None


def is_explained(using: str = DEFAULT_DB_ALIAS) -> bool:
    """Whether a reason for changes is given at this moment."""
    context = _active.get().get(using)
    return context is not None and bool(context.reason_code)


@contextmanager
def auditing(
    *,
    by: Any,
    role: str = "",
    reason: Reason | None = None,
    channel: Channel | None = None,
    alone_on: str = "",
    using: str = DEFAULT_DB_ALIAS,
) -> Iterator[None]:
    """One transaction whose writes are attributed to `by`. `reason` is obligatory for changes and deletions.

    Nested, the inner attribution holds until it ends; the role, channel and transaction id of the outer one are kept
    unless given. The setting is transaction-local, so it cannot leak through a connection pool. Two transactions that
    are `alone_on` the same name (a participant) run one after the other.
    """
    outer = _active.get().get(using)
    within_transaction = connections[using].in_atomic_block
    with transaction.atomic(using=using):
        context = _context(by, role, reason, channel, outer)
        (_apply if within_transaction else _begin)(context, using, alone_on)
        token = _active.set({**_active.get(), using: context})
        try:
            yield
        finally:
            _active.reset(token)
        if within_transaction:
            _apply(outer, using)


def _context(by: Any, role: str, reason: Reason | None, channel: Channel | None, outer: _Context | None) -> _Context:
    scope = current_scope()
    context = _Context(
        actor_id=by.pk,
        actor=by.username,
        actor_name=by.full_name,
        organisation=by.organisation,
        role=role or ("system" if by is SYSTEM else ""),
        reason_code=reason.code if reason else "",
        reason=reason.text if reason else "",
        channel=channel or scope.channel,
        request_id=scope.request_id,
        txn=str(uuid.uuid4()),
    )
    if outer is None:
        return context
    return context._replace(
        role=context.role or outer.role,
        txn=outer.txn,
        request_id=outer.request_id,
        channel=channel or outer.channel,
    )


def _begin(context: _Context, using: str, alone_on: str) -> None:
    """Begin the transaction and tell the database who writes, in one round trip: a save stays at three of them.

    psycopg begins a transaction before the first statement unless one has begun; this one has.
    """
    wrapper = connections[using]
    wrapper.ensure_connection()
    raw = wrapper.connection
    escaping = Escaping(raw.pgconn)
    statements = b"BEGIN; SET LOCAL edc.context = " + escaping.escape_literal(_setting(context).encode())
    if alone_on:
        statements += b"; SELECT pg_advisory_xact_lock(hashtextextended(%b, 0))" % escaping.escape_literal(
            alone_on.encode()
        )
    answer = raw.pgconn.exec_(statements)
    if answer.status not in (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK):
        with wrapper.wrap_database_errors:
            raise psycopg.errors.error_from_result(answer)


def _apply(context: _Context | None, using: str, alone_on: str = "") -> None:
    """Tell the database; None takes the attribution away from what follows in a transaction that goes on."""
    lock = ", pg_advisory_xact_lock(hashtextextended(%s, 0))" if alone_on else ""
    values = [_setting(context) if context else "", *([alone_on] if alone_on else [])]
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT set_config('edc.context', %s, true){lock}", values)


def _setting(context: _Context) -> str:
    return json.dumps(context._asdict(), ensure_ascii=False)

"""Puts the generated triggers and privileges into the database, and proves that they are there.

Run as the owner after every migrate. The start of the server only verifies: a difference stops it.
"""

import hashlib
import json
from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from edc.records.audit.channel import Channel
from edc.records.audit.context import SYSTEM, Reason, ReasonCode, auditing
from edc.records.audit.exempt import APPEND_ONLY, NEVER_DELETED
from edc.records.audit.history import audited_models
from edc.records.audit.sql import (
    LEDGER,
    LEDGER_COLUMNS,
    SHARED_FUNCTIONS,
    append_only_triggers,
    audit_functions,
    baseline_select,
    triggers,
)

FUNCTION_OPTIONS = (
    "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET timezone = 'UTC'"
)


BEYOND_WHAT_IS_ALLOWED = """
SELECT CASE acl.grantee WHEN 0 THEN 'everybody' ELSE pg_get_userbyid(acl.grantee) END, acl.privilege_type, granted.name
FROM (SELECT relname AS name, relowner AS owner, relacl AS acl FROM pg_class WHERE relkind = 'r'
      UNION ALL
      SELECT relname, relowner, attacl FROM pg_attribute JOIN pg_class c ON c.oid = attrelid) granted,
  aclexplode(granted.acl) acl
WHERE granted.name = ANY(%s) AND acl.grantee <> granted.owner AND acl.privilege_type <> ALL(%s)
ORDER BY 3, 1, 2"""

CALLERS_OF_THE_FUNCTIONS = """
SELECT CASE acl.grantee WHEN 0 THEN 'everybody' ELSE pg_get_userbyid(acl.grantee) END, proname
FROM pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner))) acl
WHERE pronamespace = 'public'::regnamespace AND proname = ANY(%s) AND acl.grantee <> proowner
ORDER BY 2, 1"""

REWRITTEN_TABLES = """
SELECT relname FROM pg_class
WHERE relname = ANY(%s) AND relnamespace = 'public'::regnamespace AND (relhasrules OR relrowsecurity) ORDER BY 1"""

POWERS_OF_THE_APPLICATION = """
SELECT power FROM pg_roles r, LATERAL (VALUES
  (r.rolsuper, 'is a superuser'),
  (pg_has_role(r.oid, (SELECT datdba FROM pg_database WHERE datname = current_database()), 'MEMBER'),
   'may become the owner'),
  (has_schema_privilege(r.oid, 'public', 'CREATE'), 'may create tables and functions')) AS held(is_held, power)
WHERE r.rolname = %s AND is_held"""


WHOLE_ROW_BYTES = 8160
"""Ledger rows up to this size (a page of PostgreSQL) are stored as they are: no save waits for their compression."""


class AuditNotInstalled(Exception):
    """The triggers or privileges of the audit trail differ from what this version of the software needs."""


def install_triggers(connection: BaseDatabaseWrapper) -> None:
    """Create or replace every audit function, trigger and privilege, then restate the tables whose shape changed."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for signature, body in expected_functions().items():
            cursor.execute(f"CREATE OR REPLACE FUNCTION {signature} {FUNCTION_OPTIONS} AS $edc${body}$edc$")
            cursor.execute(f"REVOKE ALL ON FUNCTION {signature.partition(' RETURNS')[0]} FROM PUBLIC")
        for table, definitions in expected_triggers().items():
            for name, definition in definitions.items():
                cursor.execute(f"CREATE OR REPLACE TRIGGER {name} {definition}")
            _drop_unknown_triggers(cursor, table, set(definitions))
        cursor.execute(f"ALTER TABLE {LEDGER} SET (toast_tuple_target = {WHOLE_ROW_BYTES})")
        _set_privileges(cursor)
        _restate_changed_tables(connection)


def verify_triggers(connection: BaseDatabaseWrapper) -> None:
    """Raise AuditNotInstalled, naming each difference, unless the database guards every audited table as generated."""
    with connection.cursor() as cursor:
        problems = [*_function_problems(cursor), *_trigger_problems(cursor), *_privilege_problems(cursor)]
    if problems:
        raise AuditNotInstalled("; ".join(problems))


def expected_functions() -> dict[str, str]:
    """Signature -> body of every function of the trail."""
    generated = (audit_functions(model).items() for model in audited_models())
    return SHARED_FUNCTIONS | dict(chain.from_iterable(generated))


def expected_triggers() -> dict[str, dict[str, str]]:
    """Table -> trigger name -> definition."""
    expected = {model._meta.db_table: triggers(model) for model in audited_models()}
    return expected | {table: append_only_triggers(table) for table in trail_tables()}


def trail_tables() -> list[str]:
    """The ledger and every history table: the application reads them and can write none."""
    return [LEDGER, *(model.history.model._meta.db_table for model in audited_models())]


def allowed_privileges() -> list[tuple[list[str], list[str]]]:
    """Tables, and all that the application may do with them; on tables not named here it reads and writes."""
    return [
        ([*trail_tables(), "edc_auditbaseline"], ["SELECT"]),
        (_tables(APPEND_ONLY), ["SELECT", "INSERT"]),
        (_tables(NEVER_DELETED), ["SELECT", "INSERT", "UPDATE"]),
    ]


def _tables(labels: Iterable[str]) -> list[str]:
    return [apps.get_model(label)._meta.db_table for label in labels]


def _drop_unknown_triggers(cursor: CursorWrapper, table: str, known: set[str]) -> None:
    cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal", [table])
    for (name,) in cursor.fetchall():
        if name not in known:
            cursor.execute(f'DROP TRIGGER "{name}" ON {table}')


def _set_privileges(cursor: CursorWrapper) -> None:
    """Leave everybody but the owner what `allowed_privileges` names; column privileges go with those of the table."""
    for tables, allowed in allowed_privileges():
        for table in tables:
            cursor.execute(f"REVOKE ALL ON {table} FROM PUBLIC, {_application_role()}")
            cursor.execute(f"GRANT {', '.join(allowed)} ON {table} TO {_application_role()}")


def _application_role() -> str:
    return str(settings.DATABASES[DEFAULT_DB_ALIAS]["USER"])


def _restate_changed_tables(connection: BaseDatabaseWrapper) -> None:
    """ADD COLUMN changes the stored state of every row without a write: the ledger says so, row by row."""
    baseline = apps.get_model("edc.AuditBaseline").objects.using(connection.alias)
    known = dict(baseline.values_list("table_name", "shape"))
    changed = [model for model in audited_models() if known.get(model._meta.db_table) != _shape(connection, model)]
    if not changed:
        return
    reason = Reason(ReasonCode.ADMINISTRATION, "the shape of the table changed with the software")
    with (
        auditing(by=SYSTEM, reason=reason, channel=Channel.MIGRATION, using=connection.alias),
        connection.cursor() as cursor,
    ):
        for model in changed:
            cursor.execute(f"INSERT INTO {LEDGER} ({LEDGER_COLUMNS}) {baseline_select(model)}")
            baseline.update_or_create(table_name=model._meta.db_table, defaults={"shape": _shape(connection, model)})


def _shape(connection: BaseDatabaseWrapper, model: type[Any]) -> str:
    columns = sorted((field.column, field.db_type(connection) or "") for field in model._meta.concrete_fields)
    return hashlib.sha256(json.dumps(columns).encode()).hexdigest()


def _function_problems(cursor: CursorWrapper) -> list[str]:
    cursor.execute(
        "SELECT proname, prosrc, prosecdef, proconfig FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
        " AND proname LIKE 'edc\\_%%'"
    )
    found = {name: (source, definer, config) for name, source, definer, config in cursor.fetchall()}
    config = ["search_path=pg_catalog, public, pg_temp", "TimeZone=UTC"]
    return [
        f"function {name} is missing or was altered"
        for name, body in _names_of_functions().items()
        if found.get(name) != (body, True, config)
    ]


def _trigger_problems(cursor: CursorWrapper) -> list[str]:
    problems = []
    for table, definitions in expected_triggers().items():
        cursor.execute(
            "SELECT tgname, pg_get_triggerdef(oid, true), tgenabled FROM pg_trigger"
            " WHERE tgrelid = %s::regclass AND NOT tgisinternal",
            [table],
        )
        found = {name: (definition, enabled) for name, definition, enabled in cursor.fetchall()}
        wanted = {name: (f"CREATE TRIGGER {name} {rest}", "O") for name, rest in definitions.items()}
        problems += [
            f"trigger {name} of {table} is missing, disabled, altered or unknown"
            for name in sorted(wanted.keys() | found.keys())
            if wanted.get(name) != found.get(name)
        ]
    return problems


def _privilege_problems(cursor: CursorWrapper) -> list[str]:
    """Whoever may do more than is allowed, and every way in which the application could become the owner."""
    trail, audited = trail_tables(), [model._meta.db_table for model in audited_models()]
    beyond = [
        problem
        for allowed in allowed_privileges()
        for problem in _each(cursor, "{} may {} {}", BEYOND_WHAT_IS_ALLOWED, [*allowed])
    ]
    return [
        *beyond,
        *_each(cursor, "{} may execute {}", CALLERS_OF_THE_FUNCTIONS, [list(_names_of_functions())]),
        *_each(cursor, "{} has a rewrite rule or row security", REWRITTEN_TABLES, [[*trail, *audited]]),
        *_each(cursor, "the application {}", POWERS_OF_THE_APPLICATION, [_application_role()]),
    ]


def _names_of_functions() -> dict[str, str]:
    return {signature.partition("(")[0]: body for signature, body in expected_functions().items()}


def _each(cursor: CursorWrapper, text: str, query: str, parameters: list[Any]) -> list[str]:
    cursor.execute(query, parameters)
    return [text.format(*row) for row in cursor.fetchall()]

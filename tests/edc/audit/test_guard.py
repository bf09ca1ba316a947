"""AT-05, AT-06: nobody who works through the application, nor the owner by plain statements, alters the trail."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection
from django.test import override_settings

from edc.access.models import User
from edc.database import Addresses, connected
from edc.records.audit.context import SYSTEM, auditing
from edc.records.audit.history import audited_models
from edc.records.audit.install import expected_functions, trail_tables
from edc.records.audit.ledger import LedgerEntry
from patients.models import Infusion, Subject
from tests.edc.audit.making import saved, unsaved
from tests.edc.audit.refusing import NEVER, NO_RIGHT, refused

CHANGES = ("UPDATE {} SET {} = NULL", "DELETE FROM {}", "TRUNCATE {}", "TRUNCATE {} CASCADE")


def column_of(table: str) -> str:
    return "old" if table == "edc_ledgerentry" else "history_change_reason"


@pytest.mark.parametrize("change", [*CHANGES, "INSERT INTO {} DEFAULT VALUES"])
@pytest.mark.parametrize("table", trail_tables())
def test_AT05_the_application_cannot_touch_the_trail(table: str, change: str, db: None) -> None:
    with refused(NO_RIGHT), auditing(by=SYSTEM), connection.cursor() as cursor:
        cursor.execute(change.format(table, column_of(table)))


@pytest.fixture
def owner(fresh_database: Addresses) -> Iterator[psycopg.Connection]:
    with connected(fresh_database.owner) as owned:
        yield owned


def test_AT05_the_owner_cannot_alter_or_empty_the_trail_by_a_statement(owner: psycopg.Connection) -> None:
    for table in trail_tables():
        for change in CHANGES:
            with pytest.raises(psycopg.Error) as caught:
                owner.execute(change.format(table, column_of(table)))
            assert caught.value.sqlstate == NEVER, (table, change)


def test_AT05_nobody_empties_an_audited_table(owner: psycopg.Connection, fresh_database: Addresses) -> None:
    for model in audited_models():
        with pytest.raises(psycopg.Error) as caught:
            owner.execute(f"TRUNCATE {model._meta.db_table} CASCADE")
        assert caught.value.sqlstate == NEVER
        with connected(fresh_database.app) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute(f"TRUNCATE {model._meta.db_table}")


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE patients_infusion DISABLE TRIGGER USER",
        "ALTER TABLE patients_infusion DISABLE TRIGGER edc_audit_update",
        "DROP TRIGGER edc_audit_update ON patients_infusion",
        "ALTER TABLE edc_ledgerentry DISABLE TRIGGER edc_append_only",
        "CREATE OR REPLACE FUNCTION edc_audit_patients_infusion() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
        "CREATE FUNCTION public.anything() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE TABLE anything (id int)",
        "CREATE TEMPORARY TABLE patients_infusion (id int)",
        "CREATE SCHEMA anything",
        "ALTER TABLE patients_infusion ADD COLUMN anything int",
        "DROP TABLE edc_ledgerentry",
        "SET session_replication_role = replica",
        "SET ROLE edc_owner",
        "SELECT edc_audit_patients_infusion()",
        "SELECT edc_refuse()",
    ],
)
def test_AT05_the_application_cannot_get_around_the_triggers(statement: str, db: None) -> None:
    with refused(NO_RIGHT), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_functions_of_the_trail_are_nobodys_to_call(db: None) -> None:
    with connection.cursor() as cursor:
        for signature in expected_functions():
            name = signature.partition(" RETURNS")[0]
            cursor.execute("SELECT has_function_privilege(%s, 'EXECUTE')", [name])
            assert cursor.fetchone() == (False,), name


def test_AT06_no_switch_of_simple_history_turns_the_trail_off(nurse: User) -> None:
    with override_settings(SIMPLE_HISTORY_ENABLED=False), auditing(by=nurse):
        page = unsaved(Infusion)
        page.skip_history_when_saving = True
        before = LedgerEntry.objects.count()
        page.save_base(raw=True)
    assert LedgerEntry.objects.count() == before + 1
    assert page.history.count() == 1


def test_AT06_simple_history_cannot_write_beside_the_triggers(nurse: User) -> None:
    with auditing(by=nurse):
        page = unsaved(Infusion)
    with override_settings(SIMPLE_HISTORY_ENABLED=True), refused(NO_RIGHT), auditing(by=nurse):
        page.save()


def test_AT16_an_account_is_closed_never_removed(nurse: User) -> None:
    with auditing(by=nurse):
        saved(Subject)
    with refused(NO_RIGHT), connection.cursor() as cursor:
        cursor.execute("DELETE FROM edc_user WHERE id = %s", [nurse.pk])

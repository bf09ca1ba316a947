"""The proof that the triggers stand: each way of weakening them is named, and the next migration mends it."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction

from edc.database import Addresses, connected
from edc.records.audit.context import SYSTEM, auditing
from edc.records.audit.install import AuditNotInstalled, verify_triggers
from edc.records.audit.ledger import LedgerEntry
from patients.models import Infusion, Subject
from tests.edc.audit.making import saved

NO_OP = "RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN RETURN NULL; END'"
SABOTAGE = {
    "ALTER TABLE patients_infusion DISABLE TRIGGER edc_audit_update": "trigger edc_audit_update of patients_infusion",
    "ALTER TABLE patients_bag ENABLE REPLICA TRIGGER edc_audit_insert": "trigger edc_audit_insert of patients_bag",
    "DROP TRIGGER edc_audit_delete ON patients_bag": "trigger edc_audit_delete of patients_bag",
    "DROP TRIGGER edc_append_only ON edc_ledgerentry": "trigger edc_append_only of edc_ledgerentry",
    "CREATE OR REPLACE TRIGGER edc_append_only BEFORE DELETE ON edc_ledgerentry"
    " FOR EACH STATEMENT EXECUTE FUNCTION edc_refuse()": "trigger edc_append_only of edc_ledgerentry",
    "CREATE OR REPLACE TRIGGER edc_version BEFORE UPDATE ON patients_bag FOR EACH ROW"
    " WHEN (old.position <> new.position) EXECUTE FUNCTION edc_next_version()": "trigger edc_version of patients_bag",
    "CREATE TRIGGER aside BEFORE INSERT ON edc_ledgerentry FOR EACH ROW"
    " EXECUTE FUNCTION edc_next_version()": "trigger aside of edc_ledgerentry",
    f"CREATE OR REPLACE FUNCTION edc_audit_patients_bag() {NO_OP}": "function edc_audit_patients_bag",
    "ALTER FUNCTION edc_audit_patients_bag() SECURITY INVOKER": "function edc_audit_patients_bag",
    "ALTER FUNCTION edc_audit_patients_bag() RESET timezone": "function edc_audit_patients_bag",
    "GRANT INSERT ON edc_ledgerentry TO edc_app": "edc_app may INSERT edc_ledgerentry",
    "GRANT UPDATE (reason) ON edc_ledgerentry TO edc_app": "edc_app may UPDATE edc_ledgerentry",
    "GRANT DELETE ON patients_historicalbag TO PUBLIC": "everybody may DELETE patients_historicalbag",
    "GRANT EXECUTE ON FUNCTION edc_refuse() TO PUBLIC": "everybody may execute edc_refuse",
    "GRANT CREATE ON SCHEMA public TO edc_app": "the application may create tables and functions",
    "CREATE RULE aside AS ON INSERT TO edc_ledgerentry DO INSTEAD NOTHING": "edc_ledgerentry has a rewrite rule",
    "ALTER TABLE patients_bag ENABLE ROW LEVEL SECURITY": "patients_bag has a rewrite rule or row security",
}
NOT_MENDED = ("CREATE RULE", "GRANT CREATE", "ENABLE ROW")


def test_what_the_migration_leaves_is_what_is_expected(db: None) -> None:
    verify_triggers(connection)


def test_every_weakening_is_named(fresh_database: Addresses) -> None:
    owner = connections["owner"]
    for statement, told in SABOTAGE.items():
        with transaction.atomic(using="owner"), owner.cursor() as cursor:
            cursor.execute(statement)
            with pytest.raises(AuditNotInstalled) as caught:
                verify_triggers(owner)
            transaction.set_rollback(True, using="owner")
        assert told in str(caught.value), statement
    verify_triggers(owner)


def test_a_migration_mends_what_it_can_and_refuses_the_rest(fresh_database: Addresses) -> None:
    with connected(fresh_database.owner) as owner:
        for statement in SABOTAGE:
            if not any(words in statement for words in NOT_MENDED):
                owner.execute(statement)
    call_command("migrate", verbosity=0)
    verify_triggers(connection)
    with connected(fresh_database.owner) as owner:
        owner.execute("CREATE RULE aside AS ON INSERT TO edc_ledgerentry DO INSTEAD NOTHING")
    with pytest.raises(CommandError, match="edc_ledgerentry has a rewrite rule"):
        call_command("migrate", verbosity=0)


def test_AT17_a_column_that_is_dropped_stays_in_the_ledger(fresh_database: Addresses) -> None:
    with auditing(by=SYSTEM):
        Infusion.objects.create(subject=saved(Subject), visit_code="D0", batch_id="LOT-7")
    with connected(fresh_database.owner) as owner:
        owner.execute("ALTER TABLE patients_infusion DROP COLUMN batch_id")
        owner.execute("ALTER TABLE patients_historicalinfusion DROP COLUMN batch_id")
    assert LedgerEntry.objects.get(table_name="patients_infusion").after["batch_id"] == "LOT-7"


def test_AT17_a_changed_shape_restates_every_row(fresh_database: Addresses) -> None:
    with auditing(by=SYSTEM):
        pages = [saved(Infusion), saved(Infusion)]
    with connected(fresh_database.owner) as owner:
        owner.execute("UPDATE edc_auditbaseline SET shape = 'older' WHERE table_name = 'patients_infusion'")
    call_command("migrate", verbosity=0)
    call_command("migrate", verbosity=0)
    restated = LedgerEntry.objects.filter(action="B", table_name="patients_infusion").order_by("seq")
    assert [(line.record_id, line.actor, line.channel) for line in restated] == [
        (str(page.pk), "system", "migration") for page in pages
    ]
    assert restated[0].after["visit_code"] == pages[0].visit_code

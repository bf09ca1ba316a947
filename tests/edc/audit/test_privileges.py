"""What the application may do with tables that outlive people: add to the log, never unmake a user (AT-05, AT-16)."""

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction

from edc.database import Addresses, connected
from edc.records.audit.install import AuditNotInstalled, verify_triggers

TOO_MUCH = {
    "GRANT UPDATE ON edc_accessevent TO edc_app": "edc_app may UPDATE edc_accessevent",
    "GRANT UPDATE (detail) ON edc_accessevent TO edc_app": "edc_app may UPDATE edc_accessevent",
    "GRANT DELETE ON edc_accessevent TO PUBLIC": "everybody may DELETE edc_accessevent",
    "GRANT TRUNCATE ON edc_accessevent TO edc_app": "edc_app may TRUNCATE edc_accessevent",
    "GRANT DELETE ON edc_user TO edc_app": "edc_app may DELETE edc_user",
    "GRANT TRUNCATE ON edc_assignment TO edc_app": "edc_app may TRUNCATE edc_assignment",
    "GRANT INSERT ON edc_auditbaseline TO edc_app": "edc_app may INSERT edc_auditbaseline",
}


def test_at_05_each_privilege_too_many_is_named_and_taken_back(fresh_database: Addresses) -> None:
    for statement, told in TOO_MUCH.items():
        with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
            cursor.execute(statement)
            with pytest.raises(AuditNotInstalled) as caught:
                verify_triggers(connections["owner"])
            transaction.set_rollback(True, using="owner")
        assert told in str(caught.value), statement
    with connected(fresh_database.owner) as owner:
        for statement in TOO_MUCH:
            owner.execute(statement)
    call_command("migrate", verbosity=0)
    verify_triggers(connection)


def test_at_16_what_the_application_needs_is_allowed(fresh_database: Addresses) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT has_table_privilege('edc_accessevent', 'INSERT'), has_table_privilege('edc_user', 'UPDATE'),"
            " has_table_privilege('edc_accessevent', 'UPDATE'), has_table_privilege('edc_user', 'DELETE')"
        )
        assert cursor.fetchone() == (True, True, False, False)

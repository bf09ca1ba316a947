"""AT-01 from outside the application: the owner over a second connection, and a person with psql."""

import os
import shutil
import subprocess
from typing import Any

import psycopg
import pytest

from edc.database import Addresses, connected
from edc.records.audit.context import SYSTEM, auditing
from edc.records.audit.history import audited_models
from edc.records.audit.ledger import LedgerEntry
from patients.models import Infusion
from tests.edc.audit.making import change_for, saved
from tests.edc.audit.refusing import NO_CONTEXT, NO_REASON

WHO = '{"txn": "00000000-0000-4000-8000-000000000001", "actor": "dba", "actor_name": "Synthetic DBA", \
"organisation": "Sponsor", "role": "", "channel": "shell", "request_id": "r-1", "reason_code": "%s", "reason": "%s"}'
WITH_REASON = WHO % ("data_management", "moved by hand")
WITHOUT_REASON = WHO % ("", "")


def update_of(model: type[Any]) -> str:
    column, _, _ = change_for(model)
    value = """'{"anything": "UNK"}'""" if column == "missing_reasons" else f"concat({column}, '+')"
    return f"UPDATE {model._meta.db_table} SET {column} = {value}"


def updated(connection: psycopg.Connection, model: type[Any], context: str) -> int:
    """The number of rows that one UPDATE changed."""
    with connection.transaction():
        connection.execute("SELECT set_config('edc.context', %s, true)", [context])
        return connection.execute(update_of(model)).rowcount


def test_AT01_the_owner_leaves_the_same_trail_or_is_refused(fresh_database: Addresses) -> None:
    for model in audited_models():
        with auditing(by=SYSTEM):
            saved(model)
        table, seen = model._meta.db_table, LedgerEntry.objects.latest("seq").seq
        with connected(fresh_database.owner) as owner:
            for context, code in (("", NO_CONTEXT), (WITHOUT_REASON, NO_REASON)):
                with pytest.raises(psycopg.Error) as caught:
                    updated(owner, model, context)
                assert caught.value.sqlstate == code
            written = updated(owner, model, WITH_REASON)
        entries = LedgerEntry.objects.filter(table_name=table, seq__gt=seen)
        assert [(e.action, e.actor, e.db_user, e.reason) for e in entries] == [
            ("U", "dba", "edc_owner", "moved by hand")
        ] * written
        assert model.history.filter(history_type="~").count() == written >= 1


@pytest.mark.skipif(shutil.which("psql") is None, reason="psql is not installed here")
@pytest.mark.parametrize("context", ["", WITH_REASON])
def test_AT01_psql_leaves_the_same_trail_or_is_refused(context: str, fresh_database: Addresses) -> None:
    with auditing(by=SYSTEM):
        saved(Infusion)
    seen = LedgerEntry.objects.latest("seq").seq
    script = f"BEGIN; SELECT set_config('edc.context', $c${context}$c$, true); {update_of(Infusion)}; COMMIT;"
    command = ["psql", "--no-psqlrc", "--set", "ON_ERROR_STOP=1", "--command", script, fresh_database.app]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"}, check=False)
    entries = list(LedgerEntry.objects.filter(seq__gt=seen).values_list("actor", "channel", "db_user"))
    if context:
        assert (done.returncode, entries) == (0, [("dba", "shell", "edc_app")]), done.stderr
    else:
        assert "no audit context says who writes" in done.stderr
        assert entries == []

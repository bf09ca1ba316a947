"""The archive of everything beside PostgreSQL's own COPY of the same rows, and the memory that it takes."""

import subprocess
import sys
import tempfile
from typing import IO, Any

from django.db import connection

from benchmarks.measuring import Measured, Rival, compare
from edc.access.models import Assignment, User
from edc.access.roles import Role
from edc.exports.archive import write_archive
from edc.exports.csv import write_table
from edc.exports.tables import all_tables
from edc.records.audit.context import SYSTEM, auditing

OUT_OF_THE_WAY = "999"
"""A site without participants: its archive holds headers alone."""


def exporter(username: str, site_code: str) -> User:
    """Somebody who exports one site, or every site."""
    with auditing(by=SYSTEM):
        user = User.objects.create(username=username, full_name="Synthetic manager", organisation="Hospital 301")
        Assignment.objects.create(user=user, role=Role.DATA_MANAGER, site_code=site_code)
    return user


def times() -> list[Measured]:
    """COPY of the rows as they are exported, these as CSV files, the archive, and the tables as they are stored."""
    user = exporter("manager", "*")
    rivals = [
        Rival("COPY of the rows", lambda: None, lambda _given: selected()),
        Rival("CSV files", lambda: None, lambda _given: written(user)),
        Rival("all.zip", lambda: None, lambda _given: archived(user)),
        Rival("COPY of stored tables", lambda: None, lambda _given: copied()),
    ]
    return compare(rivals, rounds=5, times=1, past_django=True)


def memory() -> list[Measured]:
    """Peak KiB of a process that writes the archive, of no records and of all."""
    exporter("outsider", OUT_OF_THE_WAY)
    peaks = [int(_in_own_process(name)) for name in ("outsider", "manager")]
    names = ("no records, KiB", "all records, KiB")
    return [Measured(name, peak, peak / peaks[0], 0) for name, peak in zip(names, peaks, strict=True)]


def _in_own_process(username: str) -> str:
    command = [sys.executable, "-m", "benchmarks.peak", username]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def copied() -> None:
    with tempfile.TemporaryFile() as out:
        for table in all_tables():
            _copy(f"COPY {table.model._meta.db_table} TO STDOUT (FORMAT csv)", (), out)


def selected() -> None:
    with tempfile.TemporaryFile() as out:
        for table in all_tables():
            statement, parameters = table.select(table.model.objects.all()).query.sql_with_params()
            _copy(f"COPY ({statement}) TO STDOUT (FORMAT csv)", parameters, out)


def _copy(statement: str, parameters: Any, out: IO[bytes]) -> None:
    with connection.cursor() as cursor, cursor.copy(statement, parameters) as lines:
        for line in lines:
            out.write(line)


def written(user: User) -> None:
    with tempfile.TemporaryFile() as out:
        for table in all_tables():
            write_table(table, user, out)


def archived(user: User) -> None:
    with tempfile.TemporaryFile() as out:
        write_archive(user, out)

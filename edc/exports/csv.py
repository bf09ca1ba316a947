"""Tables as CSV (RFC 4180, UTF-8), written by PostgreSQL's COPY: typed, fast, and with flat memory."""

import hashlib
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.conf import settings
from django.db import connection, transaction

from edc.access.gate import AnyUser, scoped
from edc.access.permissions import Permission
from edc.exports.columns import Table
from edc.exports.lines import csv_line

LINE_END = b"\r\n"


class Writable(Protocol):
    """Somewhere to put bytes: a temporary file, a member of an archive."""

    def write(self, data: bytes, /) -> Any: ...


@dataclass
class Counted:
    """Passes lines on, counts them and takes their digest."""

    out: Writable
    records: int = -1  # the header is a line, and no record
    digest: Any = field(default_factory=hashlib.sha256)

    def write_line(self, line: bytes) -> None:
        self.out.write(line)
        self.digest.update(line)
        self.records += 1


def write_table(table: Table, user: AnyUser, out: Writable) -> Counted:
    """Write one table of the user's sites in one statement, thus from one snapshot, times on the study clock."""
    written = Counted(out)
    written.write_line(csv_line(table.columns))
    records = table.select(scoped(table.model.objects.all(), user, Permission.DATA_EXPORT, field=table.site_path))
    statement, parameters = records.query.sql_with_params()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('TimeZone', %s, true)", [settings.TIME_ZONE])
        with cursor.copy(f"COPY ({statement}) TO STDOUT (FORMAT csv)", parameters) as lines:
            for line in lines:  # PostgreSQL sends one record at a time, ended by a bare line feed
                written.write_line(bytes(line)[:-1] + LINE_END)
    return written

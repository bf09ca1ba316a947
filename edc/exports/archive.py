"""Everything in one archive: all tables from one snapshot, the codebook, and a manifest that proves what it holds."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from edc.access.gate import AllSites, AnyUser, scoped, sites_for
from edc.access.permissions import Permission
from edc.exports.codebook import codebook
from edc.exports.csv import write_table
from edc.exports.tables import all_tables
from edc.records.audit.ledger import LedgerEntry


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read inside is as at one moment. Needs to be the outermost transaction."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def write_archive(user: AnyUser, out: IO[bytes]) -> int:
    """Write the archive of the user's sites, and say up to which ledger row it goes.

    A table without records is there with its header.
    """
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, snapshot():
        manifest = _heading(user)
        for table in all_tables():
            with archive.open(table.name, "w", force_zip64=True) as member:
                written = write_table(table, user, member)
            manifest["files"][table.name] = {"sha256": written.digest.hexdigest(), "records": written.records}
        book = codebook()
        archive.writestr("codebook.csv", book)
        manifest["files"]["codebook.csv"] = {"sha256": hashlib.sha256(book).hexdigest()}
        archive.writestr("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=2))
    last: int = manifest["ledger_seq"]
    return last


def _heading(user: AnyUser) -> dict[str, Any]:
    """Of which moment, which sites and which protocol versions the archive is."""
    sites = sites_for(user, Permission.DATA_EXPORT)
    subjects = apps.get_model(settings.EDC_SUBJECT_MODEL).objects.order_by()
    versions = scoped(subjects, user, Permission.DATA_EXPORT).values_list(
        "protocol_version__protocol_code", "protocol_version__version", "protocol_version__digest"
    )
    return {
        "snapshot_at": timezone.localtime(_database_time()).isoformat(),
        "ledger_seq": LedgerEntry.objects.aggregate(last=Max("seq"))["last"] or 0,
        "exported_by": user.get_username(),
        "sites": ["*"] if isinstance(sites, AllSites) else sorted(sites),
        "protocol_versions": [
            dict(zip(("code", "version", "sha256"), each, strict=True)) for each in sorted(set(versions))
        ],
        "files": {},
    }


def _database_time() -> Any:
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        return cursor.fetchone()[0]

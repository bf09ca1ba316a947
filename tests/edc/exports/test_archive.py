"""The archive: everything of one moment, with what proves it."""

import hashlib
import io
import json
import threading
import zipfile
from typing import Any

import pytest
from django.db import connection

from edc.access.models import User
from edc.access.roles import Role
from edc.exports.archive import write_archive
from edc.exports.tables import all_tables
from edc.records.audit.context import SYSTEM, Reason, ReasonCode, auditing
from edc.records.audit.ledger import LedgerEntry
from patients.models import Bag, Infusion, LaboratoryPanel
from tests.edc.exports.conftest import browser_of, downloaded, records_of
from tests.edc.two_sites import CANARY, OTHER, OWN, stored, stored_row, subject_at
from tests.people import make_user

EXPORTS = 25
pytestmark = pytest.mark.usefixtures("fresh_database")


def archive_for(user: User) -> zipfile.ZipFile:
    file = io.BytesIO()
    write_archive(user, file)
    return zipfile.ZipFile(file)


def manifest_of(archive: zipfile.ZipFile) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(archive.read("manifest.json"))
    return found


def test_the_archive_holds_every_table_and_proves_each() -> None:
    page = stored(Infusion, subject_at(OWN), "D0")
    stored_row(Bag, page, bag_id="BAG-1")
    client = browser_of(make_user(Role.SPONSOR))
    archive = zipfile.ZipFile(io.BytesIO(downloaded(client, "/export/all.zip")))
    manifest = manifest_of(archive)
    assert set(archive.namelist()) == {*(table.name for table in all_tables()), "codebook.csv", "manifest.json"}
    for name, facts in manifest["files"].items():
        assert hashlib.sha256(archive.read(name)).hexdigest() == facts["sha256"]
    assert manifest["files"]["INF.bags.csv"]["records"] == 1
    assert manifest["files"]["CRS.csv"]["records"] == 0
    assert manifest["sites"] == ["*"]
    assert manifest["ledger_seq"] == LedgerEntry.objects.latest("seq").seq
    (version,) = manifest["protocol_versions"]
    assert (version["code"], version["version"], version["sha256"]) == (
        "CT19-ALL-02", "1.1", page.subject.protocol_version.digest,
    )  # fmt: skip
    assert manifest["snapshot_at"].endswith("+08:00")


def test_the_codebook_explains_every_item() -> None:
    book = records_of(archive_for(make_user(Role.SPONSOR)).read("codebook.csv"))
    lines = {(line["table"], line["item"]): line for line in book}
    assert lines["INF.csv", "weight_kg"]["unit"] == "kg"
    assert lines["INF.bags.csv", "volume_ml"]["expected"] == "5–300"
    assert lines["INF.csv", "reaction"]["codes"] == "Y=yes; N=no"
    for table in all_tables():
        assert [item for name, item in lines if name == table.name]


def test_ac_02_the_archive_of_one_site_tells_nothing_of_another() -> None:
    for site in (OWN, OTHER):
        stored(Infusion, subject_at(site), "D0", batch_id=f"B-{site}")
    archive = archive_for(make_user(Role.DATA_MANAGER, site=OWN))
    assert manifest_of(archive)["sites"] == [OWN]
    for name in archive.namelist():
        assert f"{OTHER}-001" not in archive.read(name).decode(), name


def test_no_file_of_the_archive_names_a_participant() -> None:
    subject_at(OWN)
    archive = archive_for(make_user(Role.SPONSOR))
    for name in archive.namelist():
        content = archive.read(name).decode()
        assert not [value for value in CANARY.values() if value in content], name


def test_row_12_every_archive_is_of_one_moment_while_somebody_writes() -> None:
    """A unit moves between two forms in each transaction: their versions stay equal in every snapshot."""
    subject = subject_at(OWN)
    pages = [stored(Infusion, subject, "D0"), stored(LaboratoryPanel, subject, "SCR")]
    sponsor, stop, moves = make_user(Role.SPONSOR), threading.Event(), []

    def write() -> None:
        while not stop.is_set():
            with auditing(by=SYSTEM, reason=Reason(ReasonCode.OTHER, "moved")):
                for page in pages:
                    type(page).objects.filter(pk=page.pk).update(not_done_reason=f"move {len(moves)}")
            moves.append(1)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        archives = [archive_for(sponsor) for _ in range(EXPORTS)]
    finally:
        stop.set()
        writer.join()
    seen = set()
    for archive in archives:
        states = [records_of(archive.read(name))[0]["not_done_reason"] for name in ("INF.csv", "LB.csv")]
        assert len(set(states)) == 1, states
        seen.add(states[0])
    assert len(seen) > 1, "nobody wrote during the exports"


def test_nothing_is_written_while_the_snapshot_is_held() -> None:
    before = LedgerEntry.objects.count()
    archive_for(make_user(Role.SPONSOR, full_name="Synthetic sponsor"))
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_isolation")
        assert cursor.fetchone() == ("read committed",)
    assert LedgerEntry.objects.count() == before + 2  # the user and the assignment of this test

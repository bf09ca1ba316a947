"""One table of a form as CSV: whose, which columns, and values that mean the same after reading back."""

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client

from edc.access.models import AccessEvent
from edc.access.permissions import Permission
from edc.access.roles import Role, permits
from edc.crf.reading import items_of
from edc.exports.tables import all_tables
from patients.models import Bag, Infusion, LaboratoryPanel, LaboratoryResult
from tests.edc.exports.conftest import browser_of, downloaded, lines_of, records_of
from tests.edc.two_sites import CANARY, OTHER, OWN, stored, stored_row
from tests.people import make_user

FORMULAS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "－1", "'=1", "'quoted'", "-", "=",
    '=HYPERLINK("http://x","y")',
]  # fmt: skip
HARMLESS = ["a=b", "1-1", 'say "yes", please', "two\nlines", "two\r\nlines", "发热 🌡️", " =1", "NULL", "\\N", "\\."]
PAGE_KEYS = [
    "protocol_code", "protocol_version", "site_code", "subject_number", "visit_code", "occurrence", "status", "version",
]  # fmt: skip


def read_back(cell: str) -> str:
    """What the codebook tells a program to do: one quote in front of a text is not part of it."""
    return cell.removeprefix("'")


def test_a_form_is_a_table_with_stable_keys_and_the_missing_reason_beside_each_value(sponsor, infusion):
    stored(Infusion, infusion.subject, "D1", missing_reasons={"weight_kg": "UNK"}, reaction="Y")
    first, second = records_of(downloaded(sponsor, "/export/INF.csv"))
    assert [first[key] for key in PAGE_KEYS] == ["CT19-ALL-02", "1.1", OWN, f"{OWN}-001", "D0", "1", "incomplete", "1"]
    assert (first["weight_kg"], first["weight_kg_missing"]) == ("26.0", "")
    assert (second["weight_kg"], second["weight_kg_missing"], second["reaction"]) == ("", "UNK", "Y")


def test_rows_are_a_table_of_their_own_in_their_order(sponsor, infusion):
    for position in (2, 1):
        stored_row(Bag, infusion, position=position, bag_id=f"BAG-{position}", volume_ml="55.5")
    records = records_of(downloaded(sponsor, "/export/INF.bags.csv"))
    assert [(each["subject_number"], each["visit_code"], each["position"], each["bag_id"]) for each in records] == [
        (f"{OWN}-001", "D0", "1", "BAG-1"), (f"{OWN}-001", "D0", "2", "BAG-2"),
    ]  # fmt: skip
    assert records[0]["volume_ml"] == "55.5"


@pytest.mark.parametrize("table", list(all_tables()), ids=lambda table: table.name)
def test_a_table_without_records_has_its_header(sponsor, table):
    content = downloaded(sponsor, f"/export/{table.name}")
    assert content.endswith(b"\r\n")
    (header,) = lines_of(content)
    assert header[:6] == PAGE_KEYS[:6]
    for item in items_of(table.model):
        assert header[header.index(item) + 1] == f"{item}_missing"
    assert len(header) == len(set(header))


def test_ac_02_a_user_of_one_site_exports_that_site_only(infusion, foreign_infusion):
    local = browser_of(make_user(Role.DATA_MANAGER, site=OWN))
    stored_row(Bag, foreign_infusion, bag_id="THEIRS")
    assert {each["site_code"] for each in records_of(downloaded(local, "/export/INF.csv"))} == {OWN}
    assert records_of(downloaded(local, "/export/INF.bags.csv")) == []


def test_somebody_for_every_site_exports_all_in_a_fixed_order(sponsor, foreign_infusion, infusion):
    assert [each["site_code"] for each in records_of(downloaded(sponsor, "/export/INF.csv"))] == [OWN, OTHER]


@pytest.mark.parametrize("path", ["/export/", "/export/INF.csv", "/export/INF.bags.csv", "/export/all.zip"])
def test_ac_01_without_the_right_nothing_is_exported(db, path):
    assert Client().get(path).status_code == 302
    for role in Role:
        if not permits(role, Permission.DATA_EXPORT):
            assert browser_of(make_user(role)).get(path).status_code == 403, role


@pytest.mark.parametrize("path", ["/export/XX.csv", "/export/INF.results.csv", "/export/SubjectIdentity.csv"])
def test_what_is_no_table_is_not_there(sponsor, path):
    assert sponsor.get(path).status_code == 404


def test_at_10_each_download_stands_in_the_access_log(sponsor, infusion):
    downloaded(sponsor, "/export/INF.csv")
    event = AccessEvent.objects.get(kind=AccessEvent.Kind.EXPORT)
    assert (event.path, event.detail) == ("/export/INF.csv", "INF.csv, 1 records")


@pytest.mark.parametrize("text", FORMULAS + HARMLESS)
def test_row_14_text_survives_and_no_cell_is_a_formula(sponsor, infusion, text):
    stored(Infusion, infusion.subject, "D1", reaction_description=text)
    cell = records_of(downloaded(sponsor, "/export/INF.csv"))[1]["reaction_description"]
    assert cell[0] not in "=+-@\t\r\n＝＋－＠"
    assert read_back(cell) == text
    assert (cell == text) == (text in HARMLESS)


def test_row_14_numbers_are_left_as_they_are(sponsor, infusion):
    panel = stored(LaboratoryPanel, infusion.subject, "SCR")
    stored_row(LaboratoryResult, panel, value=Decimal("0.0001"), reference_low=Decimal("-1.5"))
    record = records_of(downloaded(sponsor, "/export/LB.results.csv"))[0]
    assert (record["value"], record["reference_low"]) == ("0.0001", "-1.5000")


def test_times_are_iso_8601_on_the_study_clock(sponsor, infusion):
    times = {"started_at": dt.datetime(2026, 11, 20, 1, 15, tzinfo=dt.UTC)}
    stored(Infusion, infusion.subject, "D1", weight_date=dt.date(2026, 11, 20), **times)
    record = records_of(downloaded(sponsor, "/export/INF.csv"))[1]
    assert (record["started_at"], record["weight_date"]) == ("2026-11-20T09:15:00+08:00", "2026-11-20")


def test_every_line_ends_as_rfc_4180_says(sponsor, infusion):
    content = downloaded(sponsor, "/export/INF.csv")
    assert content.count(b"\r\n") == content.count(b"\n") == 2


@pytest.mark.usefixtures("infusion")
def test_the_identity_of_a_participant_is_in_no_table(sponsor):
    for table in all_tables():
        content = downloaded(sponsor, f"/export/{table.name}").decode()
        assert not [value for value in CANARY.values() if value in content], table.name


def test_the_page_of_downloads_leads_to_every_table(sponsor):
    page = sponsor.get("/export/").content.decode()
    for table in all_tables():
        assert f'href="/export/{table.name}"' in page
    assert 'href="/export/all.zip"' in page

"""What the API shows, and to whom."""

import pytest

from edc.access.roles import Role
from edc.crf.reading import forms, items_of
from patients.models import Bag
from tests.edc.api.conftest import INFUSIONS, Api, path_of
from tests.edc.two_sites import OTHER, OWN, stored_row
from tests.people import make_user

KEYS = {"id", "subject", "site", "visit", "occurrence", "status", "not_done_reason", "is_locked", "version"}


def test_a_page_is_shown_with_its_keys_items_missing_reasons_and_rows(nurse, infusion):
    stored_row(Bag, infusion, bag_id="BAG-1", volume_ml="55.5", missing_reasons={"thawed_at": "UNK"})
    answer = nurse.get(path_of(infusion))
    assert answer.status_code == 200
    assert answer["ETag"] == '"1"'
    page = answer.json()
    assert {key: page[key] for key in ("subject", "site", "visit", "occurrence", "version")} == {
        "subject": f"{OWN}-001", "site": OWN, "visit": "D0", "occurrence": 1, "version": 1,
    }  # fmt: skip
    assert page["weight_kg"] == "26.0"
    assert page["started_at"] is None
    bag = page["bags"][0]
    assert (bag["volume_ml"], bag["thawed_at"], bag["missing_reasons"]) == ("55.5", None, {"thawed_at": "UNK"})


def test_times_carry_the_zone_of_the_study(nurse, infusion):
    nurse.patch(path_of(infusion), 1, started_at="2026-11-20T01:15:00Z")
    assert nurse.get(path_of(infusion)).json()["started_at"] == "2026-11-20T09:15:00+08:00"


@pytest.mark.parametrize("code", list(forms()))
def test_no_item_bears_the_name_of_a_key(code):
    assert not KEYS & set(items_of(forms()[code]))


def test_ac_02_lists_and_pages_of_another_site_are_not_there(nurse, infusion, foreign_infusion):
    listed = nurse.get(INFUSIONS).json()["results"]
    assert [page["id"] for page in listed] == [infusion.pk]
    assert nurse.get(path_of(foreign_infusion)).status_code == 404
    assert nurse.get(INFUSIONS, subject=f"{OTHER}-001").json()["results"] == []


def test_somebody_for_every_site_sees_both_and_chooses(monitor, infusion, foreign_infusion):
    assert {page["site"] for page in monitor.get(INFUSIONS).json()["results"]} == {OWN, OTHER}
    chosen = monitor.get(INFUSIONS, subject=f"{OTHER}-001", visit="D0").json()["results"]
    assert [page["id"] for page in chosen] == [foreign_infusion.pk]
    assert monitor.get(INFUSIONS, visit="SCR").json()["results"] == []


def test_a_list_comes_in_portions_by_key(monitor, infusion, foreign_infusion):
    first = monitor.get(INFUSIONS, page_size=1).json()
    assert [page["id"] for page in first["results"]] == [infusion.pk]
    second = monitor.client.get(first["next"]).json()
    assert [page["id"] for page in second["results"]] == [foreign_infusion.pk]
    assert second["next"] is None
    assert monitor.get(INFUSIONS, cursor="cD1hYmM=").status_code == 404  # "p=abc"


@pytest.mark.usefixtures("infusion", "foreign_infusion")
def test_a_list_costs_the_same_for_one_page_and_for_many(monitor, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        assert len(monitor.get(INFUSIONS).json()["results"]) == 2


@pytest.mark.parametrize("path", [INFUSIONS, "/api/v1/forms/", "/api/v1/schema/"])
def test_ac_01_without_sign_in_401_and_without_the_right_403(db, path):
    assert Api().get(path).status_code == 401
    expected = 200 if path == "/api/v1/schema/" else 403
    assert Api(make_user(Role.ADMINISTRATOR)).get(path).status_code == expected


def test_the_forms_are_listed_with_their_items_in_the_readers_language(monitor):
    listed = {form["code"]: form for form in monitor.get("/api/v1/forms/").json()}
    assert set(listed) == set(forms())
    items = {item["variable"]: item for item in listed["INF"]["items"]}
    assert items["weight_kg"]["unit"] == "kg"
    assert items["weight_kg"]["expected"] == "5–120"
    assert items["reaction"]["codelist"] == {"Y": "yes", "N": "no"}
    assert items["counted_dose_e6_per_kg"]["derived"]
    crs = {item["variable"]: item for item in listed["CRS"]["items"]}
    assert crs["crs_grade_investigator"]["judgement"]
    assert items["bags.volume_ml"]["sdtm"] == "SUPPEC.QVAL where QNAM = ECVOL"
    assert monitor.client.get(listed["INF"]["url"]).status_code == 200


def test_the_schema_names_every_form_and_its_refusals(monitor):
    schema = monitor.client.get("/api/v1/schema/", headers={"accept": "application/json"}).json()
    for code in forms():
        change = schema["paths"][f"/api/v1/forms/{code}/{{id}}/"]["patch"]
        assert {"200", "400", "401", "403", "404", "409", "423", "428"} <= set(change["responses"])
        assert {"name": "If-Match", "in": "header"}.items() <= change["parameters"][0].items()
        assert change["parameters"][0]["required"]


def test_what_may_be_sent_is_told_on_asking(nurse, infusion):
    for path in (INFUSIONS, path_of(infusion)):
        assert nurse.client.options(path).status_code == 200
    assert nurse.client.put(path_of(infusion), "{}", content_type="application/json").status_code == 405
    assert nurse.client.delete(path_of(infusion)).status_code == 405

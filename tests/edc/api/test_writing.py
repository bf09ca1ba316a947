"""Entering and correcting through the API, and each way of being refused with nothing written."""

from decimal import Decimal

import pytest
from django.apps import apps

from edc.access.roles import Role
from edc.records.audit.context import SYSTEM, auditing
from edc.records.audit.ledger import LedgerEntry
from edc.records.locks import lock_page
from edc.records.query import Query
from edc.records.reasons import Reason
from patients.models import Bag, Demographics, Infusion, LaboratoryPanel
from tests.edc.api.conftest import INFUSIONS, Api, path_of
from tests.edc.two_sites import OTHER, OWN, stored_row
from tests.people import make_user

READ_ONLY = {"site": OTHER, "status": "complete", "is_locked": True, "version": 9, "subject": f"{OTHER}-001",
             "visit": "SCR", "occurrence": 2, "id": 1, "counted_dose_e6_per_kg": "2.5", "nonsense": 1}  # fmt: skip


def test_a_first_entry_is_saved_checked_and_attributed(nurse, nurse_user, subject):
    answer = nurse.post(
        INFUSIONS, subject=subject.number, visit="D0", weight_kg="260", missing_reasons={"batch_id": "UNK"},
        bags=[{"bag_id": "BAG-1", "total_cells_e6": 100}],
    )  # fmt: skip
    assert answer.status_code == 201, answer.content
    made = answer.json()
    assert (made["occurrence"], made["version"], made["status"], answer["ETag"]) == (1, 1, "incomplete", '"1"')
    assert made["missing_reasons"] == {"batch_id": "UNK"}
    assert made["bags"][0]["total_cells_e6"] == "100.000"
    assert Query.objects.filter(item="weight_kg", page_id=made["id"]).exists()
    entry = LedgerEntry.objects.get(table_name="patients_infusion", record_id=str(made["id"]))
    assert (entry.channel, entry.actor, entry.role) == ("api", nurse_user.username, "research_nurse")


def test_a_second_page_at_the_same_place_is_a_conflict_with_the_first(nurse, infusion):
    answer = nurse.post(INFUSIONS, subject=infusion.subject_id, visit="D0", batch_id="B-9")
    assert answer.status_code == 409
    assert answer.json()["current"]["batch_id"] == "B-1"


def test_a_step_that_is_not_due_is_refused_with_the_remedy(nurse, subject):
    answer = nurse.post("/api/v1/forms/CRS/", subject=subject.number, visit="D1")
    assert answer.status_code == 409
    assert "CAR-T-19 infusion" in answer.json()["detail"]


def test_a_judgement_is_taken_from_an_investigator_only(nurse, infusion):
    with auditing(by=SYSTEM, reason=Reason("other", "setting of the test")):
        Infusion.objects.update(status="complete")
    given = {"subject": infusion.subject_id, "visit": "D1", "crs_grade_investigator": "1"}
    assert nurse.post("/api/v1/forms/CRS/", **given).status_code == 403
    excused = {**given, "crs_grade_investigator": None, "missing_reasons": {"crs_grade_investigator": "UNK"}}
    assert nurse.post("/api/v1/forms/CRS/", **excused).status_code == 403
    assert Api(make_user(Role.INVESTIGATOR)).post("/api/v1/forms/CRS/", **given).status_code == 201


def test_a_visit_that_the_protocol_does_not_know_is_named(nurse, subject):
    answer = nurse.post(INFUSIONS, subject=subject.number, visit="D99")
    assert answer.status_code == 400
    assert set(answer.json()) == {"visit"}


def test_ac_02_nothing_is_entered_at_another_site(nurse, foreign_infusion):
    assert nurse.post(INFUSIONS, subject=f"{OTHER}-001", visit="D0").status_code == 404
    assert nurse.post(INFUSIONS, subject="no-such", visit="D0").status_code == 404
    assert nurse.patch(path_of(foreign_infusion), 1, batch_id="B-9").status_code == 404
    foreign_infusion.refresh_from_db()
    assert foreign_infusion.batch_id == "B-2"


def test_who_may_only_read_writes_nothing(monitor, infusion):
    assert monitor.post(INFUSIONS, subject=infusion.subject_id, visit="D0").status_code == 403
    assert monitor.patch(path_of(infusion), 1, batch_id="B-9").status_code == 403
    assert Api().patch(path_of(infusion), 1, batch_id="B-9").status_code == 401


def test_a_correction_needs_the_version_that_was_seen(nurse, infusion):
    assert nurse.patch(path_of(infusion), None, batch_id="B-9").status_code == 428
    for bad in ("*", "1", 'W/"1"', '"x"', '"1", "2"'):
        assert nurse.patch(path_of(infusion), bad, batch_id="B-9").status_code == 400, bad
    answer = nurse.patch(path_of(infusion), 1, batch_id="B-9")
    assert (answer.status_code, answer["ETag"], answer.json()["batch_id"]) == (200, '"2"', "B-9")


def test_the_second_of_two_corrections_gets_409_and_the_current_values(nurse, infusion):
    nurse.patch(path_of(infusion), 1, batch_id="B-9")
    answer = nurse.patch(path_of(infusion), 1, weight_kg="27")
    assert (answer.status_code, answer["ETag"]) == (409, '"2"')
    assert answer.json()["current"]["batch_id"] == "B-9"
    assert answer.json()["current"]["weight_kg"] == "26.0"


@pytest.mark.parametrize(
    "reason",
    [None, {}, {"code": "transcription_error"}, {"code": "because", "text": "x"}, {"code": "other", "text": " "}, "x"],
)
def test_at_07_a_correction_without_a_full_reason_is_refused(nurse, infusion, reason):
    given = {} if reason is None else {"reason": reason}
    answer = nurse.patch_bare(path_of(infusion), 1, batch_id="B-9", **given)
    assert answer.status_code == 400
    assert "reason" in answer.json()
    infusion.refresh_from_db()
    assert (infusion.batch_id, infusion.version) == ("B-1", 1)


def test_at_07_the_reason_stands_in_the_trail(nurse, infusion):
    nurse.patch(path_of(infusion), 1, batch_id="B-9")
    entry = LedgerEntry.objects.filter(table_name="patients_infusion").latest("seq")
    assert (entry.reason_code, entry.reason, entry.changed) == (
        "transcription_error", "digits swapped", ["batch_id", "version"],
    )  # fmt: skip


def test_at_19_what_changes_nothing_needs_no_reason_and_leaves_no_entry(nurse, infusion):
    before = LedgerEntry.objects.count()
    answer = nurse.patch_bare(path_of(infusion), 1, batch_id="B-1")
    assert (answer.status_code, answer["ETag"]) == (200, '"1"')
    assert LedgerEntry.objects.count() == before


@pytest.mark.parametrize("key", READ_ONLY)
def test_ac_03_a_key_that_may_not_be_set_is_refused_by_name(nurse, infusion, key):
    answer = nurse.patch(path_of(infusion), 1, batch_id="B-9", **{key: READ_ONLY[key]})
    assert answer.status_code == 400
    assert set(answer.json()) == {key}
    infusion.refresh_from_db()
    assert (infusion.batch_id, infusion.version) == ("B-1", 1)


def all_field_names() -> list[str]:
    """Every field of every model of the software, by name and by column, that is no item of the infusion."""
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    names = {name for field in fields for name in (field.name, getattr(field, "attname", field.name))}
    written = {*Infusion.crf.items, *Infusion.crf.rows, "missing_reasons", "not_done_reason", "reason"}
    return sorted(names - written | {"counted_dose_e6_per_kg"})


def test_ac_03_no_field_name_of_any_model_gets_through(nurse, infusion):
    stored_row(Bag, infusion)
    for name in all_field_names():
        for body in ({name: "1"}, {"bags": [{name: "1"}]}):
            if name in {"id", *Bag.table.items} and "bags" in body:
                continue
            assert nurse.patch(path_of(infusion), 1, **body).status_code == 400, body
    infusion.refresh_from_db()
    assert (infusion.version, infusion.status, infusion.is_locked) == (1, "incomplete", False)
    answer = nurse.post(INFUSIONS, subject=infusion.subject_id, visit="D0", occurrence=2, is_locked=True, reason="x")
    assert set(answer.json()) == {"is_locked", "reason"}


def test_what_no_source_could_say_is_refused_at_the_item(nurse, infusion):
    answer = nurse.patch(path_of(infusion), 1, weight_kg="0")
    assert answer.status_code == 400
    assert answer.json() == {"weight_kg": ["Body weight must be above 0 kg."]}


@pytest.mark.parametrize(
    ("item", "value"),
    [
        ("weight_kg", "NaN"), ("weight_kg", "12.34"), ("weight_kg", True), ("weight_date", "2026-02-30"),
        ("started_at", "2026-11-20T09:15:00"), ("started_at", "0001-01-01T00:00:00+08:00"), ("reaction", "yes"),
        ("reaction", ["Y"]), ("batch_id", {"a": 1}), ("batch_id", "x" * 41), ("batch_id", "B\x00"), ("bags", "x"),
        ("batch_id", "B\x1b"), ("batch_id", "B\ud800"), ("missing_reasons", []),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_at_the_item(nurse, infusion, item, value):
    answer = nurse.patch(path_of(infusion), 1, **{item: value})
    assert answer.status_code == 400
    assert item in answer.json() or value == "B\ud800"


def test_row_25_text_is_kept_in_nfc_and_otherwise_as_typed(nurse, infusion):
    """U+0065 U+0301 becomes U+00E9; Chinese, emoji and line ends stay."""
    text = "cafe\u0301 发热 🌡️\n第二行"
    answer = nurse.patch(path_of(infusion), 1, reaction="Y", reaction_description=text)
    assert answer.json()["reaction_description"] == "caf\u00e9 发热 🌡️\n第二行"


@pytest.mark.parametrize("body", ["[" * 100_000, "[]", "null", "{", '"x"'])
def test_what_is_no_json_object_is_refused(nurse, infusion, body):
    answer = nurse.client.patch(path_of(infusion), body, content_type="application/json", headers={"If-Match": '"1"'})
    assert answer.status_code == 400


def test_a_body_that_is_too_large_is_refused(nurse):
    assert nurse.post(INFUSIONS, batch_id="x" * 3_000_000).status_code == 413


def test_a_value_and_a_reason_for_its_absence_exclude_each_other(nurse, infusion):
    assert nurse.patch(path_of(infusion), 1, missing_reasons={"weight_kg": "UNK"}).status_code == 400
    answer = nurse.patch(path_of(infusion), 1, weight_kg=None, missing_reasons={"weight_kg": "UNK"})
    assert (answer.status_code, answer.json()["missing_reasons"]) == (200, {"weight_kg": "UNK"})
    answer = nurse.patch(path_of(infusion), 2, weight_kg="26", missing_reasons={"weight_kg": None})
    assert (answer.status_code, answer.json()["missing_reasons"]) == (200, {})


@pytest.mark.parametrize("reasons", [{"nonsense": "UNK"}, {"counted_dose_e6_per_kg": "UNK"}, {"started_at": "XX"}])
def test_a_reason_that_cannot_be_is_refused(nurse, infusion, reasons):
    answer = nurse.patch(path_of(infusion), 1, missing_reasons=reasons)
    assert answer.status_code == 400
    assert "missing_reasons" in answer.json()


def test_a_page_is_marked_not_done_and_opened_again(nurse, infusion):
    answer = nurse.patch(path_of(infusion), 1, not_done_reason="no product")
    assert (answer.json()["status"], answer.json()["not_done_reason"]) == ("not_done", "no product")
    assert nurse.patch(path_of(infusion), 2, not_done_reason="").json()["status"] == "incomplete"


def test_lk_01_a_locked_page_is_refused_with_its_rows(nurse, infusion):
    row = stored_row(Bag, infusion, bag_id="BAG-1")
    lock_page(infusion, by=make_user(Role.DATA_MANAGER), reason=Reason("data_management", "cleaned"))
    for body in ({"batch_id": "B-9"}, {"bags": []}, {"bags": [{"id": row.pk, "bag_id": "BAG-9"}]}):
        answer = nurse.patch(path_of(infusion), infusion.version, **body)
        assert answer.status_code == 423, answer.content
    assert Bag.objects.get().bag_id == "BAG-1"


def test_one_demographics_page_for_each_participant(nurse, subject):
    answer = nurse.post("/api/v1/forms/DM/", subject=subject.number, visit="D0", birth_date="2016-05-12")
    assert answer.status_code == 400
    assert "Correct that page instead" in str(answer.json())
    assert Demographics.objects.count() == 1


class TestRows:
    """A table that is given stands afterwards as it was given."""

    @pytest.fixture
    def bags(self, infusion):
        return [stored_row(Bag, infusion, bag_id=f"BAG-{n}", position=n, total_cells_e6=Decimal(n)) for n in (1, 2)]

    def test_a_row_is_changed_one_added_one_removed_in_one_version(self, nurse, infusion, bags):
        given = [{"bag_id": "BAG-3"}, {"id": bags[1].pk, "volume_ml": "50"}]
        answer = nurse.patch(path_of(infusion), 1, bags=given)
        assert (answer.status_code, answer.json()["version"]) == (200, 2)
        found = list(infusion.bags.order_by("position").values_list("bag_id", "total_cells_e6", "volume_ml"))
        assert found == [("BAG-3", None, None), ("BAG-2", Decimal(2), Decimal(50))]

    def test_rows_that_are_not_given_stay(self, nurse, infusion, bags):
        nurse.patch(path_of(infusion), 1, batch_id="B-9")
        assert infusion.bags.count() == 2

    def test_what_the_api_shows_of_a_row_can_be_given_back(self, nurse, infusion, bags):
        shown = nurse.get(path_of(infusion)).json()["bags"]
        assert nurse.patch_bare(path_of(infusion), 1, bags=shown)["ETag"] == '"1"'

    def test_a_row_of_another_page_is_no_row_of_this_one(self, nurse, infusion, bags, foreign_infusion):
        foreign = stored_row(Bag, foreign_infusion, bag_id="THEIRS")
        for given in ([{"id": foreign.pk}], [{"id": bags[0].pk}, {"id": bags[0].pk}]):
            answer = nurse.patch(path_of(infusion), 1, bags=given)
            assert answer.status_code == 400
            assert answer.json()["bags"][-1].keys() == {"id"}
        assert infusion.bags.count() == 2

    def test_a_correction_of_rows_needs_its_reason_too(self, nurse, infusion, bags):
        assert nurse.patch_bare(path_of(infusion), 1, bags=[]).json().keys() == {"reason"}
        assert infusion.bags.count() == 2

    def test_an_impossible_share_is_refused_and_nothing_of_the_page_written(self, nurse, infusion, bags):
        answer = nurse.patch(path_of(infusion), 1, batch_id="B-9", bags=[{"id": bags[0].pk, "car_percent": "101"}])
        assert answer.status_code == 400
        assert "car_percent" in answer.json()
        infusion.refresh_from_db()
        assert infusion.batch_id == "B-1"


def test_a_laboratory_panel_is_entered_with_its_results(nurse, subject):
    answer = nurse.post(
        "/api/v1/forms/LB/", subject=subject.number, visit="SCR", panel="CHEMISTRY",
        results=[{"test": "ALT", "value": 40, "unit": "U/L"}, {"test": "AST", "missing_reasons": {"value": "ND"}}],
    )  # fmt: skip
    assert answer.status_code == 201, answer.content
    results = LaboratoryPanel.objects.get().results
    assert list(results.values_list("position", "test", "value", "missing_reasons")) == [
        (1, "ALT", Decimal(40), {}), (2, "AST", None, {"value": "ND"}),
    ]  # fmt: skip
    assert LaboratoryPanel.objects.get().subject.site_code == OWN

"""What is sent beside the form changes nothing (AC-03), what is not offered is not taken (AC-02), nothing breaks."""

from typing import Any

import pytest
from django.test import Client

from edc.access.models import User
from edc.access.roles import Role
from edc.records.audit.ledger import LedgerEntry
from edc.records.base import PageStatus
from patients.models import Demographics, Subject
from tests.matrix.cases import CORRECTED, PERSON, REASON, World
from tests.people import make_user
from trial.models import Site

BESIDE_THE_FORM = {
    "site_code": "302",
    "site": "302",
    "subject": "301-999",
    "subject_id": "301-999",
    "subject_number": "301-999",
    "visit_code": "D0",
    "occurrence": "7",
    "is_locked": "on",
    "status": PageStatus.COMPLETE,
    "version": "40",
    "id": "1",
    "pk": "1",
    "created_by": "somebody",
    "missing_reasons": '{"nationality": "UNK"}',
}
ODD_NUMBERS = ("%00", "301-001%00", "²", "'", "%F0%9F%98%80", "..", "a" * 300)
ODD_QUERIES = (
    "/subjects/?q=%00",
    "/subjects/?page=²",
    "/audit/?before=²",
    "/audit/?before=99999999999999999999999",
    "/audit/?subject=%00",
    "/audit/?item=%00",
    "/audit/?since=0001-01-01&until=9999-12-31",
    "/api/v1/forms/DM/?subject=%00",
    "/api/v1/forms/DM/?cursor=%00",
    "/api/v1/forms/DM/99999999999999999999/",
)


@pytest.fixture
def nurse(db: None, client: Client) -> User:
    user = make_user(Role.RESEARCH_NURSE)
    client.force_login(user)
    return user


def url_of(world: World, *parts: Any) -> str:
    return "/".join(["/subjects", world.subject.number, *map(str, parts), ""])


@pytest.mark.usefixtures("nurse")
def test_ac_03_what_is_posted_beside_the_form_changes_nothing(client: Client, world: World) -> None:
    answer = client.post(url_of(world, "SCR", "DM", 1), CORRECTED | REASON | BESIDE_THE_FORM)
    assert answer.status_code == 302
    page = Demographics.objects.get()
    assert (page.pk, page.subject_id, page.visit_code, page.occurrence) == (
        world.page_id,
        world.subject.number,
        "SCR",
        1,
    )
    assert (page.is_locked, page.status, page.version) == (False, PageStatus.INCOMPLETE, 2)
    assert page.missing_reasons == {}
    line = LedgerEntry.objects.filter(table_name="patients_demographics").latest("seq")
    assert sorted(line.changed) == ["birth_date", "sex", "version"]
    assert line.site_code == "301"


@pytest.mark.usefixtures("nurse")
@pytest.mark.parametrize("key", ["site", "subject", "status", "is_locked", "version", "id", "visit"])
def test_ac_03_the_api_refuses_what_is_not_for_writing_by_name(client: Client, world: World, key: str) -> None:
    change = {"sex": "F", "reason": {"code": "transcription_error", "text": "digits swapped"}, key: "1"}
    headers = {"if-match": '"1"'}
    url = f"/api/v1/forms/DM/{world.page_id}/"
    answer = client.patch(url, change, content_type="application/json", headers=headers)
    assert (answer.status_code, list(answer.json())) == (400, [key])
    assert Demographics.objects.get().version == 1


@pytest.mark.usefixtures("nurse")
def test_ac_03_registration_takes_no_number_and_no_site_that_is_not_offered(client: Client, world: World) -> None:
    given = {**PERSON, "version": world.approved.pk, "site_code": "301", "number": "301-777", "is_locked": "on"}
    assert client.post("/register/", given).status_code == 302
    assert not Subject.objects.filter(number="301-777").exists()
    before = Subject.objects.count()
    for refused in ({"site_code": "302"}, {"version": world.not_approved.pk}, {"version": 10**12}, {"version": "²"}):
        assert client.post("/register/", given | refused).status_code == 422
    assert Subject.objects.count() == before


def test_ac_02_registration_offers_own_sites_and_versions_approved_there(client: Client, world: World) -> None:
    assert Site.objects.count() > 2
    client.force_login(make_user(Role.RESEARCH_NURSE, site="302"))
    form = client.get("/register/").context["form"]
    assert [code for code, _label in form.fields["site_code"].choices] == ["302"]
    assert list(form.fields["version"].queryset) == []
    client.force_login(make_user(Role.RESEARCH_NURSE))
    form = client.get("/register/").context["form"]
    assert [code for code, _label in form.fields["site_code"].choices] == ["301"]
    assert list(form.fields["version"].queryset) == [world.approved]


@pytest.mark.usefixtures("nurse")
@pytest.mark.parametrize("number", ODD_NUMBERS)
def test_no_address_breaks_a_page(client: Client, number: str) -> None:
    for rest in ("", "identity/", "SCR/DM/1/", "SCR/DM/1/history/"):
        assert client.get(f"/subjects/{number}/{rest}").status_code in (400, 404)
    assert client.get(f"/protocol/{number}/1/").status_code in (400, 404)


@pytest.mark.usefixtures("nurse")
@pytest.mark.parametrize("place", ["%00/DM/1", "SCR/%00/1", "SCR/DM/0", "SCR/DM/99999999999", "SCR/DM/32768"])
def test_no_place_that_cannot_exist_is_opened(client: Client, world: World, place: str) -> None:
    assert client.get(url_of(world, place)).status_code in (400, 404)
    assert client.post(url_of(world, place), CORRECTED).status_code in (400, 404)
    assert client.post(url_of(world, place, "draft"), CORRECTED).status_code in (400, 404)


@pytest.mark.usefixtures("nurse")
@pytest.mark.parametrize("url", ODD_QUERIES)
def test_no_query_string_breaks_a_list(client: Client, world: World, url: str) -> None:
    assert client.get(url).status_code < 500
    assert client.get(url_of(world, "SCR", "DM", 1, "history") + "?" + url.partition("?")[2]).status_code < 500


@pytest.mark.usefixtures("nurse")
@pytest.mark.parametrize(
    "typed",
    [
        {"_version": "²"},
        {"_version": "9" * 5000},
        {"_not_done": "1", "not_done_reason": "a\0b"},
        {"reason-text": "a\0b"},
        {"nationality_other": "a\0b"},
        {"answer-²": "yes"},
        {"answer-1": "a\0b"},
        {f"answer-{10**20}": "yes"},
    ],
    ids=lambda typed: next(iter(typed)),
)
def test_nothing_typed_on_a_page_breaks_it_or_is_half_saved(
    client: Client, world: World, typed: dict[str, str]
) -> None:
    url = url_of(world, "SCR", "DM", 1)
    assert client.post(url, CORRECTED | REASON | typed).status_code < 500
    assert client.post(f"{url}draft/", CORRECTED | typed).status_code < 500
    assert client.get(url).status_code == 200

"""The protocol page: the record in the reader's language, assumptions marked, approval by the right person."""

import pytest
from django.urls import reverse

from edc.access.roles import Role
from trial.approved import approved_for

PAGE = "/protocol/CT19-ALL-02/1.1/"
APPROVE = PAGE + "approve/"


@pytest.fixture
def page(client):
    def read(user, path=PAGE, language="en"):
        client.force_login(user)
        return client.get(path, headers={"accept-language": language})

    return read


def test_the_page_shows_the_record(first, nurse, page):
    text = page(nurse).content.decode()
    assert "NCT05270772" in text
    assert "Patients with extramedullary relapse (EMR)." in text
    assert "28 days after infusion (±3)" in text
    for dose in ("0.5", "1.5", "5.0"):
        assert f'<td class="number">{dose} ' in text


def test_criteria_in_the_reader_s_language(first, nurse, page):
    text = page(nurse, language="zh-hans").content.decode()
    assert "髓外复发（EMR）患者。" in text
    assert "extramedullary relapse" not in text


def test_an_assumption_is_marked_and_explained(first, nurse, page):
    text = page(nurse).content.decode()
    assert '<a class="word" href="#A-1">assumption A-1</a>' in text
    assert '<tr id="A-1">' in text
    assert "The record gives no days between patients." in text


def test_the_address_without_a_version_leads_to_the_newest_one_in_use(first, nurse, page):
    assert page(nurse, reverse("protocol")).url == PAGE


def test_no_protocol_yet(nurse, page):
    assert "No protocol has been loaded" in page(nurse, "/protocol/").content.decode()


def test_another_site_s_protocol_is_not_there(first, second, nurse, stranger, page):
    assert page(stranger).status_code == 404
    assert page(nurse, "/protocol/LYM-CD22-01/2.3/").status_code == 404
    assert page(stranger, "/protocol/LYM-CD22-01/2.3/").status_code == 200


def test_an_administrator_does_not_read_it_and_nobody_signed_out_does(first, person, page, client):
    assert client.get(PAGE).status_code in (302, 303)
    assert page(person("admin301", Role.ADMINISTRATOR, "301")).status_code == 403


def test_the_principal_investigator_approves_with_a_reason(first, investigator, page, client):
    assert "Approve CT19-ALL-02 1.1 for site 301" in page(investigator).content.decode()
    answer = client.post(APPROVE, {"site_code": "301", "reason": "ethics approval 2026-11-02"}, follow=True)
    assert "Approved." in answer.content.decode()
    assert approved_for("301").code == "CT19-ALL-02"
    assert "Approve CT19-ALL-02 1.1 for site 301" not in answer.content.decode()


def test_without_a_reason_nothing_is_approved(first, investigator, client):
    client.force_login(investigator)
    answer = client.post(APPROVE, {"site_code": "301", "reason": " "})
    assert answer.status_code == 422
    assert "Say why" in answer.content.decode()
    assert approved_for("301") is None


def test_others_neither_see_the_button_nor_can_press_it(first, nurse, stranger, page, client):
    assert "Approve CT19-ALL-02" not in page(nurse).content.decode()
    assert client.post(APPROVE, {"site_code": "301", "reason": "because"}).status_code == 403
    client.force_login(stranger)
    assert client.post(APPROVE, {"site_code": "301", "reason": "because"}).status_code == 404
    assert approved_for("301") is None


def test_approving_for_a_site_that_is_not_theirs_is_refused(first, investigator, client):
    client.force_login(investigator)
    assert client.post(APPROVE, {"site_code": "410", "reason": "because"}).status_code == 404


def test_reading_never_approves(first, investigator, page):
    assert page(investigator, APPROVE).status_code == 405
    assert approved_for("301") is None

"""What somebody typed survives an accident: a wrong click, an ended session, a server that dies."""

import re

import pytest
from playwright.sync_api import expect

from patients.models import Demographics
from tests.journeys.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KEPT = re.compile("draft kept")


@pytest.fixture
def address(hospital):
    return f"/subjects/{hospital.registered().number}/SCR/DM/1/"


def type_and_wait(desk: Desk, address: str, **values: str) -> None:
    """Type, and wait until the page says that the draft is kept."""
    desk.go(address)
    desk.fill(values)
    expect(desk.page.locator("[data-save-state]")).to_contain_text(KEPT)


def restore(desk: Desk, address: str) -> None:
    desk.go(address)
    desk.page.click(".notice-draft a.button")


def test_leaving_with_unsaved_changes_asks_first(nurse, address):
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    nurse.page.on("dialog", stay)
    nurse.go(address)
    nurse.page.click(".where a")
    assert asked == [], "nothing was typed"
    nurse.go(address)
    nurse.fill({"ethnic_group": "HUI"})
    nurse.page.click(".where a", no_wait_after=True)
    expect(nurse.page.locator("[data-save-state]")).to_have_class(re.compile("is-unsaved"))
    assert asked == ["beforeunload"]
    assert nurse.value("ethnic_group") == "HUI"
    nurse.why("seen in the household register")
    assert nurse.save() == 302
    nurse.page.click(".where a")
    assert asked == ["beforeunload"], "a saved page lets go"


def test_a_draft_is_offered_after_the_session_ended(nurse, address):
    type_and_wait(nurse, address, ethnic_group="HUI")
    nurse.context.clear_cookies()
    nurse.page.on("dialog", lambda dialog: dialog.accept())
    nurse.go(address)
    assert "/accounts/login/" in nurse.page.url
    nurse.sign_in()
    restore(nurse, address)
    assert nurse.value("ethnic_group") == "HUI"
    nurse.why("seen in the household register")
    assert nurse.save() == 302
    nurse.go(address)
    assert nurse.page.locator(".notice-draft").count() == 0
    assert Demographics.objects.get(subject_id=address.split("/")[2]).ethnic_group == "HUI"


def test_signing_out_in_another_tab_loses_nothing_on_this_page(nurse, address):
    """The page says so; after signing in again, beside it, the same page keeps and saves what was typed."""
    nurse.go(address)
    other = nurse.new_tab()
    other.goto("/")
    other.click(".top-who form[action$='logout/'] button")
    nurse.fill({"ethnic_group": "HUI"})
    state = nurse.page.locator("[data-save-state]")
    expect(state).to_contain_text("signed out")
    mine, nurse.page = nurse.page, other
    nurse.sign_in()
    nurse.page = mine
    nurse.fill({"nationality": "OTHER"})
    expect(state).to_contain_text(KEPT)
    nurse.why("seen in the household register")
    assert nurse.save() == 302
    assert nurse.value("ethnic_group") == "HUI"


def test_a_draft_and_every_saved_value_survive_the_death_of_the_server(nurse, address, hospital):
    nurse.go(address)
    nurse.fill({"nationality": "OTHER"})
    nurse.why("passport seen")
    assert nurse.save() == 302
    type_and_wait(nurse, address, ethnic_group="HUI")
    hospital.app.kill()
    nurse.fill({"ethnic_group": "YI"})
    expect(nurse.page.locator("[data-save-state]")).to_contain_text("does not answer")
    assert nurse.value("ethnic_group") == "YI"
    hospital.app.start()
    nurse.page.on("dialog", lambda dialog: dialog.accept())
    restore(nurse, address)
    assert (nurse.value("ethnic_group"), nurse.value("nationality")) == ("HUI", "OTHER")


def test_save_and_next_leads_to_the_next_form_that_waits(nurse, hospital):
    """Consent stands before demographics, which are complete; eligibility follows, and asks for consent first."""
    number = hospital.consented().number
    nurse.go(f"/subjects/{number}/SCR/IC/1/")
    nurse.save("_save_next")
    assert re.search(rf"/subjects/{number}/SCR/(?!IC|DM)\w+/1/", nurse.page.url)


def test_a_form_is_recorded_as_not_done_with_its_reason_and_taken_up_again(nurse, hospital):
    number = hospital.consented().number
    address = f"/subjects/{number}/SCR/LB/1/"
    nurse.go(address)
    nurse.page.click(".not-done summary")
    assert nurse.save("_not_done") == 422, "a reason is needed"
    nurse.page.fill("#not-done-reason", "blood could not be drawn")
    assert nurse.save("_not_done") == 302
    assert "blood could not be drawn" in nurse.notices()
    nurse.go(f"/subjects/{number}/")
    cell = nurse.page.locator(f"a.cell[href='{address}']")
    assert "not done" in (cell.get_attribute("title") or "")
    cell.click()
    nurse.why("drawn in the evening", "additional_information")
    assert nurse.save() == 302
    nurse.go(f"/subjects/{number}/")
    assert "incomplete" in (cell.get_attribute("title") or "")

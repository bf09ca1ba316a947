"""An item that hangs on another one is on the screen only while it applies, and never takes a value with it."""

import pytest
from playwright.sync_api import expect

from patients.models import InformedConsent

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_an_item_appears_with_the_answer_that_it_hangs_on(nurse, hospital):
    nurse.go(f"/subjects/{hospital.registered().number}/SCR/IC/1/")
    relation = nurse.page.locator("#field-guardian_relation")
    expect(relation).to_be_hidden()
    nurse.fill({"guardian_signed": "Y"})
    expect(relation).to_be_visible()
    nurse.fill({"guardian_signed": "N"})
    expect(relation).to_be_hidden()


def test_an_item_that_holds_a_value_stays_with_a_word_about_it_and_is_saved(nurse, hospital):
    number = hospital.registered().number
    nurse.go(f"/subjects/{number}/SCR/IC/1/")
    nurse.fill({"guardian_signed": "Y", "guardian_relation": "MOTHER", "guardian_signed_on": "2026-01-05"})
    nurse.fill({"guardian_signed": "N"})
    relation = nurse.page.locator("#field-guardian_relation")
    expect(relation.locator("[data-when-message]")).to_contain_text("does not apply any more")
    assert nurse.save() == 302
    assert InformedConsent.objects.get(subject_id=number).guardian_relation == "MOTHER"
    expect(relation.locator(".finding")).to_contain_text("does not apply any more")


def test_rows_ask_on_condition_too(nurse, hospital):
    nurse.go(f"/subjects/{hospital.infused().number}/D1/CRS/1/")
    nurse.add_rows(1, "vasopressors")
    by_weight, in_units = (nurse.control(f"vasopressors-0-{name}") for name in ("dose_ug_kg_min", "dose_mu_kg_min"))
    nurse.fill({"vasopressors-0-drug": "VASOPRESSIN"})
    expect(in_units).to_be_visible()
    expect(by_weight).to_be_hidden()
    nurse.fill({"vasopressors-0-drug": "NOREPINEPHRINE"})
    expect(by_weight).to_be_visible()
    expect(in_units).to_be_hidden()


def test_without_scripts_every_item_is_shown(nurse, hospital, browser):
    state = nurse.context.storage_state()
    plain = browser.new_context(base_url=hospital.app.url, storage_state=state, java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"/subjects/{hospital.registered().number}/SCR/IC/1/")
    expect(page.locator("[name=guardian_relation]")).to_be_visible()
    plain.close()

"""The daily work without a mouse: registering, one form, the casebook, a missing value."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import entries

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def tab_to(desk, name):
    """Press Tab until the control has the focus; fail when it is never reached."""
    for _ in range(60):
        if desk.page.evaluate("document.activeElement?.name") == name:
            return
        desk.page.keyboard.press("Tab")
    pytest.fail(f"{name} is not reached with Tab")


def test_registering_and_a_form_without_the_mouse(nurse):
    keys = nurse.page.keyboard
    nurse.go("/register/")
    tab_to(nurse, "full_name")
    keys.type("Synthetic")
    tab_to(nurse, "birth_date")
    keys.type(entries.BORN.strftime("%m%d%Y"))
    tab_to(nurse, "sex")
    keys.press("Space")
    keys.press("Enter")
    nurse.page.wait_for_url(re.compile(r"/subjects/301-\d{3}/$"))

    nurse.page.locator("a.cell[href$='/SCR/IC/1/']").focus()
    keys.press("Enter")
    nurse.page.wait_for_url(re.compile(r"/SCR/IC/1/$"))
    tab_to(nurse, "consent_version")
    keys.type("1.0")
    tab_to(nurse, "explained_by")
    keys.press("F2")
    keys.press("ArrowDown")
    assert nurse.value("explained_by__missing") == "ND"
    keys.press("F2")
    assert nurse.page.evaluate("document.activeElement.name") == "explained_by"
    with nurse.page.expect_navigation():
        keys.press("Enter")
    assert nurse.value("consent_version") == "1.0"
    assert nurse.value("explained_by__missing") == "ND"


def test_arrows_move_in_the_casebook(nurse, hospital):
    nurse.go(f"/subjects/{hospital.infused().number}/")
    keys, focus = nurse.page.keyboard, "document.activeElement.closest('td').cellIndex"
    row = "document.activeElement.closest('tr').rowIndex"
    long_row = nurse.page.locator(".casebook tbody tr", has=nurse.page.locator("td:nth-child(15) a.cell")).first
    long_row.locator("a.cell").first.focus()
    start = nurse.page.evaluate(focus)
    keys.press("ArrowRight")
    second = nurse.page.evaluate(focus)
    assert second > start
    keys.press("ArrowLeft")
    assert nurse.page.evaluate(focus) == start
    keys.press("End")
    assert nurse.page.evaluate(focus) > second
    keys.press("Home")
    before = nurse.page.evaluate(row)
    keys.press("ArrowDown")
    keys.press("ArrowUp")
    assert nurse.page.evaluate(row) <= before


def test_the_keys_are_listed(nurse):
    nurse.go("/")
    nurse.page.keyboard.press("?")
    expect(nurse.page.locator("dialog#keys")).to_be_visible()
    nurse.page.keyboard.press("Escape")
    expect(nurse.page.locator("dialog#keys")).to_be_hidden()

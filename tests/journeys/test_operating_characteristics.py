"""Somebody asks what the design would do: and a progress bar says how far the answer is."""

import re

import pytest

from edc.access.roles import Role
from tests.journeys.test_every_screen import AXE, GRAVE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGE = "/escalation/characteristics/"


def test_the_bar_moves_and_the_figures_come_without_leaving_the_page(sit_down):
    desk = sit_down(Role.MEDICAL_MONITOR)
    desk.go(PAGE)
    desk.page.evaluate("""() => {
      window.seen = [];
      const bar = document.querySelector("progress");
      new MutationObserver(() => window.seen.push(bar.value)).observe(bar, {attributes: true});
    }""")
    desk.page.fill("[name=trials]", "4000")
    desk.page.get_by_role("button", name="Simulate").click()
    desk.page.wait_for_selector("#result table")
    assert desk.page.evaluate("window.seen")[-4:] == [1000, 2000, 3000, 4000]
    assert re.search(r"4[,.]?000 trials, seed 1", desk.page.inner_text("#result"))
    assert desk.page.evaluate("document.activeElement.id") == "result"
    assert "trials=4000" in desk.page.url
    kept = desk.page.inner_text("#result")
    desk.page.reload()
    assert desk.page.inner_text("#result") == kept
    desk.page.evaluate(AXE)
    assert desk.page.evaluate(GRAVE) == []
    assert desk.complaints == []


def test_what_is_asked_wrongly_is_marked_where_it_stands(sit_down):
    desk = sit_down(Role.MEDICAL_MONITOR)
    desk.go(PAGE)
    desk.page.fill("[name=rate_DL2]", "140")
    desk.page.get_by_role("button", name="Simulate").click()
    desk.page.wait_for_selector(".summary-error")
    assert desk.page.locator("[name=rate_DL2]").get_attribute("aria-invalid") == "true"

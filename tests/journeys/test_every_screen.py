"""Every screen, opened as people open it: it changes nothing, breaks no policy, fits its window, and reads aloud."""

import importlib.resources

import pytest

from edc.access.roles import Role
from edc.crf.reading import forms
from edc.records.schedule import LOG_VISIT
from tests.journeys.desk import LAPTOP, TABLET

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
GRAVE = """async () => (await axe.run({resultTypes: ["violations"]})).violations
  .filter((found) => ["serious", "critical"].includes(found.impact))"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
NOWHERE = "/no/such/page"
SCREENS = {
    Role.RESEARCH_NURSE: ["/", "/subjects/", "/register/", "/queries/", "/audit/", "/accounts/mine/", NOWHERE],
    Role.INVESTIGATOR: ["/judgements/"],
    Role.DATA_MANAGER: ["/protocol/", "/escalation/characteristics/", "/annotated-crf/", "/export/", "/study/"],
    Role.MEDICAL_MONITOR: ["/board/CT19-ALL-02/", "/board/CT19-ALL-02/decide/", "/decisions/"],
    Role.ADMINISTRATOR: ["/users/", "/users/add/", "/sites/"],
}
ROLES = [*SCREENS, Role.MONITOR]


@pytest.fixture(scope="module")
def addresses(hospital):
    """Every screen by the role that opens it; of each form a new page, and of the saved ones their history too."""
    subject = hospital.infused()
    home = f"/subjects/{subject.number}/"
    saved = [f"{home}{place}/1/" for place in ("SCR/IC", "SCR/DM", "SCR/IE", "D0/INF")]
    planned = {code: visit.code for visit in reversed(subject.schedule()) for code in visit.forms}
    places = planned | dict.fromkeys(subject.logs(), LOG_VISIT)
    new = [f"{home}{places[code]}/{code}/9/" for code in forms() if code in places]
    start = f"{home}D1/LB/1/?start=CHEMISTRY"
    own = [home, f"{home}course/", f"{home}identity/"]
    return SCREENS | {
        Role.RESEARCH_NURSE: [*SCREENS[Role.RESEARCH_NURSE], *own, *saved, *new, start],
        Role.MONITOR: [home, *saved, *(f"{page}history/" for page in saved), f"/audit/?subject={subject.number}"],
    }


@pytest.mark.parametrize("role", ROLES)
def test_every_screen_changes_nothing_breaks_no_policy_fits_its_window_and_reads_aloud(
    sit_down, hospital, addresses, role
):
    desk = sit_down(role)
    before = hospital.digests()
    wide, grave = [], []
    for address in addresses[role]:
        assert desk.go(address).status == (404 if address == NOWHERE else 200), address
        wide += [(address, size["width"]) for size in (LAPTOP, TABLET) if overflows(desk.page, size)]
        desk.page.evaluate(AXE)
        grave += [(address, found["id"], found["nodes"][0]["html"][:200]) for found in desk.page.evaluate(GRAVE)]
    assert wide == []
    assert grave == []
    assert desk.complaints == []
    assert hospital.digests() == before


def overflows(page, size):
    page.set_viewport_size(size)
    return page.evaluate(TOO_WIDE) > 0


@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/logout/"])
def test_the_pages_before_the_door_read_aloud(browser, hospital, address):
    context = browser.new_context(base_url=hospital.app.url)
    page = context.new_page()
    page.goto(address)
    page.evaluate(AXE)
    assert page.evaluate(GRAVE) == []
    context.close()

"""The monitor: what changed since the last visit, a question about a value, its answer and its end, the trail."""

import pytest

from edc.access.roles import Role
from tests.journeys.desk import Desk
from tests.journeys.entries import TODAY

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def home(hospital) -> str:
    return f"/subjects/{hospital.infused().number}/"


def changed(desk: Desk) -> list[str]:
    """The pages of the casebook that are marked as changed."""
    cells = desk.page.locator("a.cell", has=desk.page.locator(".mark-changed")).all()
    return [(cell.get_attribute("href") or "").split("/", 3)[3] for cell in cells]


def come_again(desk: Desk) -> None:
    """Sign in anew, as on the next visit to the site."""
    desk.context.clear_cookies()
    desk.sign_in()


def test_what_changed_since_the_last_visit_is_marked(sit_down, home):
    monitor, nurse = sit_down(Role.MONITOR), sit_down()
    monitor.go(home)
    assert changed(monitor) == [], "a first visit has nothing to compare with"
    nurse.go(f"{home}SCR/DM/1/")
    nurse.fill({"ethnic_group": "HUI"})
    nurse.why("seen in the household register")
    assert nurse.save() == 302

    come_again(monitor)
    monitor.go(home)
    assert changed(monitor) == ["SCR/DM/1/"]
    come_again(monitor)
    monitor.go(home)
    assert changed(monitor) == [], "nothing since"
    monitor.page.fill("#since", str(TODAY))
    monitor.page.click(".since button")
    assert {"SCR/DM/1/", "SCR/IC/1/"} <= set(changed(monitor)), "everything was entered today"
    nurse.go(home)
    assert changed(nurse) == [], "nobody else is shown marks without asking"


def test_a_query_is_raised_on_a_value_answered_and_closed(sit_down, hospital):
    home = f"/subjects/{hospital.infused().number}/"
    monitor, nurse = sit_down(Role.MONITOR), sit_down()
    monitor.go(f"{home}D0/INF/1/")
    ask(monitor, "", "Which scale was used?")
    assert "Choose the value and write the question." in monitor.notices()
    ask(monitor, "||weight_kg", "28.0 on the ward chart, 27.4 in the pharmacy order?")
    assert "28.0 on the ward chart" in monitor.page.locator(".finding-query").inner_text()
    assert monitor.page.locator(".answer-box").count() == 0, "who asks does not answer"

    nurse.go("/queries/")
    waiting = [line for line in nurse.table() if line[1] == "Body weight on day 0"]
    assert len(waiting) == 1
    assert nurse.page.locator("form[action$='/close/']").count() == 0, "who answers does not close"
    nurse.page.locator("tr", has_text="28.0 on the ward chart").get_by_role("link").first.click()
    nurse.page.locator(".finding-query summary").click()
    nurse.page.locator(".finding-query input").fill("weighed twice on the day: 28.0")
    assert nurse.save() == 302
    assert "weighed twice" in nurse.page.locator(".finding-query.is-answered q").inner_text()

    monitor.go("/queries/?state=answered")
    assert any("weighed twice" in line[2] for line in monitor.table())
    close = monitor.page.locator("form[action$='/close/']").first
    close.locator("input[name=text]").fill("agrees with the source")
    close.locator("button").click()
    assert "The query was closed." in monitor.notices()
    monitor.go(f"{home}D0/INF/1/")
    assert monitor.page.locator(".finding-query").count() == 0


def ask(monitor: Desk, value: str, text: str) -> None:
    """Raise a query. The browser would ask for the value by itself; here it leaves that to the server."""
    form = monitor.page.locator("form.query")
    form.evaluate("form => { form.noValidate = true }")
    form.locator("select").select_option(value)
    form.locator("textarea").fill(text)
    form.locator("button").click()


def test_the_trail_tells_who_changed_what_and_why(sit_down, hospital, home):
    monitor = sit_down(Role.MONITOR)
    number = home.split("/")[2]
    monitor.go(f"/audit/?subject={number}&form=DM&item=ethnic_group")
    assert monitor.page.locator("main form[method=post]").count() == 0
    newest = monitor.table()[0]
    assert "Hui" in newest[3]
    assert "seen in the household register" in newest[4]


def test_a_monitor_enters_nothing_locks_nothing_and_learns_no_name(sit_down, sign_in, home):
    monitor = sit_down(Role.MONITOR)
    monitor.go(home)
    assert monitor.page.locator(".logs").get_by_role("link", name="Add").count() == 0
    assert monitor.page.locator("a.visit-missed").count() == 0
    monitor.go(f"{home}SCR/DM/1/")
    assert monitor.page.locator("form.entry").count() == 0
    assert monitor.go(f"{home}identity/").status == 403
    client = sign_in(Role.MONITOR)
    assert client.post(f"{home}SCR/DM/1/", {"ethnic_group": "YI", "_version": "1"}).status_code == 403
    assert client.post(f"{home}SCR/DM/1/lock/", {"reason": "clean"}).status_code == 403

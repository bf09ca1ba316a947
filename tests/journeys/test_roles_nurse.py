"""The research nurse: what is due, form after form, the log of adverse events, a laboratory slip, a missed visit."""

import re

import pytest

from edc.records.base import PageStatus
from patients.models import LaboratoryPanel, Subject, VisitPage
from tests.journeys.desk import Desk
from tests.journeys.entries import DAY_0, TODAY, moment

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HELD_TODAY = {"held": "SCHEDULED", "held_on": str(TODAY), "contact": "IN PERSON"}
NAUSEA = {
    "term": "Nausea", "category": "OTHER", "started_on": str(DAY_0), "ongoing": "N", "ended_on": str(TODAY),
    "outcome": "RECOVERED/RESOLVED", "grading_scale": "CTCAE V5.0",
}  # fmt: skip
NAUSEA_GRADES = {"grades-0-grade": "1", "grades-0-from_day": str(DAY_0)}
FEVER = {
    "term": "Cytokine release", "category": "CRS", "started_on": moment(1, "")[:10], "ongoing": "Y",
    "outcome": "RECOVERING/RESOLVING", "grading_scale": "ASTCT 2019",
}  # fmt: skip
FEVER_GRADES = {
    "grades-0-grade": "1", "grades-0-from_day": moment(1, "")[:10],
    "grades-1-grade": "3", "grades-1-from_day": moment(2, "")[:10],
}  # fmt: skip
CHEMISTRY = {
    "ALT": ("36", "U/L"), "AST": ("41", "U/L"), "BILI": ("9.4", "umol/L"), "CREAT": ("31", "umol/L"),
    "LDH": ("412", "U/L"), "K": ("3.6", "mmol/L"), "ALB": ("38", "g/L"),
}  # fmt: skip


@pytest.fixture(scope="module")
def child(hospital) -> Subject:
    """Day 4: the windows of days 1 to 3 are past, that of day 4 is today, day 5 lies ahead."""
    return hospital.infused()


def due(nurse: Desk, number: str) -> list[str]:
    row = nurse.page.locator(".due > li", has=nurse.page.get_by_role("link", name=number, exact=True))
    return [" ".join(text.split()) for text in row.locator(".due-items li").all_inner_texts()]


def count(nurse: Desk, label: str) -> int:
    return int(nurse.page.locator(".counts li", has_text=re.compile(f"{label}$")).locator("b").inner_text())


def test_home_says_what_is_due_today_and_for_how_long_the_rest_is_overdue(nurse, hospital, sit_down, child):
    nurse.go("/")
    listed = due(nurse, child.number)
    assert "Vital signs D4 due today" in listed
    assert "Visit SCR 5 days overdue" in listed, "screening ends on the day before the infusion"
    assert not any(" D5 " in item for item in listed)
    shown, more = len(listed) - 1, int(listed[-1].removeprefix("Casebook: +"))
    assert count(nurse, "Overdue") + count(nurse, "Due") == shown + more, "none is left out of the sum"
    stranger = sit_down(site="302")
    stranger.go("/")
    assert due(stranger, child.number) == []


def test_save_and_next_leads_through_the_visit_and_on_to_the_next_one(nurse, child):
    home = f"/subjects/{child.number}"
    nurse.go(f"{home}/D3/SV/1/")
    nurse.fill(HELD_TODAY | {"held_on": moment(3, "")[:10]})
    assert nurse.save("_save_next") == 302
    assert nurse.page.url.endswith(f"{home}/D3/VS/1/"), "the next form of the visit"
    nurse.go(f"{home}/D3/ICE/1/")
    nurse.page.locator("details.not-done summary").click()
    nurse.page.fill("#not-done-reason", "child asleep")
    assert nurse.save("_not_done") == 302
    nurse.page.goto(f"{home}/D3/ICE/1/next/")
    assert nurse.page.url.endswith(f"{home}/D4/SV/1/"), "day 3 is through; day 4 is due today"
    nurse.fill(HELD_TODAY)
    assert nurse.save("_save_next") == 302
    assert nurse.page.url.endswith(f"{home}/D4/VS/1/")


def test_two_adverse_events_in_the_log_and_their_list(nurse, child):
    nurse.go(f"/subjects/{child.number}/")
    log = nurse.page.locator(".logs dl > div", has=nurse.page.locator("dt", has_text=re.compile("^Adverse event$")))
    assert log.locator("dt a").count() == 0, "nothing to list yet"
    log.get_by_role("link", name="Add").click()
    write_event(nurse, NAUSEA, NAUSEA_GRADES)
    nurse.page.get_by_role("link", name="Record another").click()
    write_event(nurse, FEVER, FEVER_GRADES)

    nurse.go(f"/subjects/{child.number}/")
    log.locator("dt a").click()
    first, second = nurse.table()
    assert first[2:7] == ["Nausea", "another event", "1", str(DAY_0), "recovered"]
    assert second[2:5] == ["Cytokine release", "cytokine release syndrome (CRS)", "3"]
    assert first[-1] == second[-1] == "incomplete", "seriousness and causality wait for an investigator"


def write_event(nurse: Desk, event: dict[str, str], grades: dict[str, str]) -> None:
    """A nurse writes what happened; whether it is serious and why it happened is not hers to say."""
    nurse.add_rows(len(grades) // 2, "grades")
    nurse.fill({**event, **grades})
    assert nurse.control("serious").count() == nurse.control("causality_car_t").count() == 0
    assert nurse.save() == 302
    assert nurse.page.locator(".finding").count() == 0


def test_a_laboratory_slip_is_typed_as_a_grid(nurse, child):
    """Down the column of results, as the slip runs; a result below 0 is refused and nothing else typed is lost."""
    nurse.go(f"/subjects/{child.number}/D4/LB/1/?start=CHEMISTRY")
    sample = {"sample_collected_at": moment(4, "07:10"), "specimen": "SERUM", "laboratory_name": "Central laboratory"}
    nurse.fill(sample | {"fasting": "Y"})
    tests = [nurse.value(f"results-{number}-test") for number in range(17)]
    for number, test in enumerate(tests):
        if test in CHEMISTRY:
            value, unit = CHEMISTRY[test]
            nurse.fill({f"results-{number}-value": value, f"results-{number}-unit": unit})
        else:
            nurse.missing(f"results-{number}-value", "ND")
    nurse.fill({f"results-{tests.index('LDH')}-value": "-412"})
    assert nurse.save() == 422
    nurse.fill({f"results-{tests.index('LDH')}-value": "412"})
    assert nurse.save() == 302

    page = LaboratoryPanel.objects.get(subject=child, visit_code="D4")
    assert page.status == PageStatus.COMPLETE
    results = {
        row.test: (f"{row.value.normalize():f}", row.unit) for row in page.results.all() if row.value is not None
    }
    assert results == CHEMISTRY
    assert {row.missing_reason("value") for row in page.results.all() if row.value is None} == {"ND"}


def test_a_missed_visit_is_recorded_in_one_step_and_taken_back_in_one(nurse, child):
    home = f"/subjects/{child.number}/"
    nurse.go(home)
    assert nurse.page.locator(f"a[href='{home}D5/not-done/']").count() == 0, "day 5 lies ahead"
    nurse.page.click(f"a[href='{home}D2/not-done/']")
    nurse.page.click("form.entry button.primary")
    assert VisitPage.objects.filter(subject=child, visit_code="D2").count() == 0, "not without saying why"
    nurse.fill({"reason": "measles on the ward"})
    nurse.page.click("form.entry button.primary")
    assert "Visit missed, 4 forms not done." in nurse.notices()
    assert states(nurse, "D2") == {
        "SV": "complete",
        "VS": "not done",
        "LB": "not done",
        "CRS": "not done",
        "ICE": "not done",
    }

    nurse.page.click(f"a[href='{home}D2/not-done/']")
    nurse.why("the visit was held, another child was meant")
    nurse.page.locator("form[action$='/take-back/'] button").click()
    assert "The visit is due again." in nurse.notices()
    assert set(states(nurse, "D2").values()) == {"overdue"}


def states(nurse: Desk, visit: str) -> dict[str, str]:
    """The word for the state of each form of a visit in the casebook."""
    cells = nurse.page.locator(f"a.cell[href*='/{visit}/']").all()
    found = [(cell.get_attribute("href") or "", cell.get_attribute("title") or "") for cell in cells]
    return {href.split("/")[4]: title.rpartition(", ")[2] for href, title in found}


def test_nothing_is_entered_out_of_order(nurse, hospital):
    """Without consent no vital signs: the casebook says what comes first."""
    number = hospital.registered().number
    nurse.go(f"/subjects/{number}/SCR/VS/1/")
    assert nurse.page.url.endswith(f"/subjects/{number}/")
    assert "First complete: " in nurse.notices()

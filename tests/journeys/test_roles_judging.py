"""Who judges: the investigator about a participant, the principal investigator and the medical monitor about a dose."""

import datetime as dt

import pytest

from adverse_events.models import AdverseEvent, GradeChange
from edc.access.roles import Role
from edc.crf import PartialDate
from edc.records.saving import Rows, save_page
from patients.models import Eligibility
from tests.journeys import entries
from tests.journeys.desk import Desk
from tests.journeys.entries import CRS, DAY_0, TODAY, moment
from tests.people import PASSWORD
from trial.models import DoseLevelDecision

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CAUSES = ("car_t", "lymphodepletion", "leukapheresis", "bridging", "disease", "procedure")


@pytest.fixture(scope="module")
def child(hospital):
    """Everything that a nurse may say of her is said; eligibility, a grade and an event wait for judgement."""
    subject = hospital.infused()
    began = PartialDate(DAY_0.year, DAY_0.month, DAY_0.day)
    event = AdverseEvent(
        subject=subject, visit_code="LOG", term="Nausea", category="OTHER", special_interest="N", started_on=began,
        ongoing="Y", outcome="RECOVERING/RESOLVING", grading_scale="CTCAE V5.0", action_taken="NOT APPLICABLE",
        treatment_given="N",
    )  # fmt: skip
    save_page(event, by=hospital.nurse, rows={"grades": Rows([GradeChange(grade="1", from_day=began)])})
    again = Eligibility(subject=subject, visit_code="LD1", assessed_on=DAY_0 - dt.timedelta(days=5))
    criteria = again.preset_rows("criteria")
    for row in criteria:
        row.answer = "Y" if row.criterion_code.startswith("I") else "N"
    save_page(again, by=hospital.nurse, rows={"criteria": Rows(criteria)})
    return subject


def waiting(desk: Desk, number: str) -> list[str]:
    desk.go("/judgements/")
    row = desk.page.locator(".due > li", has=desk.page.get_by_role("link", name=number, exact=True))
    return [" ".join(text.split()) for text in row.locator(".due-items li").all_inner_texts()]


def judge(desk: Desk, title: str, values: dict[str, str]) -> None:
    """From the list to the form; without a reason refused, with one taken."""
    desk.page.get_by_role("link", name=title).click()
    desk.fill(values)
    assert desk.save() == 422, "a page that the nurse saved is not changed without a reason"
    desk.why("judged at the bedside", "additional_information")
    assert desk.save() == 302


def test_the_list_of_what_waits_shrinks_with_each_judgement(sit_down, child):
    nurse, investigator = sit_down(), sit_down(Role.INVESTIGATOR)
    nurse.go(f"/subjects/{child.number}/D1/CRS/1/")
    period = {"period_start": moment(1, "00:00"), "period_end": moment(1, "23:59")}
    nurse.fill({**CRS, **period, "highest_temperature_c": "38.6"})
    assert nurse.control("crs_grade_investigator").count() == 0, "a nurse does not grade"
    assert nurse.save() == 302
    assert nurse.page.get_by_role("link", name="To be judged").count() == 0

    investigator.go("/")
    investigator.page.get_by_role("link", name="To be judged").click()
    grade, eligible, event = "Daily CRS assessment D1", "Eligibility LD1", "Adverse event LOG 1"
    assert set(waiting(investigator, child.number)) == {grade, eligible, event}
    judge(investigator, "Daily CRS assessment", {"crs_grade_investigator": "1"})
    assert set(waiting(investigator, child.number)) == {eligible, event}
    causes = {f"causality_{cause}": "NOT RELATED" for cause in CAUSES} | {"causality_lymphodepletion": "PROBABLE"}
    judge(investigator, "Adverse event", {"serious": "N", **causes})
    assert waiting(investigator, child.number) == [eligible]
    judge(investigator, "Eligibility", {"eligible": "Y", "decided_by": entries.ELIGIBILITY["decided_by"]})
    assert waiting(investigator, child.number) == []
    assert AdverseEvent.objects.get(subject=child).status == "complete"


def test_another_site_has_nothing_to_judge_here(sit_down, child):
    stranger = sit_down(Role.INVESTIGATOR, site="302")
    assert waiting(stranger, child.number) == []
    assert stranger.go(f"/subjects/{child.number}/D1/CRS/1/").status == 404


def test_a_dose_level_is_decided_and_the_decision_stands(sit_down):
    """The first level opens: the principal investigator signs, then the medical monitor, each with the password."""
    head, monitor, reader = sit_down(Role.PRINCIPAL_INVESTIGATOR), sit_down(Role.MEDICAL_MONITOR), sit_down()
    decide(head, {"decision": "OPEN", "level_from": "DL2", "level_to": "DL1", "places": "2"})
    assert "Opening a level goes up." in head.page.locator("main").inner_text()
    assert not DoseLevelDecision.objects.exists()
    head.fill({"level_from": "", "password": PASSWORD})
    head.press("form.entry button.primary")
    assert "Recorded and signed." in head.notices()

    monitor.go("/decisions/")
    assert "second signature missing" in newest(monitor)
    monitor.page.fill("form.sign [name=password]", PASSWORD)
    monitor.press("form.sign button.primary")
    assert "The decision holds." in monitor.notices()

    reader.go("/decisions/")
    assert "in force" in newest(reader)
    assert head.user.full_name in newest(reader)
    assert monitor.user.full_name in newest(reader)
    assert reader.page.locator("form.sign").count() == 0, "a nurse reads decisions"


def newest(desk: Desk) -> str:
    """The first decision of the list, on one line."""
    return " ".join(desk.page.locator("article.decision").first.inner_text().split())


def decide(desk: Desk, values: dict[str, str]) -> None:
    desk.go("/board/CT19-ALL-02/decide/")
    desk.fill({"rationale": "All safety data were reviewed.", "met_on": str(TODAY), "password": PASSWORD} | values)
    for member in ("PRINCIPAL INVESTIGATOR", "MEDICAL MONITOR"):
        desk.page.locator(f"[name=members][value='{member}']").check()
    desk.press("form.entry button.primary")


def test_the_medical_monitor_reads_safety_decides_for_every_site_and_enters_nothing(sit_down, child):
    monitor = sit_down(Role.MEDICAL_MONITOR)
    monitor.go(f"/subjects/{child.number}/LOG/AE/1/")
    assert monitor.page.locator("form.entry").count() == 0
    stop = {"site_code": "*", "decision": "STOP", "level_from": "DL1", "level_to": "", "places": "0"}
    decide(monitor, stop | {"differs_because": "A serious event is under review."})
    assert "every site" in newest(monitor)
    assert "stop infusions at a level DL1 → —" in newest(monitor)

"""The list of safety reports to be made: what runs, how long it runs yet, who sees it, and the number on the home page.

The clock stands at 20 November 2026, 12:00 in Shanghai.
"""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from adverse_events.models import AdverseEvent, SafetyReport, SeriousAdverseEvent
from adverse_events.reporting.running import count, running
from edc.access.roles import Role
from tests.participants import at, participant, store
from tests.people import make_user

pytestmark = pytest.mark.usefixtures("db")

NOW = at(20, 12)


def event(*reports, child=None, number=1, related="POSSIBLE", **values):
    """A serious event with its entry in the log: hospital stay, possibly related, unexpected; known on the 20th."""
    child = child or participant()
    logged = {"term": "Sepsis", "serious": "Y", "causality_car_t": related}
    store(AdverseEvent(subject=child, visit_code="LOG", occurrence=number, **logged))
    page = SeriousAdverseEvent(
        subject=child, visit_code="LOG", occurrence=number, ae_number=number,
        **{"aware_at": at(20, 9), "hospitalisation": "Y", "expectedness": "UNEXPECTED", **values},
    )  # fmt: skip
    store(page)
    for recipient, kind, when in reports:
        store(SafetyReport(page=page, recipient=recipient, kind=kind, reported_at=when))
    return child


def seen(*, by=Role.RESEARCH_NURSE, now=NOW, site=None):
    return [(each.clock.kind, each.left) for each in running(make_user(by, site=site), now)]


def test_what_is_not_reported_yet_runs_the_earliest_due_first():
    event()
    assert seen() == [("sponsor", "21 h 0 min left"), ("authority other", "15 days left")]


def test_a_day_is_due_until_it_ends_and_hours_to_the_minute():
    event()
    found = running(make_user(Role.RESEARCH_NURSE), NOW)
    assert [each.due for each in found] == ["2026-11-21 09:00", "2026-12-05 24:00"]


def test_a_report_stops_its_clock_and_no_other():
    event(("SPONSOR", "INITIAL", at(20, 10)))
    assert [kind for kind, _left in seen()] == ["authority other"]


def test_a_first_report_of_a_fatal_event_leaves_the_complete_one():
    told = ("SPONSOR", "INITIAL", at(20, 10)), ("REGULATORY AUTHORITY", "INITIAL", at(20, 11))
    event(*told, results_in_death="Y")
    assert [kind for kind, _left in seen()] == ["authority complete"]
    event(*told, ("REGULATORY AUTHORITY", "FINAL", at(20, 11)), results_in_death="Y")
    assert len(seen()) == 1


def test_overdue_stands_first_and_says_so():
    event(aware_at=at(18, 9))
    event(aware_at=at(19, 11, 50))
    assert seen()[:2] == [("sponsor", "27 h 0 min overdue"), ("sponsor", "0 h 10 min overdue")]
    event(aware_at=at(10, 9))
    assert seen()[0] == ("sponsor", "9 days overdue")


def test_an_expected_event_has_no_clock_to_the_authority():
    event(expectedness="EXPECTED")
    assert [kind for kind, _left in seen()] == ["sponsor"]


@pytest.mark.parametrize(("open_yet", "items"), [
    ({"expectedness": None}, "expectedness"),
    ({"related": None}, "relation to CAR-T-19 cells"),
    ({"related": None, "expectedness": None}, "relation to CAR-T-19 cells, expectedness"),
    ({"hospitalisation": None}, "seriousness"),
])  # fmt: skip
def test_until_it_is_judged_the_clock_to_the_authority_runs_provisionally(open_yet, items):
    """Known on 20 November: 15 days are 5 December, whether it is judged or not."""
    event(**open_yet)
    to_sponsor, to_authority = running(make_user(Role.RESEARCH_NURSE), NOW)
    assert (to_sponsor.clock.kind, to_sponsor.provisional) == ("sponsor", "")
    assert (to_authority.asked_for, to_authority.due) == ("First report to the authority", "2026-12-05 24:00")
    assert to_authority.provisional == f"Provisional: runs if judged related and unexpected. Still open: {items}."
    with override("zh-hans"):
        assert to_authority.provisional.startswith("暂定：若判定为相关且非预期，则按此计时。尚待判定：")


def test_a_clock_that_is_judged_is_ordinary_or_gone():
    event()
    assert [(each.clock.kind, each.provisional) for each in running(make_user(Role.RESEARCH_NURSE), NOW)] == [
        ("sponsor", ""), ("authority other", ""),
    ]  # fmt: skip
    event(related="NOT RELATED", expectedness=None)
    event(related=None, expectedness="EXPECTED")
    assert [kind for kind, _left in seen()] == ["sponsor", "sponsor", "sponsor", "authority other"]


def test_provisional_clocks_are_told_apart_on_page_and_home_page():
    event(aware_at=dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC), expectedness=None)
    client = Client()
    client.force_login(make_user(Role.RESEARCH_NURSE))
    assert client.get("/safety-clocks/").content.decode().count("Provisional: runs if judged related") == 1
    counted = "<b>2</b> <span>Safety reports overdue (of these provisional: 1)</span>"
    assert counted in client.get("/").content.decode()
    with override("zh-hans"):
        assert count(make_user(Role.RESEARCH_NURSE))[:2] == ("逾期的安全性报告（其中暂定：1）", 2)


def test_another_site_sees_nothing_of_it():
    event()
    assert seen(site="302") == []
    for role in (Role.INVESTIGATOR, Role.PRINCIPAL_INVESTIGATOR, Role.MEDICAL_MONITOR, Role.SPONSOR):
        assert len(seen(by=role)) == 2


def test_the_administrator_and_a_stranger_get_nothing():
    client = Client()
    assert client.get("/safety-clocks/").status_code == 302
    client.force_login(make_user(Role.ADMINISTRATOR))
    assert client.get("/safety-clocks/").status_code == 403
    client.force_login(make_user(Role.SPONSOR))
    assert client.get("/safety-clocks/").status_code == 200
    assert client.post("/safety-clocks/").status_code == 405


def test_it_costs_the_same_for_one_event_and_for_many():
    nurse = make_user(Role.RESEARCH_NURSE)

    def statements() -> int:
        with CaptureQueriesContext(connection) as found:
            running(nurse, NOW)
        return len(found)

    event()
    statements()
    few = statements()
    child = event()
    event(child=child, number=2)
    assert statements() == few


def test_the_page_and_the_number_on_the_home_page():
    child = event(aware_at=dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC))
    client = Client()
    client.force_login(make_user(Role.RESEARCH_NURSE))
    shown = client.get("/safety-clocks/").content.decode()
    assert "First report to the sponsor" in shown
    assert f"/subjects/{child.number}/" in shown
    assert "Sepsis" in shown
    assert "days overdue" in shown
    home = client.get("/").content.decode()
    assert '<a href="/safety-clocks/"><b>2</b> <span>Safety reports overdue</span></a>' in home

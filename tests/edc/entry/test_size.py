"""Screens at the size of a large trial: as many statements as for a small one, and no more than a few.

60 visits x 12 forms in a casebook, 200 participants at a site, 10,000 adverse events, 1,000 queries.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks import filling
from edc.access.roles import Role
from edc.entry.due import SHOWN_OF_ONE, due_rows
from edc.records.audit.context import SYSTEM, Reason, ReasonCode
from patients.models import VitalSigns
from tests.participants import store
from tests.people import make_user
from tests.trial.files import FIRST
from trial.services import load_protocol

TWELVE = ["SV", "PS", "PE", "VS", "LB", "BM", "CSF", "CRS", "ICE", "CK", "BC", "RS"]


@pytest.fixture
def version(db):
    reason = Reason(ReasonCode.ADMINISTRATION, "protocol of the tests")
    return load_protocol(text=FIRST, source_name="test.toml", by=SYSTEM, reason=reason).version


@pytest.fixture
def nurse(db):
    return make_user(Role.RESEARCH_NURSE)


@pytest.fixture
def browser(nurse):
    client = Client()
    client.force_login(nurse)
    return client


def statements(browser, path):
    """Statements of one reading; what is read once a process has been read before."""
    browser.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = browser.get(path)
    assert answer.status_code == 200
    return len(captured)


def test_a_casebook_of_60_visits_and_12_forms(version, browser):
    (subject,) = filling.participants(version, [9])
    few = statements(browser, f"/subjects/{subject.number}/")
    visits = [visit.code for visit in subject.schedule([f"UNS-{n}" for n in range(2, 20)])][:60]
    filling.pages([subject], visits, TWELVE)
    many = statements(browser, f"/subjects/{subject.number}/")

    assert browser.get(f"/subjects/{subject.number}/").content.count(b"cell-complete") >= 60 * 12
    assert many == few <= 10


def test_the_home_page_of_a_site_with_200_participants(version, browser):
    first = filling.participants(version, [1])
    few = statements(browser, "/")
    filling.due_pages([*first, *filling.participants(version, range(2, 201))], leave=8)
    answer = browser.get("/").content.decode()

    assert "301-001" in answer
    assert "Page 1 of 4" in answer
    assert statements(browser, "/") == few <= 15


@pytest.mark.slow
def test_a_list_of_10_000_adverse_events(version, browser):
    subjects = filling.participants(version, range(1, 201))
    filling.adverse_events(subjects[:1], 1)
    few = statements(browser, "/lists/AE/")
    filling.adverse_events(subjects, 50)

    assert "Page 1 of 100" in browser.get("/lists/AE/").content.decode()
    assert statements(browser, "/lists/AE/") == few <= 10


def test_a_list_of_1_000_queries(version, browser):
    subjects = filling.participants(version, range(1, 201))
    filling.queries(subjects[:1], 1)
    few = statements(browser, "/queries/")
    filling.queries(subjects, 5)

    assert "Page 1 of 21" in browser.get("/queries/").content.decode()
    assert statements(browser, "/queries/") == few <= 10


def test_one_participant_does_not_fill_the_home_page(version, nurse, browser):
    """Infused 400 days ago and nothing entered since: what is due now comes first, the rest is a number."""
    filling.participants(version, [100])
    (row,) = due_rows(nurse, timezone.localdate())
    late = [each.state == "overdue" for each in row.shown]

    assert len(row.shown) == SHOWN_OF_ONE
    assert row.more == len(row.items) - SHOWN_OF_ONE
    assert late == sorted(late)
    assert f"Casebook: +{row.more}" in browser.get("/").content.decode()


def test_a_page_begun_at_an_unscheduled_visit_is_to_be_done(version, nurse):
    (subject,) = filling.participants(version, [0])
    store(VitalSigns(subject=subject, visit_code="UNS-2"), VitalSigns(subject=subject, visit_code="SCR", occurrence=2))
    (row,) = due_rows(nurse, timezone.localdate())
    begun = {(each.place.visit, each.place.form, each.place.occurrence) for each in row.items if each.visit is None}
    missing = {(each.place.visit, each.place.form) for each in row.items if each.visit}

    assert begun == {("UNS-2", "VS", 1), ("SCR", "VS", 2), ("SCR", "DM", 1)}
    assert ("SCR", "LB") in missing
    assert ("SCR", "VS") not in missing
    assert due_rows(make_user(Role.RESEARCH_NURSE, site="302"), timezone.localdate()) == []

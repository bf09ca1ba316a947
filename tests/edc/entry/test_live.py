"""What the page shows of its computed items while somebody types, before anything is saved."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from edc.access.roles import Role
from patients.models import LaboratoryPanel, LaboratoryResult, Subject
from tests.participants import at, participant, store
from tests.people import make_user

SAMPLE = {"panel": "CHEMISTRY", "sample_collected_at": "2026-11-20T07:30"}
SODIUM = {"results-0-test": "SODIUM", "results-0-value": "5", "results-0-unit": "mmol/L"}


@pytest.fixture
def subject(db: None) -> Subject:
    return participant()


@pytest.fixture
def nurse(db: None) -> Client:
    client = Client()
    client.force_login(make_user(Role.RESEARCH_NURSE))
    return client


def test_a_row_that_nobody_has_filled_in_yet_does_not_keep_the_others_from_being_computed(subject, nurse):
    """Sodium of 5 mmol/L is below 120: grade 4 (CTCAE 5.0, hyponatremia)."""
    two = {"results-TOTAL_FORMS": "2", "results-INITIAL_FORMS": "0", "results-1-test": "", "results-1-value": ""}
    answer = nurse.post(f"/subjects/{subject.number}/SCR/LB/1/compute/", SAMPLE | SODIUM | two)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    rows = answer.json()["rows"]
    assert rows["results-0"]["grade_low"]["text"].startswith("4")
    assert rows["results-1"]["grade_low"]["text"] == ""
    assert not LaboratoryPanel.objects.exists(), "nothing is saved"


def test_rows_with_computed_items_cost_the_page_no_statement_each(subject, nurse):
    page = LaboratoryPanel(subject=subject, visit_code="SCR", panel="CHEMISTRY", sample_collected_at=at(20, 7))
    store(page)
    address = f"/subjects/{subject.number}/SCR/LB/1/"
    counts = []
    for position in range(1, 6):
        store(LaboratoryResult(page=page, position=position, test="SODIUM", value=5, unit="mmol/L"))
        with CaptureQueriesContext(connection) as captured:
            assert nurse.get(address).status_code == 200
        counts.append(len(captured))
    assert counts[1] == counts[-1]


def test_what_cannot_be_read_counts_as_not_there_and_not_as_what_was_saved_before(subject, nurse):
    page = LaboratoryPanel(subject=subject, visit_code="SCR", panel="CHEMISTRY", sample_collected_at=at(20, 7))
    store(page)
    row = LaboratoryResult(page=page, position=1, test="SODIUM", value=5, unit="mmol/L")
    store(row)
    saved = {"results-TOTAL_FORMS": "1", "results-INITIAL_FORMS": "1", "results-0-id": str(row.pk), "_version": "1"}
    address = f"/subjects/{subject.number}/SCR/LB/1/compute/"
    texts = []
    for typed in ("5", "5,,"):
        rows = nurse.post(address, SAMPLE | SODIUM | saved | {"results-0-value": typed}).json()["rows"]
        texts.append(rows["results-0"]["grade_low"]["text"][:1])
    assert texts == ["4", ""]

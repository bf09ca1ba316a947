"""What a screen costs in statements. A full form saved by POST: at most twelve, with BEGIN and COMMIT.

Pages that gather many forms cost the same for one page and for many, and for one participant and for many.
"""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from adverse_events.models import CrsAssessment
from edc.access.roles import Role
from edc.database import Addresses
from patients.models import InformedConsent, Infusion, LaboratoryPanel, Subject
from patients.panels import TESTS
from tests.participants import at, participant, store
from tests.people import make_user

FULL_FORM = 12

WHY = {"reason-code": "transcription_error", "reason-text": "read from the line above"}
CHEMISTRY = {
    "panel": "CHEMISTRY", "sample_collected_at": "2026-11-20T07:30", "specimen": "SERUM", "fasting": "Y",
    "laboratory_name": "Central laboratory",
}  # fmt: skip
DAY = {
    "period_start": "2026-11-21T00:00", "period_end": "2026-11-21T23:59", "highest_temperature_c": "39.2",
    "fever_other_cause": "N", "antipyretic_given": "Y", "anticytokine_given": "N", "lowest_systolic_mmhg": "82",
    "diastolic_mmhg": "44", "hypotension": "Y", "hypotension_other_cause": "N", "fluid_bolus": "Y",
    "lowest_spo2_percent": "93", "hypoxia_other_cause": "N", "oxygen_device": "NASAL CANNULA", "oxygen_flow_l_min": "4",
}  # fmt: skip
# Units are not asked about here: a result without a question costs the same statements as one with.
RESULTS = [{"test": test.value, "value": "5", "unit": "mmol/L"} for test in TESTS["CHEMISTRY"]]
PRESSORS = [
    {"drug": "NOREPINEPHRINE", "dose_ug_kg_min": "0.05", "started_at": "2026-11-21T03:10"},
    {"drug": "EPINEPHRINE", "dose_ug_kg_min": "0.02", "started_at": "2026-11-21T05:00"},
]


@pytest.fixture
def infused(fresh_database: Addresses) -> Subject:
    subject = participant(born=dt.date(2017, 6, 3))
    store(InformedConsent(subject=subject, visit_code="SCR", status="complete", guardian_signed="Y"))
    store(Infusion(subject=subject, visit_code="D0", status="complete", started_at=at(20, 10), dose_level="DL1"))
    return Subject.objects.get(pk=subject.pk)


@pytest.fixture
def nurse(fresh_database: Addresses) -> Client:
    client = Client()
    client.force_login(make_user(Role.RESEARCH_NURSE))
    return client


def rows(name: str, typed: list[dict[str, str]], saved: Any = ()) -> dict[str, str]:
    """Rows as the page posts them, over those that stand there already."""
    data = {f"{name}-TOTAL_FORMS": str(len(typed)), f"{name}-INITIAL_FORMS": str(len(saved))}
    for index, row in enumerate(typed):
        data |= {f"{name}-{index}-{item}": value for item, value in row.items()}
    return data | {f"{name}-{index}-id": str(row.pk) for index, row in enumerate(saved)}


def statements(client: Client, path: str, data: dict[str, str] | None = None) -> list[str]:
    """The statements of one request, which must succeed."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.post(path, data) if data else client.get(path)
    assert answer.status_code == (302 if data else 200), answer.status_code
    return [query["sql"] for query in captured]


def listed(found: list[str]) -> str:
    return "\n".join(f"{number:3} {sql[:60]} ... {sql[-120:]}" for number, sql in enumerate(found, start=1))


@pytest.mark.parametrize(
    ("form", "model", "typed", "table", "typed_rows", "change"),
    [
        ("LB", LaboratoryPanel, CHEMISTRY, "results", RESULTS, {"results-3-value": "6"}),
        ("CRS", CrsAssessment, DAY, "vasopressors", PRESSORS, {"highest_temperature_c": "38.9"}),
    ],
)
def test_a_full_form_is_saved_and_corrected_in_twelve_statements(
    nurse, infused, form, model, typed, table, typed_rows, change
):
    path = f"/subjects/{infused.number}/D1/{form}/1/"
    statements(nurse, path)
    first = statements(nurse, path, typed | rows(table, typed_rows) | {"_version": "0"})
    page = model.objects.get(subject=infused)
    known = page.rows(table)
    assert len(known) == len(typed_rows)
    again = typed | rows(table, typed_rows, known) | {"_version": "1"} | WHY | change
    correction = statements(nurse, path, again)

    assert model.objects.get(subject=infused).version == 2
    assert len(first) <= FULL_FORM, listed(first)
    assert len(correction) <= FULL_FORM, listed(correction)


def some_pages(subject: Subject, days: int) -> None:
    """A laboratory panel and a CRS assessment for each of the first days."""
    for day in range(1, days + 1):
        store(
            LaboratoryPanel(subject=subject, visit_code=f"D{day}"), CrsAssessment(subject=subject, visit_code=f"D{day}")
        )


@pytest.mark.parametrize(("path", "most"), [("/subjects/{number}/", 10), ("/", 15), ("/subjects/", 10), ("/audit/", 8)])
def test_a_page_that_gathers_costs_the_same_for_one_form_and_for_many(nurse, infused, path, most):
    address = path.format(number=infused.number)
    some_pages(infused, 1)
    statements(nurse, address)
    few = statements(nurse, address)
    some_pages(participant(born=dt.date(2010, 1, 1)), 10)
    for day in range(2, 15):
        store(LaboratoryPanel(subject=infused, visit_code=f"D{day}"))
    many = statements(nurse, address)

    assert len(many) == len(few), listed(many)
    assert len(many) <= most, listed(many)

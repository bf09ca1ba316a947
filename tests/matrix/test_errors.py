"""AC-12: an error of the software is told without a word of its inside, and leaves nothing half-written."""

from typing import NoReturn

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import include, path

from edc.access.roles import Role
from edc.access.views_guard import public
from edc.records.audit.ledger import LedgerEntry
from patients.models import Demographics, Subject
from tests.matrix.cases import CORRECTED, PERSON, REASON, World
from tests.people import make_user

SECRET = "the password of the database"


@public
def broken(_request: HttpRequest) -> NoReturn:
    raise RuntimeError(SECRET)


def refuse(*_args: object, **_kwargs: object) -> NoReturn:
    raise RuntimeError(SECRET)


urlpatterns = [path("broken/", broken), path("", include("edc.urls"))]


@pytest.fixture
def patient_client(db: None) -> Client:
    """A client that, as a browser does, takes a 500 for an answer."""
    client = Client(raise_request_exception=False)
    client.force_login(make_user(Role.RESEARCH_NURSE))
    return client


@pytest.mark.urls(__name__)
def test_ac_12_an_error_shows_a_page_without_a_trace(patient_client: Client) -> None:
    answer = patient_client.get("/broken/")
    text = answer.content.decode()
    assert answer.status_code == 500
    assert answer["Content-Type"].startswith("text/html")
    for inside in (SECRET, "Traceback", "RuntimeError", ".py", "tests/matrix"):
        assert inside not in text


def test_ac_12_a_save_that_breaks_in_the_middle_writes_nothing(
    patient_client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("edc.records.following.follow_findings", refuse)
    before = LedgerEntry.objects.count()
    answer = patient_client.post(f"/subjects/{world.subject.number}/SCR/DM/1/", CORRECTED | REASON)
    assert answer.status_code == 500
    assert SECRET not in answer.content.decode()
    assert LedgerEntry.objects.count() == before
    assert Demographics.objects.get().version == 1


def test_ac_12_a_registration_that_breaks_at_its_end_gives_no_number(
    patient_client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("patients.services.save_page", refuse)
    before = Subject.objects.count(), LedgerEntry.objects.count()
    given = {**PERSON, "version": world.approved.pk, "site_code": "301"}
    assert patient_client.post("/register/", given).status_code == 500
    assert (Subject.objects.count(), LedgerEntry.objects.count()) == before

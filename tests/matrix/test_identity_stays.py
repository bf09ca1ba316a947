"""PR-01: a name, a telephone number and an identity number are on the identity page, and nowhere else."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from edc.access.roles import Role
from edc.settings.logs import LOGGING
from patients.models import Subject
from tests.matrix.cases import World
from tests.matrix.reading import LINES
from tests.matrix.test_matrix import address
from tests.people import PASSWORD, make_user

PERSON = {"full_name": "Kanarienvogel Lin", "identity_number": "310110201705130019", "phone": "13900008888"}
CLINICAL = {"birth_date": "2017-05-13", "sex": "F", "site_code": "301"}
CANARIES = ("Kanarienvogel", "310110201705130019", "13900008888")


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Everything logged during the test, as the product prints it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    options = LOGGING["formatters"]["json"]  # type: ignore[index]
    handler.setFormatter(
        options["()"](foreign_pre_chain=options["foreign_pre_chain"], processors=options["processors"])
    )
    monkeypatch.setattr(logging.getLogger(), "handlers", [handler])
    return stream


@pytest.fixture
def registered(client: Client, world: World) -> Subject:
    """The person of the canaries, registered on the screen by a nurse who stays signed in."""
    client.force_login(make_user(Role.RESEARCH_NURSE))
    answer = client.post("/register/", PERSON | CLINICAL | {"version": world.approved.pk})
    assert not found_in(answer["Location"])
    return Subject.objects.get(number=answer["Location"].strip("/").rpartition("/")[2])


def found_in(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary in text]


def every_row() -> Iterator[tuple[str, str]]:
    """Table and readable content of every row of the database, history and ledger among them."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT r::text FROM "{table}" r')
            yield from ((table, text) for (text,) in cursor.fetchall())


def test_pr_01_the_identity_page_shows_them_to_the_staff_of_the_site(client: Client, registered: Subject) -> None:
    page = client.get(f"/subjects/{registered.number}/identity/").content.decode()
    assert found_in(page) == list(CANARIES)


def test_pr_01_no_row_of_the_database_can_be_read_for_them(registered: Subject) -> None:
    rows = list(every_row())
    assert {"edc_ledgerentry", "patients_subjectidentity", "patients_historicalsubjectidentity"} <= {t for t, _ in rows}
    assert [table for table, text in rows if found_in(text)] == []


@pytest.mark.parametrize("role", [Role.RESEARCH_NURSE, Role.DATA_MANAGER])
def test_pr_01_no_other_page_and_no_log_holds_them(
    client: Client, world: World, registered: Subject, log: io.StringIO, role: Role
) -> None:
    user = make_user(role, password=PASSWORD)
    about = World(**{**vars(world), "subject": registered})
    client.force_login(user)
    shown = []
    for line in LINES:
        if line.method != "GET" or line.url_name in ("identity", "account_logout"):
            continue
        answer = client.get(address(line, about, user))
        text = b"".join(answer) if answer.streaming else answer.content
        shown += [str(line)] if found_in(text.decode(errors="replace") + json.dumps(dict(answer.headers))) else []
    assert shown == []
    assert log.getvalue(), "refused pages are logged"
    assert found_in(log.getvalue()) == []


def test_pr_01_a_registration_that_fails_is_logged_without_them(
    client: Client, world: World, registered: Subject, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**given: object) -> None:
        raise RuntimeError(f"could not register {given}")

    monkeypatch.setattr("patients.views.register_subject", broken)
    client.raise_request_exception = False
    answer = client.post("/register/", PERSON | CLINICAL | {"version": world.approved.pk})
    assert answer.status_code == 500
    assert found_in(log.getvalue() + answer.content.decode()) == []
    assert "RuntimeError" in log.getvalue()


def test_no_export_and_no_api_knows_the_identity_store() -> None:
    identity = apps.get_model("patients.SubjectIdentity")
    assert not hasattr(identity, "crf")
    assert not hasattr(identity, "table")

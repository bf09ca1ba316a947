"""Somebody who exports, and two sites with an infusion each."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from edc.access.models import User
from edc.access.roles import Role
from patients.models import Infusion
from tests.edc.two_sites import OTHER, OWN, stored, subject_at
from tests.people import make_user


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def downloaded(client: Client, path: str) -> bytes:
    """The whole of a download."""
    answer: Any = client.get(path)
    assert answer.status_code == 200, answer
    return b"".join(answer.streaming_content)


def lines_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def records_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


@pytest.fixture
def sponsor(db: None) -> Client:
    """Exports every site."""
    return browser_of(make_user(Role.SPONSOR))


@pytest.fixture
def infusion(db: None) -> Infusion:
    return stored(Infusion, subject_at(OWN), "D0", batch_id="B-1", weight_kg="26.0")


@pytest.fixture
def foreign_infusion(db: None) -> Infusion:
    return stored(Infusion, subject_at(OTHER), "D0", batch_id="B-2")

"""Somebody at the API, and an infusion page at each of two sites."""

import json
from typing import Any

import pytest
from django.test import Client

from edc.access.models import User
from edc.access.roles import Role
from patients.models import Infusion, Subject
from tests.edc.two_sites import OTHER, OWN, stored, subject_at
from tests.people import make_user

INFUSIONS = "/api/v1/forms/INF/"


class Api:
    """A program signed in as one user; each call returns Django's response."""

    def __init__(self, user: User | None = None) -> None:
        self.client = Client()
        if user:
            self.client.force_login(user)

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(path, query)

    def post(self, path: str, /, **values: Any) -> Any:
        return self.client.post(path, json.dumps(values), content_type="application/json")

    def patch(self, path: str, version: int | str | None, /, **values: Any) -> Any:
        """A change with the usual reason; `version` as If-Match, none for None."""
        body = {"reason": {"code": "transcription_error", "text": "digits swapped"}, **values}
        return self.patch_bare(path, version, **body)

    def patch_bare(self, path: str, version: int | str | None, /, **values: Any) -> Any:
        tag = f'"{version}"' if isinstance(version, int) else version
        headers = {} if tag is None else {"If-Match": tag}
        return self.client.patch(path, json.dumps(values), content_type="application/json", headers=headers)


@pytest.fixture
def subject(db: None) -> Subject:
    return subject_at(OWN)


@pytest.fixture
def infusion(subject: Subject) -> Infusion:
    """At the nurse's own site."""
    return stored(Infusion, subject, "D0", batch_id="B-1", weight_kg="26.0")


@pytest.fixture
def foreign_infusion(db: None) -> Infusion:
    """At the other site."""
    return stored(Infusion, subject_at(OTHER), "D0", batch_id="B-2")


@pytest.fixture
def nurse_user(db: None) -> User:
    return make_user(Role.RESEARCH_NURSE, site=OWN)


@pytest.fixture
def nurse(nurse_user: User) -> Api:
    return Api(nurse_user)


@pytest.fixture
def monitor(db: None) -> Api:
    return Api(make_user(Role.MONITOR))


def path_of(page: Any) -> str:
    return f"/api/v1/forms/{page.crf.code}/{page.pk}/"

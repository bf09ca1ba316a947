"""One real server for the journeys of a module, and people who sit down at it."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker

from edc.access.roles import Role
from edc.database import Addresses
from tests import databases
from tests.journeys.desk import LAPTOP, Desk
from tests.journeys.hospital import Hospital
from tests.running_app import RunningApp

SitDown = Callable[..., Desk]


@pytest.fixture(scope="module")
def hospital(postgres: Addresses, migrated: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Hospital]:
    """A site with its approved protocol, its people, and the server they work on; shared by the tests of a module."""
    with django_db_blocker.unblock(), databases.copy(postgres, migrated) as database:
        app = RunningApp(database)
        app.start()
        yield Hospital(app)
        app.stop()


@pytest.fixture
def sit_down(browser: Browser, hospital: Hospital) -> Iterator[SitDown]:
    """Let somebody sign in at a computer of their own: `sit_down(Role.MONITOR)`."""
    desks: list[Desk] = []

    def sit(
        role: Role = Role.RESEARCH_NURSE, *, site: str | None = None, language: str = "en", viewport=LAPTOP
    ) -> Desk:
        desks.append(Desk(browser, hospital.app.url, hospital.person(role, site, language), viewport))
        return desks[-1]

    yield sit
    for desk in desks:
        desk.leave()


@pytest.fixture
def sign_in(hospital: Hospital) -> Callable[[Role], Client]:
    """Somebody without a browser, where it adds nothing: `sign_in(Role.SPONSOR).post(...)` on the same database."""

    def sign(role: Role) -> Client:
        client = Client()
        client.force_login(hospital.person(role))
        return client

    return sign


@pytest.fixture
def nurse(sit_down: SitDown) -> Desk:
    return sit_down()

"""Two sites, people at them, and a browser."""

import pytest
from django.core.cache import cache
from django.test import Client

from edc.access.models import User
from edc.access.roles import Role
from edc.records.audit.context import SYSTEM, auditing
from tests.people import ADDRESS, PASSWORD, make_user
from trial.models import Site


@pytest.fixture(autouse=True)
def _no_attempts_counted_before() -> None:
    cache.clear()


@pytest.fixture
def sites(db: None) -> tuple[str, str]:
    with auditing(by=SYSTEM):
        for code in ("301", "302"):
            Site.objects.create(code=code, name_en=f"Hospital {code}", name_zh=f"医院 {code}")
    return "301", "302"


@pytest.fixture
def nurse(db: None) -> User:
    return make_user(Role.RESEARCH_NURSE, password=PASSWORD)


@pytest.fixture
def monitor(db: None) -> User:
    return make_user(Role.MONITOR, site="301", password=PASSWORD)


@pytest.fixture
def administrator(sites: tuple[str, str]) -> User:
    return make_user(Role.ADMINISTRATOR, password=PASSWORD)


@pytest.fixture
def browser() -> Client:
    return Client(REMOTE_ADDR=ADDRESS, headers={"user-agent": "Test browser"})


@pytest.fixture
def administrator_browser(browser: Client, administrator: User) -> Client:
    browser.force_login(administrator)
    return browser

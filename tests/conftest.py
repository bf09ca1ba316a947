"""Fixtures for everybody: real PostgreSQL, and the real server and browser where a test needs them."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.utils import translation
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django import DjangoDbBlocker

from edc.database import Addresses
from tests import databases
from tests.running_app import RunningApp


@pytest.fixture(autouse=True)
def own_language() -> None:
    """Each test begins in the study's default language, whatever language the one before it asked a page for."""
    translation.deactivate()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Addresses]:
    """The PostgreSQL server of this run, shared with the other workers."""
    with databases.server() as found:
        yield found


@pytest.fixture(scope="session")
def migrated(postgres: Addresses, django_db_blocker: DjangoDbBlocker) -> str:
    """The name of the migrated database that all others are copied from."""
    with django_db_blocker.unblock():
        return databases.template(postgres)


@pytest.fixture(scope="session")
def django_db_setup(postgres: Addresses, migrated: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """In place of pytest-django's own, whose role would have to make a database: a copy for this worker."""
    with django_db_blocker.unblock(), databases.copy(postgres, migrated):
        yield


@pytest.fixture
def fresh_database(
    request: pytest.FixtureRequest, postgres: Addresses, migrated: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[Addresses]:
    """A database of its own, for a test that commits or starts processes; both aliases point at it.

    ``fresh_database.environment`` is what such a process needs to use the same one.
    """
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        pytest.fail("fresh_database and db exclude each other: one commits, the other rolls back.")
    with django_db_blocker.unblock(), databases.copy(postgres, migrated) as found:
        yield found


@pytest.fixture
def running_app(fresh_database: Addresses) -> Iterator[RunningApp]:
    """The real server in processes of its own, on ``fresh_database``; ``running_app.url`` is its address."""
    app = RunningApp(fresh_database)
    app.start()
    yield app
    app.stop()


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NO_CHROMIUM = "CHROMIUM IS MISSING: no browser test ran. apt-get install chromium"
# Root may not sandbox a browser, and nothing shall be fetched behind a test's back.
BROWSER_OPTIONS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without a window; the test is skipped where there is none."""
    if CHROMIUM is None:
        pytest.skip(NO_CHROMIUM)
    # Playwright keeps an event loop in this thread; Django would refuse the database for that alone.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=BROWSER_OPTIONS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, running_app: RunningApp) -> Iterator[Page]:
    """A new window, as if of a new person, on ``running_app``; relative addresses lead there."""
    context = browser.new_context(base_url=running_app.url, viewport={"width": 1366, "height": 768})
    yield context.new_page()
    context.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what was left out; pytest's own last line still comes last."""
    if CHROMIUM is None:
        terminalreporter.section(NO_CHROMIUM, sep="*", red=True, bold=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse what cannot work here: emptying tables after a test needs rights that the application lacks."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark and mark.kwargs.get("transaction"):
            raise pytest.UsageError(f"{item.nodeid}: use fresh_database instead of django_db(transaction=True)")

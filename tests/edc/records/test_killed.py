"""BK-03: kill -9 of the saving process and of the database under it loses no acknowledged save, and halves none."""

import os
import random
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker

from edc.access.models import User
from edc.access.roles import Role
from edc.database import Addresses, held
from edc.private_postgres import PrivatePostgres
from edc.records.audit.ledger import LedgerEntry
from patients.models import Infusion
from tests import databases
from tests.edc.records.conftest import infusion_page
from tests.edc.records.processes import line, start
from tests.people import make_user

ROUNDS = 4
LONGEST = 0.5  # seconds of saving before the kill
RECOVERY = 20  # seconds until the database answers again


@pytest.fixture
def memory() -> Iterator[Path]:
    """A folder in memory where there is one: a killed process loses none of it, and recovery need not wait for a disk.

    Not pytest's own folder, which every new session of pytest closes to the server's user.
    """
    memory = Path("/dev/shm")  # noqa: S108
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)


@pytest.fixture
def durable(memory: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Addresses]:
    """A server of its own that commits as in production: killing a backend restarts it for everybody."""
    server = PrivatePostgres(memory / "postgres")
    before = {alias: dict(connections[alias].settings_dict) for alias in ("default", "owner")}
    found = Addresses.of_private(server)
    with django_db_blocker.unblock(), held(server, when_first=found.create):
        databases.build(found)
        yield found
        connections.close_all()
        for alias, settings in before.items():
            connections[alias].settings_dict.update(settings)


@pytest.mark.slow
def test_BK03_no_acknowledged_save_is_lost_and_none_is_half_written(durable: Addresses) -> None:
    page, nurse = infusion_page(), make_user(Role.RESEARCH_NURSE)
    acknowledged = 0
    for number in range(ROUNDS):
        connections.close_all()
        last = saved_until_killed(durable, page, nurse, kill_the_database=number % 2 == 1)
        acknowledged = last or acknowledged
        wait_for_recovery(durable)
        assert_whole(page, nurse, acknowledged)
    assert acknowledged > ROUNDS


def saved_until_killed(database: Addresses, page: Infusion, nurse: User, *, kill_the_database: bool) -> int:
    """Let a process save for a random time and kill it, or its backend; the last number that it acknowledged."""
    process = start(database, "on", page, nurse)
    backend = int(line(process))
    first = line(process)
    time.sleep(random.uniform(0.02, LONGEST))  # noqa: S311
    os.kill(backend if kill_the_database else process.pid, signal.SIGKILL)
    said = [first, *process.communicate(timeout=RECOVERY)[0].split()]
    return int(said[-1])


def wait_for_recovery(database: Addresses) -> None:
    end = time.monotonic() + RECOVERY
    while time.monotonic() < end:
        try:
            psycopg.connect(database.app).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the database did not come back")


def assert_whole(page: Infusion, nurse: User, acknowledged: int) -> None:
    """Every acknowledged save is there; one more may be, whose answer the kill swallowed. Each has its trail."""
    stored = Infusion.objects.get(pk=page.pk)
    reached = int(stored.batch_id or 0)
    changes = LedgerEntry.objects.filter(table_name="patients_infusion", action="U").order_by("seq")
    assert acknowledged <= reached
    assert [change.after["batch_id"] for change in changes] == [str(number) for number in range(1, reached + 1)]
    assert {change.actor for change in changes} == {nurse.username}
    assert stored.version == reached + 1
    assert stored.history.filter(history_type="~").count() == reached

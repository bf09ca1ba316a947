"""Starting the worker in processes of its own, on a database of the test."""

import os
import subprocess
import sys

from edc.access.models import User
from edc.database import Addresses
from edc.environment import BASE_DIR
from patients.models import Infusion


def start(database: Addresses, what: str, page: Infusion, user: User, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.edc.records.worker", what, str(page.pk), user.username, *more]
    environment = {**os.environ, **database.environment, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    return subprocess.Popen(
        command, cwd=BASE_DIR, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip


def line(process: subprocess.Popen[str]) -> str:
    """The next line that it says; "" once it has ended."""
    assert process.stdout
    return process.stdout.readline().strip()

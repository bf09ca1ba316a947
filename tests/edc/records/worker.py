"""A process of its own that saves one page: `python -m tests.edc.records.worker WHAT PAGE USERNAME [TIMES]`.

WHAT is `once` (read, say so, wait for a line, save), `count` (TIMES read-modify-writes, each retried on a conflict)
or `on` (count and acknowledge each save on stdout, until killed).
"""

import itertools
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.db import connection  # noqa: E402

from edc.access.models import User  # noqa: E402
from edc.records.audit.context import Reason  # noqa: E402
from edc.records.refusals import Conflict  # noqa: E402
from edc.records.saving import save_page  # noqa: E402
from patients.models import Infusion  # noqa: E402

REASON = Reason("other", "counting")


def say(words: object) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def add_one(page: Infusion, user: User) -> bool:
    """Save the page with its batch number one higher; whether nobody was quicker."""
    page.batch_id = str(int(page.batch_id) + 1)
    try:
        return save_page(page, by=user, reason=REASON)
    except Conflict:
        return False


def once(key: str, user: User) -> None:
    page = Infusion.objects.get(pk=key)
    say("read")
    sys.stdin.readline()
    say("saved" if add_one(page, user) else "conflict")


def count(key: str, user: User, times: str) -> None:
    conflicts = 0
    for _ in range(int(times)):
        while not add_one(Infusion.objects.get(pk=key), user):
            conflicts += 1
    say(conflicts)


def on(key: str, user: User) -> None:
    connection.ensure_connection()
    say(connection.connection.info.backend_pid)
    for _ in itertools.count():
        page = Infusion.objects.get(pk=key)
        if add_one(page, user):
            say(page.batch_id)


if __name__ == "__main__":
    what, key, username, *more = sys.argv[1:]
    {"once": once, "count": count, "on": on}[what](key, User.objects.get(username=username), *more)

"""Databases for tests: one migrated template for each state of the models, and cheap copies of it.

The application role can neither make nor empty tables, so a test cannot clean up after a commit. A test either runs
in a transaction that is rolled back (pytest-django's ``db``) or gets a database of its own (``fresh_database``).
"""

import contextlib
import hashlib
import itertools
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connections
from psycopg import Connection
from psycopg.sql import SQL, Identifier

from edc import database, database_roles
from edc.database import Addresses
from edc.environment import BASE_DIR, var
from edc.private_postgres import PrivatePostgres
from edc.records.audit import install

APPS = ("edc", "trial", "patients", "adverse_events")
INSTALLERS = (Path(install.__file__), Path(database_roles.__file__))
TEMPLATES_KEPT = 4
COPIES = "edc_test_"
TEMPLATES = "edc_template_"

copy_numbers = itertools.count()


@contextlib.contextmanager
def server() -> Iterator[Addresses]:
    """A PostgreSQL for tests: that of DATABASE_URL, or a private one which the last user stops."""
    if os.environ.get("DATABASE_URL"):
        found = database.addresses()
        database.refuse_old(found.admin or found.owner)
        yield found
        return
    # Nothing in here outlives a power cut, so nothing waits for the disk.
    fast = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}
    private = PrivatePostgres(var() / "test-postgres", settings=fast)
    found = Addresses.of_private(private)
    with database.held(private, when_first=lambda: drop(found, *names(found, COPIES))):
        yield found


def template(found: Addresses) -> str:
    """The name of a migrated database for the models as they are, made on first use."""
    name, unfinished = f"{TEMPLATES}{digest_of_models()}", f"edc_building_{digest_of_models()}"
    with database.connected(administrator(found)) as connection:
        connection.execute("SELECT pg_advisory_lock(2026)")
        if name in names(found, TEMPLATES):
            return name
        drop(found, unfinished, *names(found, TEMPLATES)[:-TEMPLATES_KEPT])
        build(found.for_database(unfinished))
        connection.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(unfinished), Identifier(name)))
    return name


def build(found: Addresses) -> None:
    """Make and migrate one database."""
    found.create()
    point_django_at(found)
    call_command("migrate", verbosity=0)
    connections.close_all()


@contextlib.contextmanager
def copy(found: Addresses, name_of_template: str) -> Iterator[Addresses]:
    """A new database like the template, both of Django's aliases pointed at it; dropped in the end."""
    before = {alias: dict(connections[alias].settings_dict) for alias in ("default", "owner")}
    name = f"{COPIES}{os.getpid()}_{next(copy_numbers)}"
    with database.connected(administrator(found)) as connection:
        statement = SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}")
        owner = connection.execute(
            "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s", [name_of_template]
        )
        connection.execute(
            statement.format(Identifier(name), Identifier(name_of_template), Identifier(owner.fetchone()[0]))
        )
    copied = found.for_database(name)
    copied.grant()
    point_django_at(copied)
    try:
        yield copied
    finally:
        connections.close_all()
        for alias, settings in before.items():
            connections[alias].settings_dict.update(settings)
        drop(found, name)


def point_django_at(found: Addresses) -> None:
    """Let both aliases of this process use another database from now on, in every thread."""
    connections.close_all()
    for alias, settings in database.django_databases(found).items():
        connections[alias].settings_dict.update(settings)


def digest_of_models() -> str:
    """Changes with whatever has a say in the tables, triggers and rights: migrations, generated SQL, installers."""
    generated = [install.expected_functions(), install.expected_triggers(), install.allowed_privileges()]
    digest = hashlib.sha256(json.dumps(generated, sort_keys=True).encode())
    migrations = (path for app in APPS for path in (BASE_DIR / app / "migrations").glob("*.py"))
    for path in sorted([*migrations, *INSTALLERS]):
        digest.update(f"{path.relative_to(BASE_DIR)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def administrator(found: Addresses) -> str:
    """Whoever may make databases here."""
    return found.admin or found.owner


def names(found: Addresses, prefix: str) -> list[str]:
    """Databases whose name begins so, oldest first."""
    with database.connected(administrator(found)) as connection:
        rows = connection.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid", [prefix]
        )
        return [name for (name,) in rows]


def drop(found: Addresses, *databases: str) -> None:
    """Drop databases, also in use; one that does not exist is no error."""
    with database.connected(administrator(found)) as connection:
        for name in databases:
            _drop(connection, name)


def _drop(connection: Connection[Any], name: str) -> None:
    connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))

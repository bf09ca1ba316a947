"""The seam to PostgreSQL: which server, which two roles, and one place that says what is wrong in one line.

=====================================  ==========================================================================
environment                            what happens
=====================================  ==========================================================================
nothing                                a private server under var/postgres (edc/private_postgres.py)
DATABASE_URL                           a role that may create roles and databases: the two roles and the database
                                       are created there, their passwords are kept under var/
DATABASE_URL and DATABASE_OWNER_URL    the application role and the owner, made by whoever runs the server;
                                       several application servers need this form
=====================================  ==========================================================================

The owner runs migrations. The application role reads and writes rows, and can neither define nor empty a table.
The database is the one that the address names; for an administrator's ``postgres`` it is ``edc``.
"""

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import dj_database_url
import psycopg

from edc.database_roles import APP, OWNER, create_roles_and_database, grant_application_rights, refuse_powerful
from edc.environment import secret, var
from edc.private_postgres import PostgresFailed, PrivatePostgres

OLDEST_VERSION = 15


class DatabaseUnavailable(Exception):
    """No usable database; the text is one line for the operator, without a password."""


@dataclass(frozen=True)
class Addresses:
    """Connection addresses (postgresql://...) of the two roles, and of an administrator where we have one."""

    app: str
    owner: str
    admin: str | None = None

    @classmethod
    def of_administrator(cls, admin: str) -> "Addresses":
        """The two roles that ``create`` makes on the server of ``admin``."""
        name = urlsplit(admin).path.strip("/")
        database = "edc" if name in {"", "postgres"} else name
        app, owner = (
            readdress(admin, user=role, password=secret(f"{role}.password"), database=database) for role in (APP, OWNER)
        )
        return cls(app=app, owner=owner, admin=readdress(admin, database="postgres"))

    @classmethod
    def of_private(cls, server: PrivatePostgres) -> "Addresses":
        """The addresses on a private server, which need not run yet."""
        return cls.of_administrator(f"postgresql://postgres@{quote(str(server.socket_folder), safe='')}/edc")

    def create(self) -> None:
        """Make roles, database and rights, all of them again and again without harm; needs ``admin``.

        Raises DatabaseUnavailable where the server refuses.
        """
        with connected(self.admin or self.owner) as connection:
            create_roles_and_database(
                connection,
                database=database_of(self.app),
                passwords={role: secret(f"{role}.password") for role in (APP, OWNER)},
            )
        self.grant()

    def grant(self) -> None:
        """Give the application role its rights, now and for tables to come; refuse one with more than these."""
        with connected(self.owner) as connection:
            grant_application_rights(connection, app=unquote(urlsplit(self.app).username or ""))
        with connected(self.app) as connection:
            excess = refuse_powerful(connection)
        if excess:
            raise DatabaseUnavailable(
                f"The application's database role {excess}: give it a plain role in DATABASE_URL."
            )

    def for_database(self, name: str) -> "Addresses":
        """The same roles on another database of the same server."""
        return Addresses(
            app=readdress(self.app, database=name), owner=readdress(self.owner, database=name), admin=self.admin
        )

    @property
    def environment(self) -> dict[str, str]:
        """What to set for another process that shall use this database."""
        return {"DATABASE_URL": self.app, "DATABASE_OWNER_URL": self.owner}


def private_server() -> PrivatePostgres:
    """The server that a run without DATABASE_URL uses."""
    return PrivatePostgres(var() / "postgres")


def addresses(environ: Mapping[str, str] = os.environ) -> Addresses:
    """The addresses that the environment asks for. Connects to nothing."""
    app, owner = environ.get("DATABASE_URL"), environ.get("DATABASE_OWNER_URL")
    if app and owner:
        return Addresses(app=app, owner=owner)
    return Addresses.of_administrator(app) if app else Addresses.of_private(private_server())


def django_databases(found: Addresses) -> dict[str, Any]:
    """Django's DATABASES: ``default`` is the application role, ``owner`` the one that migrates."""
    parse = partial(dj_database_url.parse, conn_max_age=None, conn_health_checks=True)
    return {"default": parse(found.app), "owner": parse(found.owner)}


@contextlib.contextmanager
def available() -> Iterator[Addresses]:
    """The database of this environment, running and with its roles, for as long as the block lasts.

    Raises DatabaseUnavailable.
    """
    found = addresses()
    if os.environ.get("DATABASE_URL"):
        refuse_old(found.admin or found.owner)
        found.create() if found.admin else found.grant()
        yield found
        return
    with held(private_server(), when_first=found.create):
        yield found


@contextlib.contextmanager
def held(server: PrivatePostgres, *, when_first: Callable[[], None]) -> Iterator[None]:
    """Hold a private server; see PrivatePostgres.acquire. Raises DatabaseUnavailable."""
    try:
        server.acquire(when_first=when_first)
        yield
    except PostgresFailed as error:
        raise DatabaseUnavailable(str(error)) from error
    finally:
        server.release()


def refuse_old(address: str) -> None:
    """Raise DatabaseUnavailable when the server is older than PostgreSQL 15."""
    with connected(address) as connection:
        major = connection.info.server_version // 10000
    if major < OLDEST_VERSION:
        raise DatabaseUnavailable(
            f"PostgreSQL {OLDEST_VERSION} or later is needed; DATABASE_URL leads to version {major}."
        )


@contextlib.contextmanager
def connected(address: str) -> Iterator[psycopg.Connection[Any]]:
    """An autocommitting connection; any failure of the database becomes DatabaseUnavailable."""
    try:
        with psycopg.connect(address, autocommit=True, connect_timeout=5) as connection:
            yield connection
    except psycopg.Error as error:
        reason = " ".join(str(error).split("\n")[0].split())
        raise DatabaseUnavailable(f"No usable database at {without_password(address)}: {reason}") from error


def database_of(address: str) -> str:
    """The name of the database in an address."""
    return unquote(urlsplit(address).path.strip("/"))


def readdress(address: str, *, database: str, user: str | None = None, password: str | None = None) -> str:
    """The same server with another database and, where given, another role."""
    parts = urlsplit(address)
    place = parts.netloc.rpartition("@")[2]
    who = f"{quote(user, safe='')}:{quote(password or '', safe='')}" if user else parts.netloc.rpartition("@")[0]
    return urlunsplit(parts._replace(netloc=f"{who}@{place}" if who else place, path=f"/{quote(database, safe='')}"))


def without_password(address: str) -> str:
    """An address that may be shown."""
    parts = urlsplit(address)
    who, at, place = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{who.partition(':')[0]}{at}{place}", query=""))

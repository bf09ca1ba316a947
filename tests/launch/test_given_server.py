"""A PostgreSQL that somebody else runs: what DATABASE_URL has to be, and what happens with it."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from edc import database
from edc.database import Addresses, DatabaseUnavailable
from edc.private_postgres import PrivatePostgres

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def superuser(open_folder: Path) -> Iterator[str]:
    """The address of the superuser on a server that has seen nothing of ours."""
    server = PrivatePostgres(open_folder / "postgres", settings={"fsync": "off"})
    with database.held(server, when_first=lambda: None):
        yield Addresses.of_private(server).admin


def new_role(superuser: str, name: str, rights: str) -> str:
    """The address of a new role on the same server, for a database ``trial_of_<name>``."""
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {name} LOGIN PASSWORD 'given' {rights}")
    return database.readdress(superuser, user=name, password="given", database=f"trial_of_{name}")


def test_an_administrator_without_superuser_rights_is_enough_and_may_repeat_it(superuser):
    given = database.addresses({"DATABASE_URL": new_role(superuser, "hospital_dba", "CREATEROLE CREATEDB")})
    given.create()
    given.create()
    with psycopg.connect(given.app) as connection:
        assert connection.execute("SELECT current_user, current_database()").fetchone() == (
            "edc_app",
            "trial_of_hospital_dba",
        )
    with psycopg.connect(given.owner) as connection:
        connection.execute("CREATE TABLE owned ()")


def test_a_role_that_may_not_create_roles_is_refused_in_one_line(superuser):
    given = database.addresses({"DATABASE_URL": new_role(superuser, "clerk", "CREATEDB")})
    with pytest.raises(
        DatabaseUnavailable, match=r"^No usable database at postgresql://clerk@\S+: permission denied [^\n]+$"
    ):
        given.create()


def test_two_roles_made_by_somebody_else_get_their_rights_and_no_more(superuser):
    owner = new_role(superuser, "their_owner", "")
    app = database.readdress(new_role(superuser, "their_app", ""), database="trial_of_their_owner")
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute("CREATE DATABASE trial_of_their_owner OWNER their_owner")
    given = database.addresses({"DATABASE_URL": app, "DATABASE_OWNER_URL": owner})
    given.grant()
    with psycopg.connect(owner) as connection:
        connection.execute("CREATE TABLE noted (number int)")
    with psycopg.connect(app) as connection:
        connection.execute("INSERT INTO noted VALUES (301)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("TRUNCATE noted")


def test_the_superuser_is_for_this_system_user_alone(superuser):
    with psycopg.connect(superuser) as connection:
        rules = connection.execute(
            "SELECT type, user_name, auth_method FROM pg_hba_file_rules ORDER BY rule_number"
        ).fetchall()
        addresses = connection.execute("SELECT setting FROM pg_settings WHERE name = 'listen_addresses'").fetchone()
    assert rules == [("local", ["postgres"], "peer"), ("local", ["all"], "scram-sha-256")]
    assert addresses == ("",)

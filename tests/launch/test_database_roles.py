"""What the two database roles may do, asked of the server itself."""

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege, OperationalError

from edc import database
from edc.database import Addresses, DatabaseUnavailable

ROLE_FLAGS = "SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles WHERE rolname = current_user"


@pytest.mark.parametrize("role", ["app", "owner"])
def test_neither_role_has_power_over_the_server(fresh_database: Addresses, role):
    with psycopg.connect(getattr(fresh_database, role)) as connection:
        assert connection.execute(ROLE_FLAGS).fetchone() == (False, False, False, False)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE own (number int)",
        "CREATE TEMPORARY TABLE own (number int)",
        "CREATE SCHEMA own",
        "TRUNCATE django_session",
        "DROP TABLE django_session",
        "ALTER TABLE django_session ADD COLUMN own int",
        "ALTER TABLE django_session DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "SET ROLE edc_owner",
    ],
)
def test_the_application_role_cannot_define_or_empty_anything(fresh_database: Addresses, statement):
    with psycopg.connect(fresh_database.app) as connection, pytest.raises(InsufficientPrivilege):
        connection.execute(statement)


def test_the_application_role_reads_and_writes_rows_of_a_table_made_later(fresh_database: Addresses):
    with psycopg.connect(fresh_database.owner) as connection:
        connection.execute("CREATE TABLE made_later (id serial, number int)")
    with psycopg.connect(fresh_database.app) as connection:
        connection.execute("INSERT INTO made_later (number) VALUES (19)")
        connection.execute("UPDATE made_later SET number = 20")
        assert connection.execute("SELECT number FROM made_later").fetchall() == [(20,)]
        connection.execute("DELETE FROM made_later")


def test_a_wrong_password_is_refused(fresh_database: Addresses):
    guessed = database.readdress(
        fresh_database.app, user="edc_app", password="guessed", database=database.database_of(fresh_database.app)
    )
    with pytest.raises(OperationalError, match="password authentication failed"):
        psycopg.connect(guessed)


def test_an_application_role_with_more_rights_is_refused_in_one_line(fresh_database: Addresses):
    swapped = Addresses(app=fresh_database.owner, owner=fresh_database.owner)
    with pytest.raises(DatabaseUnavailable, match="^The application's database role owns the database: .*$"):
        swapped.grant()


def test_a_postgresql_before_15_is_refused_in_one_line(monkeypatch, fresh_database: Addresses):
    monkeypatch.setattr(database, "OLDEST_VERSION", 99)
    with pytest.raises(
        DatabaseUnavailable, match=r"^PostgreSQL 99 or later is needed; DATABASE_URL leads to version \d\d\.$"
    ):
        database.refuse_old(fresh_database.owner)


def test_an_address_is_shown_without_its_password():
    assert (
        database.without_password("postgresql://edc:s3cret@db.example/trial?sslpassword=x")
        == "postgresql://edc@db.example/trial"
    )

"""The two database roles and their rights, as SQL that may run again and again.

``edc_owner`` owns the database and all in it. ``edc_app`` reads and writes rows of the tables the owner makes: no
DDL, no temporary tables, no TRUNCATE. Rights are tightened further by the audit, which takes history and ledger away.
"""

from collections.abc import Mapping
from typing import Any

from psycopg import Connection
from psycopg.sql import SQL, Identifier, Literal

OWNER = "edc_owner"
APP = "edc_app"
ONE_AT_A_TIME = 5270772  # any number that nobody else locks on

APPLICATION_RIGHTS = """
REVOKE ALL ON DATABASE {database} FROM PUBLIC;
REVOKE CREATE, TEMPORARY ON DATABASE {database} FROM {app};
GRANT CONNECT ON DATABASE {database} TO {app};
REVOKE CREATE ON SCHEMA public FROM PUBLIC, {app};
GRANT USAGE ON SCHEMA public TO {app};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app};
"""

EXCESS = """
SELECT CASE
  WHEN rolsuper THEN 'is a superuser'
  WHEN rolcreaterole OR rolcreatedb THEN 'may create roles or databases'
  WHEN pg_has_role(current_user, datdba, 'MEMBER') THEN 'owns the database'
  WHEN has_schema_privilege('public', 'CREATE') THEN 'may create tables'
  ELSE '' END
FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()
"""


def create_roles_and_database(connection: Connection[Any], *, database: str, passwords: Mapping[str, str]) -> None:
    """Make both roles with these passwords, and the database; ``connection`` is an administrator's, autocommitting."""
    connection.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
    for role, password in passwords.items():
        _create_role(connection, role, password)
    if not _one(connection, "SELECT count(*) FROM pg_database WHERE datname = %s", database):
        # Only a member of the owner may make a database for it; a superuser is one without being told.
        if not _one(connection, "SELECT pg_has_role(current_user, %s, 'USAGE')", OWNER):
            connection.execute(SQL("GRANT {} TO CURRENT_USER").format(Identifier(OWNER)))
        connection.execute(
            SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'").format(
                Identifier(database), Identifier(OWNER)
            )
        )


def grant_application_rights(connection: Connection[Any], *, app: str) -> None:
    """Give ``app`` its rights in the connection's database; the connection is the owner's."""
    database = Identifier(connection.info.dbname)
    connection.execute(SQL(APPLICATION_RIGHTS).format(database=database, app=Identifier(app)))


def refuse_powerful(connection: Connection[Any]) -> str:
    """What the connected role may do that the application must not; empty when there is nothing."""
    return str(_one(connection, EXCESS))


def _create_role(connection: Connection[Any], role: str, password: str) -> None:
    if not _one(connection, "SELECT count(*) FROM pg_roles WHERE rolname = %s", role):
        connection.execute(SQL("CREATE ROLE {} LOGIN").format(Identifier(role)))
    # Hashed here, so that no log of the server can hold the password.
    hashed = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    connection.execute(SQL("ALTER ROLE {} PASSWORD {}").format(Identifier(role), Literal(hashed)))


def _one(connection: Connection[Any], query: str, *parameters: str) -> Any:
    row = connection.execute(query.encode(), parameters or None).fetchone()
    return row[0] if row else None

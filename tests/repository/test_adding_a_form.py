"""docs/adding_a_form.md, followed word by word: what it says to write is written, what it says to run is run."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg.sql import SQL, Identifier
from pytest_django import DjangoDbBlocker

from edc.database import Addresses, connected, readdress
from edc.database_roles import OWNER
from edc.environment import BASE_DIR, var
from tests import databases
from tests.repository.sources import tracked

GUIDE = (BASE_DIR / "docs" / "adding_a_form.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"`(\S+\.py)`:\n\n```python\n(.*?)```", GUIDE, re.DOTALL))
(COMMANDS,) = re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)
EMPTY = "edc_test_guide"
FORM = "patients/models/pain_score.py"

OPEN_EVERYWHERE = """
import pytest
from django.test import Client

from edc.access.roles import Role
from edc.exports.annotated_crf import annotated_crf_page
from tests.participants import participant
from tests.people import make_user


@pytest.mark.django_db
def test_the_new_form_is_entered_read_exported_and_annotated(client: Client) -> None:
    subject = participant()
    url = f"/subjects/{subject.number}/SCR/PAIN/1/"
    client.force_login(make_user(Role.RESEARCH_NURSE))
    assert b"Pain score" in client.get(url).content
    assert client.post(url, {"_version": "0", "assessed_on": "2026-11-02", "number": "7"}).status_code == 302
    assert b"Pain score" in client.get(f"{url}history/").content
    assert client.get("/api/v1/forms/PAIN/").json()["results"][0]["number"] == 7
    client.force_login(make_user(Role.DATA_MANAGER))
    assert b",7," in b"".join(client.get("/export/PAIN.csv"))
    assert "## Pain score `PAIN`" in annotated_crf_page("en")
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with the files of the guide in it."""
    copy = tmp_path_factory.mktemp("guide") / "project"
    for path in tracked():
        target = copy / path.relative_to(BASE_DIR)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    for name, text in FILES.items():
        (copy / name).write_text(text, encoding="utf-8")
    (copy / "tests" / "test_the_form_is_open.py").write_text(OPEN_EVERYWHERE, encoding="utf-8")
    return copy


@pytest.fixture(scope="module")
def environment(postgres: Addresses, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, str]]:
    """What the commands of the guide are told: an empty database, on the server and with the secrets of this run."""
    found = postgres.for_database(EMPTY)
    told = {"DATABASE_URL": readdress(postgres.admin, database=EMPTY)} if postgres.admin else found.environment
    with django_db_blocker.unblock():
        before = databases.names(postgres, databases.TEMPLATES)
        databases.drop(postgres, EMPTY)
        found.create()
        yield {**told, "EDC_VAR": str(var())}
        made = set(databases.names(postgres, databases.TEMPLATES)).difference(before)
        databases.drop(postgres, EMPTY, *made)


def run(command: str, project: Path, environment: dict[str, str]) -> str:
    """What one command says in a shell of the project, with this very Python."""
    paths = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=project,
        env={"PATH": paths, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
    return done.stdout.strip()


def spare_the_tests_a_migration(postgres: Addresses, project: Path, environment: dict[str, str]) -> None:
    """Let the tests of the copy find the database that was just migrated, as the template they would make."""
    code = "import django; django.setup(); from tests.databases import digest_of_models; print(digest_of_models())"
    digest = run(f'DJANGO_SETTINGS_MODULE=tests.settings python -c "{code}"', project, environment)
    with connected(databases.administrator(postgres)) as connection:
        statement = SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}")
        name = Identifier(databases.TEMPLATES + digest)
        connection.execute(statement.format(name, Identifier(EMPTY), Identifier(OWNER)))


def test_a_form_is_one_file_of_at_most_80_lines_and_one_test() -> None:
    assert list(FILES) == [FORM, "tests/patients/test_pain_score.py"]
    assert FILES[FORM].count("\n") <= 80


@pytest.mark.slow
def test_the_guide_works_as_it_stands(postgres: Addresses, project: Path, environment: dict[str, str]) -> None:
    for command in [*COMMANDS.strip().splitlines(), "python -m pytest -q tests/test_the_form_is_open.py"]:
        run(command, project, environment)
        if command.endswith(" migrate"):
            spare_the_tests_a_migration(postgres, project, environment)
    (migration,) = (project / "patients" / "migrations").glob("*_pain_score.py")
    assert "CreateModel" in migration.read_text(encoding="utf-8")

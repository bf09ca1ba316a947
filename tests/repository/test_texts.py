"""What no file holds: things put off, addresses of one machine, migrations named by a machine."""

import re
from pathlib import Path

import pytest

from tests.repository.sources import texts, tracked

PUT_OFF = re.compile(r"\b(TODO|FIXME|HACK|XXX)\b")
HOMES = r"(?:/root|/home/\w+|/Users/\w+|/work|/tmp)/\w"
ONE_MACHINE = re.compile(rf"(?<![\w.]){HOMES}|[A-Z]:\\Users|(?:extra-)?index-url|trusted-host")
OTHER_HOSTS = re.compile(r"https?://([\w.-]+)")
REGISTRIES = re.compile(r"pypi|artifactory|nexus|mirror|registry|proxy")


def found(pattern: re.Pattern[str], but: tuple[str, ...] = ()) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in texts().items()
        if name != "tests/repository/test_texts.py" and not name.startswith(but)
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_nothing_is_put_off_in_the_code() -> None:
    assert found(PUT_OFF) == []


def test_nothing_holds_a_path_of_one_machine() -> None:
    assert found(ONE_MACHINE) == []


def test_no_package_registry_is_named() -> None:
    hosts = {host for text in texts().values() for host in OTHER_HOSTS.findall(text)}
    assert hosts, "the search finds something to read"
    assert [host for host in hosts if REGISTRIES.search(host)] == []


@pytest.mark.parametrize("path", [path for path in tracked() if path.parent.name == "migrations"], ids=lambda p: p.name)
def test_a_migration_is_named_by_what_it_is_for(path: Path) -> None:
    assert "_auto_" not in path.name
    assert path.name == "__init__.py" or re.fullmatch(r"\d{4}_[a-z][a-z0-9_]+\.py", path.name)
    assert not re.search(r"_(initial|more|and_more)\.py$|_\d{8}_", path.name)

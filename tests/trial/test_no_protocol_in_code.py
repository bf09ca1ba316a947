"""Another CAR-T protocol is another file: no code and no template names a protocol."""

import tomllib
from pathlib import Path

import pytest

import trial

ROOT = Path(trial.__file__).parent.parent
PACKAGES = ("edc", "trial", "patients", "adverse_events")
FILES = sorted(
    path for package in PACKAGES for ending in ("*.py", "*.html", "*.js") for path in (ROOT / package).rglob(ending)
)
PROTOCOLS = [tomllib.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "trial" / "protocols").glob("*.toml")]


NAMES = [protocol[key] for protocol in PROTOCOLS for key in ("code", "registry_id")]


@pytest.mark.parametrize("name", NAMES)
def test_no_code_names_a_protocol(name):
    assert [place for path in FILES for place in lines_naming(name, path)] == []


def lines_naming(name, path):
    """A rule may cite the record as its source; nothing else may name a protocol."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if name.lower() in line.lower() and not line.strip().startswith("Source:"):
            yield f"{path.relative_to(ROOT)}:{number}"


def test_the_search_finds_something_to_read():
    assert ROOT / "trial" / "services.py" in FILES
    assert ROOT / "trial" / "templates" / "trial" / "protocol.html" in FILES
    assert PROTOCOLS

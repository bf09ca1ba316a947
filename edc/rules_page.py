"""docs/rules.md, printed from the rules themselves: each function, its version, its source, the tests that hold it."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from types import FunctionType, ModuleType

from django.apps import apps

from edc.environment import BASE_DIR
from edc.rule import Rule

PAGE: Path = BASE_DIR / "docs" / "rules.md"
TESTS = BASE_DIR / "tests"
SOURCE = re.compile(r"\n\s*Sources?: (?P<source>.+)\Z", re.DOTALL)
UNCONFIRMED = "**quoted from memory, not compared yet**"

HEAD = """\
# Clinical rules

Printed by `make docs` from the rules; a test refuses a stale copy, a rule without a source and a rule without a test.
A rule is a function on plain values: it knows no database, no clock and no settings. What a trial chooses differently
is a setting of its protocol. A computed value is stored with the code and version of its rule and with its inputs,
beside what the investigator recorded.
"""


@dataclass(frozen=True)
class RuleFunction:
    """One public function of a rules module."""

    module: str
    name: str
    says: str
    source: str
    tests: tuple[str, ...]


def rules_page() -> str:
    """The whole page."""
    lines = [HEAD]
    for module in rule_modules():
        lines += _section(module)
    return "\n".join([*lines, ""])


@cache
def rule_modules() -> tuple[ModuleType, ...]:
    """The modules of every app's `rules` package, by name."""
    found = []
    for config in apps.get_app_configs():
        package = f"{config.name}.rules"
        if find_spec(package) is not None:
            found += [import_module(f"{package}.{each.name}") for each in iter_modules(import_module(package).__path__)]
    return tuple(found)


def rules_of(module: ModuleType) -> list[Rule]:
    """The rules that a module declares, in their order; those that it only imports left out."""
    text = inspect.getsource(module)
    return [
        each for name, each in vars(module).items() if isinstance(each, Rule) and re.search(rf"^{name}\b", text, re.M)
    ]


def functions_of(module: ModuleType) -> Iterator[RuleFunction]:
    """The public functions of a module, in the order in which they stand there."""
    for name, each in vars(module).items():
        if isinstance(each, FunctionType) and each.__module__ == module.__name__ and not name.startswith("_"):
            text = inspect.getdoc(each) or ""
            stated = SOURCE.search(text)
            source = " ".join(stated["source"].split()) if stated else ""
            yield RuleFunction(module.__name__, name, _first_sentence(text), source, tests_of(module.__name__))


@cache
def tests_of(module: str) -> tuple[str, ...]:
    """The test files that import a rules module."""
    package, _, name = module.rpartition(".")
    named = re.compile(rf"\b{re.escape(module)}\b|from {re.escape(package)} import .*\b{name}\b")
    found = [path for path, text in _test_files() if named.search(text)]
    return tuple(str(path.relative_to(BASE_DIR)) for path in found)


@cache
def _test_files() -> tuple[tuple[Path, str], ...]:
    return tuple((path, path.read_text(encoding="utf-8")) for path in sorted(TESTS.rglob("test_*.py")))


def _first_sentence(text: str) -> str:
    paragraph = " ".join(text.split("\n\n", 1)[0].split())
    return re.split(r"(?<=[.;]) ", paragraph, maxsplit=1)[0].rstrip(";")


def _section(module: ModuleType) -> list[str]:
    functions = list(functions_of(module))
    if not functions:
        return []
    title = _first_sentence(inspect.getdoc(module) or "")
    lines = [f"## {module.__name__}", "", title, ""]
    for rule in rules_of(module):
        doubt = "" if rule.is_confirmed else f" {UNCONFIRMED}"
        lines.append(f"- `{rule}` {rule.title}. {rule.source}{doubt}")
    lines += ["", "| function | what it gives | source |", "| --- | --- | --- |"]
    lines += [f"| `{each.name}` | {_cell(each.says)} | {_cell(each.source)} |" for each in functions]
    return [*lines, "", "Tests: " + ", ".join(f"`{path}`" for path in functions[0].tests), ""]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")

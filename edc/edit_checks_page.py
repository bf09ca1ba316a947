"""docs/edit_checks.md, printed from the checks: ids, the items they compare, their questions in both languages."""

from pathlib import Path

from django.utils import translation

from edc.environment import BASE_DIR
from edc.records.edit_checks import EditCheck, every_check
from edc.records.queries import LANGUAGES

PAGE: Path = BASE_DIR / "docs" / "edit_checks.md"

HEAD = """\
# Checks across forms

Printed by `make docs` from `<app>/edit_checks/`; a test refuses a stale copy.
A check runs whenever a page of one of its forms is saved, and over all data by `manage.py run_edit_checks`. Its query
stands at the first of the items that it names; it closes itself, as “data changed”, when the data answer it. None
refuses a save. Checks within one form stand in its own declaration, see the annotated forms.

| check | items | question | 问题 |
| --- | --- | --- | --- |"""


def edit_checks_page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(_line(check) for check in every_check()), ""])


def _line(check: EditCheck) -> str:
    words = []
    for language in LANGUAGES:
        with translation.override(language):
            words.append(str(check.words).replace("|", "\\|"))
    items = ", ".join(f"`{name}`" for name in check.names)
    return f"| {check.id} | {items} | {words[0]} | {words[1]} |"

"""docs/roles.md, printed from the tables in permissions.py and roles.py."""

from pathlib import Path

from django.utils import translation

from edc.access.permissions import MEANING, Permission
from edc.access.roles import ROLES, Role, permits
from edc.environment import BASE_DIR

PAGE: Path = BASE_DIR / "docs" / "roles.md"

HEAD = """\
# Who may do what

Printed by `make docs` from `edc/access/roles.py`; a test refuses a stale copy.
A role is held at one site or at every site. Outside a user's sites there is nothing to see (404); at a site of
theirs, what their role does not hold is refused (403). A person holds roles of one side only, and nobody changes
their own rights.
"""


def roles_page() -> str:
    """The whole page, in English."""
    with translation.override("en"):
        return "\n".join([HEAD, *_descriptions(), "", *_table(), ""])


def _descriptions() -> list[str]:
    lines = ["| role | side | what it is for |", "| --- | --- | --- |"]
    return lines + [f"| {role.label} | {rights.side.label} | {rights.description} |" for role, rights in ROLES.items()]


def _table() -> list[str]:
    """A row for each permission, a column for each role."""
    lines = [
        "| may | " + " | ".join(str(role.label) for role in Role) + " |",
        "| --- |" + " :-: |" * len(Role),
    ]
    for permission in Permission:
        cells = ("yes" if permits(role, permission) else "" for role in Role)
        lines.append(f"| {MEANING[permission]} (`{permission}`) | " + " | ".join(cells) + " |")
    return lines

"""Users for a demonstration: one for each role, with passwords made on the first start. Never beside real data."""

import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from edc.access.models import EVERY_SITE, User
from edc.access.roles import Role
from edc.access.services import create_user, grant_role
from edc.environment import var
from edc.records.audit.context import SYSTEM, Reason, ReasonCode, auditing

REASON = Reason(ReasonCode.ADMINISTRATION, "demonstration user")
WORDS = ("amber", "bamboo", "cedar", "copper", "harbor", "indigo", "jasmine", "lantern", "maple", "meadow", "orchid",
         "paper", "pepper", "river", "saffron", "silver", "summer", "tea", "violet", "willow")  # fmt: skip


@dataclass(frozen=True)
class Person:
    """An invented person, and where the role is held: at a site by its place in the list, or at every site."""

    role: Role
    username: str
    full_name: str
    organisation: str
    site: int | None


HOSPITAL, SECOND, SPONSOR = "Demonstration hospital", "Second demonstration hospital", "Demonstration sponsor"
PEOPLE = (
    Person(Role.RESEARCH_NURSE, "li.na", "Li Na 李娜", HOSPITAL, 0),
    Person(Role.INVESTIGATOR, "zhang.wei", "Zhang Wei 张伟", HOSPITAL, 0),
    Person(Role.PRINCIPAL_INVESTIGATOR, "chen.jing", "Chen Jing 陈静", HOSPITAL, 0),
    Person(Role.MONITOR, "anna.berg", "Anna Berg", "Demonstration CRO", 0),
    Person(Role.DATA_MANAGER, "wang.fang", "Wang Fang 王芳", "Demonstration CRO", None),
    Person(Role.SPONSOR, "peter.novak", "Peter Novak", SPONSOR, None),
    Person(Role.MEDICAL_MONITOR, "maria.rossi", "Maria Rossi", SPONSOR, None),
    Person(Role.INSPECTOR, "zhao.min", "Zhao Min 赵敏", "Demonstration authority", None),
    Person(Role.ADMINISTRATOR, "john.smith", "John Smith", HOSPITAL, None),
    Person(Role.RESEARCH_NURSE, "liu.yang", "Liu Yang 刘洋", SECOND, 1),
)


def ensure_demo_users(site_codes: Sequence[str] = ("301",)) -> list[tuple[Role, str, str]]:
    """(role, user name, password) of one user for each role, and of a second nurse where there is a second site.

    Users are made where they are missing. Passwords are kept in var/demo_users.json, readable by this system user
    alone, and hold over later starts.
    """
    present = [person for person in PEOPLE if person.site is None or person.site < len(site_codes)]
    passwords = _passwords()
    for person in present:
        if not User.objects.filter(username=person.username).exists():
            _make(person, site_codes)
        _set_password(person.username, passwords[person.username])
    return [(person.role, person.username, passwords[person.username]) for person in present]


def _make(person: Person, site_codes: Sequence[str]) -> None:
    with auditing(by=SYSTEM, reason=REASON):
        user = create_user(
            username=person.username,
            full_name=person.full_name,
            organisation=person.organisation,
            language="zh-hans" if person.full_name[-1] > "\u3000" else "en",
            by=SYSTEM,
            reason=REASON,
        )
        site_code = EVERY_SITE if person.site is None else site_codes[person.site]
        grant_role(user=user, role=person.role, site_code=site_code, by=SYSTEM, reason=REASON)


def _set_password(username: str, password: str) -> None:
    """A demonstration user has the password of the file at each start, whatever was set in between."""
    user = User.objects.get(username=username)
    if not user.check_password(password):
        user.set_password(password)
        with auditing(by=SYSTEM, reason=REASON):
            user.save(update_fields=["password"])


def _passwords() -> dict[str, str]:
    path = var() / "demo_users.json"
    if not path.exists():
        _write_private(path, {person.username: _readable_password() for person in PEOPLE})
    kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return kept


def _readable_password() -> str:
    """Four words and two digits: about 24 bits, which the lock-out makes enough for synthetic data."""
    return "-".join([*(secrets.choice(WORDS) for _ in range(4)), str(secrets.randbelow(90) + 10)])


def _write_private(path: Path, content: dict[str, str]) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode=0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=1)

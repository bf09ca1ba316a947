"""Invented people with one role each, for any test that needs somebody who may, and somebody who may not."""

import itertools

from edc.access.models import EVERY_SITE, Assignment, User
from edc.access.roles import ROLES, Role, Side
from edc.records.audit.context import SYSTEM, auditing

PASSWORD = "bamboo lantern river tea"
ADDRESS = "203.0.113.7"

_numbers = itertools.count(1)


def make_user(*roles: Role, site: str | None = None, password: str | None = None, **fields: object) -> User:
    """A user who holds the roles at the site; without one, site staff at 301 and everybody else at every site."""
    username = f"user{next(_numbers)}"
    known = {"username": username, "full_name": f"Synthetic {username}", "organisation": "Test hospital", **fields}
    user = User(**known)
    user.set_password(password)
    with auditing(by=SYSTEM):
        user.save()
        for role in roles:
            default = "301" if ROLES[role].side is Side.SITE else EVERY_SITE
            Assignment.objects.create(user=user, role=role, site_code=site or default)
    return user

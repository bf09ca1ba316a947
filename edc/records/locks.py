"""Locking a page. The lock itself is kept by the database's triggers, whoever writes."""

from typing import Any

from edc.access.gate import role_for
from edc.access.models import User
from edc.access.permissions import Permission
from edc.records.audit.context import Reason, auditing
from edc.records.base import CrfPage


def lock_page(page: CrfPage, *, by: User, reason: Reason) -> None:
    """Freeze one page and its rows against every write. Locking twice changes nothing."""
    _set(page, locked=True, by=by, reason=reason, permission=Permission.PAGE_LOCK)


def unlock_page(page: CrfPage, *, by: User, reason: Reason) -> None:
    """Open a locked page again; the reason goes to the trail."""
    _set(page, locked=False, by=by, reason=reason, permission=Permission.PAGE_UNLOCK)


def _set(page: Any, *, locked: bool, by: User, reason: Reason, permission: Permission) -> None:
    role = role_for(by, permission, page.subject.site_code)
    with auditing(by=by, role=role, reason=reason):
        type(page).objects.filter(pk=page.pk).exclude(is_locked=locked).update(is_locked=locked)
    page.refresh_from_db()

"""Making users, giving and taking roles. Each says by whom and why; nobody works on their own rights."""

from collections.abc import Iterator
from contextlib import contextmanager

from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from edc.access.gate import ALL_SITES, forget_assignments, require, role_for, sites_for
from edc.access.models import Assignment, User
from edc.access.permissions import Permission
from edc.access.roles import ROLES, Role
from edc.access.sites import is_known
from edc.records.audit.context import Reason, SystemActor, auditing

Author = User | SystemActor


class OwnRights(PermissionDenied):
    """Somebody tried to change their own rights (trust.md: no one edits own rights)."""


def create_user(
    *,
    username: str,
    full_name: str,
    organisation: str,
    by: Author,
    reason: Reason,
    email: str = "",
    language: str = "en",
) -> User:
    """A user without a password and without a role. The password is set by the user, by a one-time link.

    Raises ValidationError by field, for a name taken or used before too (ES-06).
    """
    user = User(username=username, full_name=full_name, organisation=organisation, email=email, language=language)
    user.set_unusable_password()
    with _managing(by, None, reason):
        user.full_clean()
        user.save(force_insert=True)
    return user


def grant_role(*, user: User, role: Role, site_code: str, by: Author, reason: Reason) -> Assignment:
    """Give the user the role at the site ("*": at every site).

    Raises ValidationError when the role is held there already, when the site is not known, when the user is
    deactivated, or when the role belongs to another side than the roles held (AC-08).
    """
    with _managing(by, user, reason, site_code):
        held = list(Assignment.objects.held().filter(user=User.objects.select_for_update().get(pk=user.pk)))
        _check_grant(user, role, site_code, held)
        assignment = Assignment(user=user, role=role, site_code=site_code)
        assignment.full_clean(exclude=["granted_at"])
        assignment.save(force_insert=True)
    forget_assignments(user)
    return assignment


def revoke_role(*, assignment: Assignment, by: Author, reason: Reason) -> None:
    """Take the role away from the next request on; the assignment stays as a record of the past."""
    with _managing(by, assignment.user, reason, assignment.site_code):
        _revoke(assignment)
    forget_assignments(assignment.user)


def deactivate_user(*, user: User, by: Author, reason: Reason) -> None:
    """End all roles, the password and every session. The user stays, and so does the name (AT-16, ES-06)."""
    with _managing(by, user, reason):
        for assignment in Assignment.objects.held().filter(user=user):
            _revoke(assignment)
        user.is_active = False
        user.set_unusable_password()
        user.save()
        for session in UserSession.objects.filter(user=user):
            session.end()
    forget_assignments(user)


def users_managed_by(manager: User) -> QuerySet[User]:
    """Those whom the manager may see: all, or the users of the manager's sites and those without a role yet."""
    users: QuerySet[User] = User.objects.order_by("username")
    sites = sites_for(manager, Permission.USER_MANAGE)
    if sites is ALL_SITES:
        return users
    held = Assignment.objects.held().filter(user=OuterRef("pk"))
    return users.filter(Exists(held.filter(site_code__in=sites)) | ~Exists(held))


def require_managed(by: Author, user: User | None, site_code: str | None = None) -> str:
    """The role under which `by` manages this user, at the site and wherever else the user holds a role.

    Raises OwnRights, PermissionDenied or Http404. The software itself manages everybody.
    """
    if isinstance(by, SystemActor):
        return ""
    if user is not None and user.pk == by.pk:
        raise OwnRights(_("Nobody changes their own rights."))
    sites = set() if site_code is None else {site_code}
    if user is not None:
        sites |= set(Assignment.objects.held().filter(user=user).values_list("site_code", flat=True))
    for code in sorted(sites):
        require(by, Permission.USER_MANAGE, site_code=code)
    return _role(by, sites)


@contextmanager
def _managing(by: Author, user: User | None, reason: Reason, site_code: str | None = None) -> Iterator[None]:
    role = require_managed(by, user, site_code)
    with auditing(by=by, role=role, reason=reason):
        yield


def _role(by: User, sites: set[str]) -> Role:
    own = sites_for(by, Permission.USER_MANAGE)
    if not own:
        raise PermissionDenied(Permission.USER_MANAGE)
    anywhere = "*" if own is ALL_SITES else min(own)
    return role_for(by, Permission.USER_MANAGE, min(sites, default=anywhere))


def _check_grant(user: User, role: Role, site_code: str, held: list[Assignment]) -> None:
    if not user.is_active:
        raise ValidationError(_("This user is deactivated."))
    if not is_known(site_code):
        raise ValidationError(_("There is no site %(code)s."), params={"code": site_code})
    side = ROLES[Role(role)].side
    other = next((a for a in held if ROLES[Role(a.role)].side != side), None)
    if other is not None:
        raise ValidationError(
            _("%(role)s cannot be combined with %(other)s."),
            params={"role": Role(role).label, "other": other.get_role_display()},
        )


def _revoke(assignment: Assignment) -> None:
    assignment.revoked_at = Now()
    assignment.save(update_fields=["revoked_at"])
    assignment.refresh_from_db(fields=["revoked_at"])

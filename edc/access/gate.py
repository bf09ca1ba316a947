"""The gate: which sites a user reaches with a permission, and the two ways of being refused.

The assignments of a user are read once and kept on the user object. A request makes its own
user object, so a revoked role is gone at the next request (AC-04).
"""

from enum import Enum
from typing import Any, Literal, TypeVar, cast

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest

from edc.access.models import EVERY_SITE, Assignment, User
from edc.access.permissions import Permission
from edc.access.roles import Role, permits


class AllSites(Enum):
    """Stands for every site, today's and tomorrow's; `code in ALL_SITES` is true."""

    ALL_SITES = EVERY_SITE

    def __contains__(self, site_code: object) -> bool:
        return True


ALL_SITES: Literal[AllSites.ALL_SITES] = AllSites.ALL_SITES
Sites = frozenset[str] | Literal[AllSites.ALL_SITES]
AnyUser = User | AnonymousUser
Row = TypeVar("Row", bound=Model)


def user_of(request: HttpRequest) -> User:
    """The person behind a request that a guard has let in."""
    return cast(User, request.user)


def assignments_of(user: AnyUser) -> tuple[Assignment, ...]:
    """The assignments held now; none for somebody not signed in or not active."""
    if not isinstance(user, User) or not user.is_active:
        return ()
    if user.assignments_held is None:
        user.assignments_held = tuple(Assignment.objects.held().filter(user=user))
    return user.assignments_held


def forget_assignments(user: User) -> None:
    """Read the assignments again at the next question; for whoever has just changed them."""
    user.assignments_held = None


def sites_for(user: AnyUser, permission: Permission) -> Sites:
    """The codes of the sites at which the user holds the permission."""
    return _together({a.site_code for a in assignments_of(user) if permits(a.role, permission)})


def sites_of(user: AnyUser) -> Sites:
    """The codes of the sites at which the user holds any role at all."""
    return _together({a.site_code for a in assignments_of(user)})


def may(user: AnyUser, permission: Permission, site_code: str | None = None) -> bool:
    """Whether the user holds the permission at that site; without a site, anywhere."""
    sites = sites_for(user, permission)
    return bool(sites) if site_code is None else site_code in sites


def require(user: AnyUser, permission: Permission, *, site_code: str) -> None:
    """Return if the user may.

    Raises Http404 when the user has no role at the site (what is there is not theirs to know),
    PermissionDenied when they are at the site without this right.
    """
    if may(user, permission, site_code):
        return
    note_refusal(user, permission, site_code)
    if site_code in sites_of(user):
        raise PermissionDenied(permission)
    raise Http404


def role_for(user: AnyUser, permission: Permission, site_code: str) -> Role:
    """The role under which the user acts at the site: the first in the order of the table.

    Raises as `require` does.
    """
    require(user, permission, site_code=site_code)
    held = {a.role for a in assignments_of(user) if a.site_code in (site_code, EVERY_SITE)}
    return next(role for role in Role if role in held and permits(role, permission))


def scoped(queryset: QuerySet[Row], user: AnyUser, permission: Permission, field: str = "site_code") -> QuerySet[Row]:
    """The rows at the sites where the user holds the permission; `field` is the site's code."""
    sites = sites_for(user, permission)
    if sites is ALL_SITES:
        return queryset
    condition: dict[str, Any] = {f"{field}__in": sites}
    return queryset.filter(**condition)


def note_refusal(user: AnyUser, permission: Permission, site_code: str | None = None) -> None:
    """Leave word for the access log; the view's transaction is about to be rolled back."""
    if isinstance(user, User):
        user.refusal = f"{permission} @ {site_code}" if site_code else str(permission)


def _together(codes: set[str]) -> Sites:
    return ALL_SITES if EVERY_SITE in codes else frozenset(codes)

"""Each view says who may call it. A URL whose view says nothing fails the build (AC-01).

`@requires(Permission.X)`, `@signed_in` and `@public` take function views, Django's class views
and REST framework's. Sites are not decided here but where records are fetched (see gate.py).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.decorators import method_decorator
from rest_framework.permissions import BasePermission

from edc.access.asking import ask_to_sign_in
from edc.access.gate import AnyUser, may, note_refusal
from edc.access.permissions import Permission

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Access:
    """Who may call a view: anybody, anybody signed in, or holders of the permission at some site."""

    signed_in: bool
    permission: Permission | None = None

    def __str__(self) -> str:
        if self.permission:
            return self.permission
        return "signed in" if self.signed_in else "public"

    def admits(self, user: AnyUser) -> bool:
        """Whether this user gets in. A refusal is noted for the access log."""
        if not self.signed_in:
            return True
        if not user.is_authenticated:
            return False
        if self.permission is None or may(user, self.permission):
            return True
        note_refusal(user, self.permission)
        return False


PUBLIC = Access(signed_in=False)
SIGNED_IN = Access(signed_in=True)


def requires(permission: Permission) -> Callable[[View], View]:
    """Let in whoever holds the permission at some site; others get 403."""
    return _guarding(Access(signed_in=True, permission=permission))


def signed_in(view: View) -> View:
    """Let in everybody who has signed in."""
    return _guarding(SIGNED_IN)(view)


def public(view: View) -> View:
    """Let in everybody; for the sign-in pages and the health check."""
    return _guarding(PUBLIC)(view)


def access_of(callback: Callable[..., Any]) -> Access | None:
    """What the view says of itself; None where it says nothing."""
    view_class = getattr(callback, "cls", None) or getattr(callback, "view_class", None)
    access: Access | None = getattr(callback, "access", None) or getattr(view_class, "access", None)
    return access


def all_urls(
    resolver: URLResolver | None = None, prefix: str = "/", names: tuple[str, ...] = ()
) -> Iterator[tuple[str, str, Callable[..., Any]]]:
    """Every URL: its route, its name with namespaces ("" without one), and its view."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, ":".join((*names, entry.name or "")), entry.callback
        else:
            inner = (*names, entry.namespace) if entry.namespace else names
            yield from all_urls(entry, route, inner)


def _guarding(access: Access) -> Callable[[View], View]:
    def mark(view: View) -> View:
        if not isinstance(view, type):
            return _guarded(view, access)  # type: ignore[return-value]
        view.access = access  # type: ignore[attr-defined]
        if hasattr(view, "permission_classes"):
            # REST framework answers in its own format, so the check runs inside its dispatch.
            view.permission_classes = [_permission_class(access), *view.permission_classes]
            return view
        return method_decorator(lambda call: _guarded(call, access), name="dispatch")(view)

    return mark


def _guarded(view: Callable[..., HttpResponseBase], access: Access) -> Callable[..., Any]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if access.admits(request.user):
            return view(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        raise PermissionDenied(access.permission)

    guarded.access = access  # type: ignore[attr-defined]
    return guarded


def _permission_class(access: Access) -> type[BasePermission]:
    class Holds(BasePermission):
        def has_permission(self, request: Any, _view: Any) -> bool:
            return access.admits(request.user)

    return Holds

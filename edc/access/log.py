"""Writing the access log: who came in, who was refused, what left the system (AT-10)."""

from typing import cast

from django.db import models
from django.http import HttpRequest

from edc.access.client import browser, client_address
from edc.access.models import AccessEvent, User

Kind = AccessEvent.Kind


def record_access(
    kind: Kind,
    *,
    request: HttpRequest | None = None,
    user: User | None = None,
    username: str = "",
    detail: str = "",
) -> None:
    """Add one entry. Text beyond the column is cut: part of an entry is better than none.

    `username` is what somebody typed who is not known to be a user; passwords never come here.
    """
    AccessEvent.objects.create(
        kind=kind,
        user=user,
        username=_cut("username", user.username if user else username),
        address=client_address(request),
        browser=_cut("browser", browser(request)),
        path=_cut("path", request.path if request else ""),
        detail=_cut("detail", detail),
    )


def _cut(column: str, text: str) -> str:
    """The text as the column takes it; PostgreSQL refuses NUL."""
    field = AccessEvent._meta.get_field(column)
    return text.replace("\0", "")[: cast("models.CharField[str, str]", field).max_length]

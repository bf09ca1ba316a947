"""What a request says of where it comes from."""

from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest


def client_address(request: HttpRequest | None) -> str | None:
    """The client's IP address: the peer's, or what a trusted proxy says of it.

    How many proxies are trusted is ALLAUTH_TRUSTED_PROXY_COUNT; lock-out and log see the same address.
    """
    if request is None or "REMOTE_ADDR" not in request.META:
        return None
    address: str | None = get_client_ip(request)
    return address or None


def browser(request: HttpRequest | None) -> str:
    """The browser's own name for itself."""
    return request.headers.get("User-Agent", "") if request else ""


def typed_username(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The user name under which failures are counted: as sign-in reads it, whatever the case typed."""
    typed = (credentials or {}).get("username") or request.POST.get("login", "")
    return str(typed).strip().lower().replace("\0", "")[:40]

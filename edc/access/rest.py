"""How the REST API knows who asks: by the session of the screens, or by a key."""

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import authentication, exceptions
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request

from edc.access.models import User
from edc.access.tokens import ApiToken, Scope, owner_of

KEYWORD = "Bearer"


class SessionAuthentication(authentication.SessionAuthentication):
    """REST framework's own, answering 401 and not 403 to whoever has to sign in (again)."""

    def authenticate_header(self, _request: Request) -> str:
        return "Session"


class TokenAuthentication(authentication.BaseAuthentication):
    """`Authorization: Bearer edc_…`. 401 for a key that opens nothing, 403 for writing with a key for reading."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        keyword, _space, key = request.headers.get("Authorization", "").partition(" ")
        if keyword != KEYWORD:
            return None
        found = owner_of(key.strip())
        if found is None:
            raise exceptions.AuthenticationFailed(_("This key is unknown, has ended or was revoked."))
        if found[1].scope == Scope.READ and request.method not in SAFE_METHODS:
            raise exceptions.PermissionDenied(_("This key opens reading only."))
        return found

    def authenticate_header(self, _request: Request) -> str:
        return KEYWORD


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The key in the OpenAPI document."""

    target_class = TokenAuthentication
    name = "key"

    def get_security_definition(self, _auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}

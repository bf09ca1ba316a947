"""The session of the screens, for the REST API."""

from rest_framework import authentication
from rest_framework.request import Request


class SessionAuthentication(authentication.SessionAuthentication):
    """REST framework's own, answering 401 and not 403 to whoever has to sign in (again)."""

    def authenticate_header(self, _request: Request) -> str:
        return "Session"

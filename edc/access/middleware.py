"""Sessions that end by themselves, and refusals that are written down."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from edc.access.asking import ask_to_sign_in, wants_json
from edc.access.log import Kind, record_access
from edc.access.models import User
from edc.access.receivers import SEEN_AT, SIGNED_IN_AT
from edc.access.third_party import access_of_match
from edc.access.views_guard import PUBLIC

SEEN_EVERY_SECONDS = 60
"""How stale the time of the last request may be: a session is not written for every request."""


class SessionLimits:
    """Ends a session left idle, and any session after the longest time allowed (AC-06)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        """Runs once the URL is known: a public page is shown also after the time-out."""
        session, now = request.session, time.time()
        if SEEN_AT not in session:
            return None
        if self._is_over(session[SIGNED_IN_AT], session[SEEN_AT], now):
            return self._end(request)
        if now - session[SEEN_AT] > SEEN_EVERY_SECONDS:
            session[SEEN_AT] = now
        return None

    @staticmethod
    def _is_over(signed_in_at: float, seen_at: float, now: float) -> bool:
        idle = now - seen_at > settings.SESSION_IDLE_SECONDS
        return idle or now - signed_in_at > settings.SESSION_LONGEST_SECONDS

    @staticmethod
    def _end(request: HttpRequest) -> HttpResponseBase | None:
        if isinstance(request.user, User):
            record_access(Kind.TIMED_OUT, request=request, user=request.user)
        request.session.flush()
        request.user = AnonymousUser()
        if access_of_match(request.resolver_match) == PUBLIC:
            return None
        if not wants_json(request):
            messages.info(request, _("You were signed out because the time limit was reached."))
        return ask_to_sign_in(request)


class DenialLog:
    """Writes down each refusal to a signed-in user, after the view's transaction has ended."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in (403, 404) and isinstance(request.user, User):
            refusal = request.user.refusal
            if refusal or response.status_code == 403:
                record_access(Kind.DENIED, request=request, user=request.user, detail=refusal)
        return response

"""What sign-in, sign-out, lock-out and changes of password or second factor leave behind."""

import time
from typing import Any

from allauth.account.signals import (
    authentication_step_completed,
    password_changed,
    password_reset,
)
from allauth.account.signals import user_logged_in as signed_in_by_form
from allauth.mfa.signals import authentication_failed as second_factor_failed
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from allauth.usersessions.models import UserSession
from axes.signals import user_locked_out
from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from edc.access.client import typed_username
from edc.access.log import Kind, record_access
from edc.access.models import User

SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"


@receiver(user_logged_in)
def on_sign_in(request: HttpRequest, user: User, **_: Any) -> None:
    """The clocks of the session start (see middleware.SessionLimits)."""
    request.session[SIGNED_IN_AT] = request.session[SEEN_AT] = time.time()
    record_access(Kind.SIGN_IN, request=request, user=user)


@receiver(signed_in_by_form)
def on_sign_in_by_form(response: HttpResponse, user: User, **_: Any) -> None:
    """The user meets the language chosen last, on whichever computer."""
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax", httponly=True)


@receiver(user_login_failed)
def on_sign_in_failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """The entry goes to the user's own list where the name is a user's."""
    username = typed_username(request, credentials) if request else credentials.get("username", "")
    user = User.objects.filter(username=username).first()
    record_access(Kind.SIGN_IN_FAILED, request=request, user=user, username=username)


@receiver(user_locked_out)
def on_lock_out(request: HttpRequest, username: str, **_: Any) -> None:
    user = User.objects.filter(username=username).first()
    record_access(Kind.LOCKED_OUT, request=request, user=user, username=username)


@receiver(user_logged_out)
def on_sign_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    if user:
        record_access(Kind.SIGN_OUT, request=request, user=user)


@receiver([password_changed, password_reset])
def on_password_set(request: HttpRequest, user: User, **_: Any) -> None:
    record_access(Kind.PASSWORD_SET, request=request, user=user)


@receiver([authenticator_added, authenticator_removed, authenticator_reset])
def on_second_factor(request: HttpRequest, user: User, authenticator: Any, **_: Any) -> None:
    record_access(Kind.SECOND_FACTOR, request=request, user=user, detail=authenticator.type)


@receiver(second_factor_failed)
def on_second_factor_failed(request: HttpRequest, user: User, **_: Any) -> None:
    record_access(Kind.SIGN_IN_FAILED, request=request, user=user, detail="second factor")


@receiver(authentication_step_completed)
def on_reauthentication(request: HttpRequest, reauthenticated: bool = False, **_: Any) -> None:
    """Whoever proves again who they are gets a new session id (AC-06)."""
    if reauthenticated:
        UserSession.objects.filter(session_key=request.session.session_key).delete()
        request.session.cycle_key()
        UserSession.objects.create_from_request(request)

"""Sessions: idle and absolute time-out, the disabled user, the list of own sessions, the second factor."""

import time
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from edc.access import middleware
from edc.access.models import AccessEvent, User
from edc.access.services import deactivate_user
from edc.records.audit.context import SYSTEM, Reason, ReasonCode
from tests.people import ADDRESS, PASSWORD

pytestmark = pytest.mark.django_db
Kind = AccessEvent.Kind
Wait = Callable[[float], None]
PAGE = "/accounts/mine/"
MINUTES, HOURS = 60, 3600


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch) -> Wait:
    """Let time pass, for the middleware alone."""
    passed = 0.0

    def wait(seconds: float) -> None:
        nonlocal passed
        passed += seconds

    class Clock:
        @staticmethod
        def time() -> float:
            return time.time() + passed

    monkeypatch.setattr(middleware, "time", Clock)
    return wait


@pytest.fixture
def signed_in(browser: Client, nurse: User) -> Client:
    browser.post("/accounts/login/", {"login": nurse.username, "password": PASSWORD})
    return browser


def test_ac_06_the_limits_are_thirty_minutes_and_twelve_hours() -> None:
    assert settings.SESSION_IDLE_SECONDS == 30 * MINUTES
    assert settings.SESSION_LONGEST_SECONDS == 12 * HOURS


def test_ac_06_a_session_left_idle_ends_and_the_page_is_found_again(signed_in: Client, wait: Wait, nurse: User) -> None:
    wait(29 * MINUTES)
    assert signed_in.get(PAGE).status_code == 200
    wait(31 * MINUTES)
    answer = signed_in.get(PAGE)
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=/accounts/mine/"
    assert AccessEvent.objects.filter(user=nurse, kind=Kind.TIMED_OUT).count() == 1


def test_ac_06_a_session_in_use_ends_after_twelve_hours(signed_in: Client, wait: Wait) -> None:
    for _ in range(28):
        wait(25 * MINUTES)
        assert signed_in.get(PAGE).status_code == 200
    wait(25 * MINUTES)  # 12 h 5 min
    assert signed_in.get(PAGE).status_code == 302


@pytest.mark.parametrize(
    "headers", [{"x-requested-with": "fetch"}, {"hx-request": "true"}, {"accept": "application/json"}]
)
def test_a_script_is_told_401_and_not_given_a_form(signed_in: Client, wait: Wait, headers: dict[str, str]) -> None:
    wait(31 * MINUTES)
    answer = signed_in.get(PAGE, headers=headers)
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/json"


def test_after_a_time_out_a_sent_form_leads_back_to_its_own_page_only(signed_in: Client, wait: Wait) -> None:
    wait(31 * MINUTES)
    answer = signed_in.post(PAGE, headers={"referer": "http://testserver/subjects/301-004/"})
    assert answer["Location"] == "/accounts/login/?next=/subjects/301-004/"
    foreign = Client().post(PAGE, headers={"referer": "https://elsewhere.example/trap/"})
    assert "elsewhere" not in foreign.headers.get("Location", "")


def test_a_public_page_is_shown_after_the_time_out(signed_in: Client, wait: Wait) -> None:
    wait(31 * MINUTES)
    assert signed_in.get("/accounts/login/").status_code == 200


def test_ac_04_a_disabled_user_is_out_at_the_next_request(signed_in: Client, nurse: User) -> None:
    assert signed_in.get(PAGE).status_code == 200
    deactivate_user(user=nurse, by=SYSTEM, reason=Reason(ReasonCode.ADMINISTRATION, "left the trial"))
    assert signed_in.get(PAGE, headers={"accept": "application/json"}).status_code == 401
    assert signed_in.get(PAGE).status_code == 302


def test_ac_06_own_sessions_are_listed_and_ended(signed_in: Client, nurse: User) -> None:
    elsewhere = Client(REMOTE_ADDR="203.0.113.50")
    elsewhere.post("/accounts/login/", {"login": nurse.username, "password": PASSWORD})
    page = signed_in.get("/accounts/sessions/")
    assert b"203.0.113.50" in page.content
    signed_in.post("/accounts/sessions/")
    assert elsewhere.get(PAGE).status_code == 302
    assert signed_in.get(PAGE).status_code == 200


def test_changing_the_password_ends_the_other_sessions(signed_in: Client, nurse: User) -> None:
    elsewhere = Client(REMOTE_ADDR="203.0.113.50")
    elsewhere.post("/accounts/login/", {"login": nurse.username, "password": PASSWORD})
    new = "quiet orchid pepper 62"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert signed_in.post("/accounts/password/change/", data).status_code == 302
    assert signed_in.get(PAGE).status_code == 200
    assert elsewhere.get(PAGE).status_code == 302
    assert AccessEvent.objects.filter(user=nurse, kind=Kind.PASSWORD_SET).exists()


def test_a_second_factor_can_be_set_and_is_then_asked_for(
    signed_in: Client, nurse: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    asked = signed_in.get("/accounts/2fa/totp/activate/")
    before = signed_in.session.session_key
    signed_in.post(asked["Location"], {"password": PASSWORD})
    assert signed_in.session.session_key != before, "AC-06: a new session id after proving again who one is"
    form = signed_in.get("/accounts/2fa/totp/activate/").context["form"]
    code = totp.format_hotp_value(totp.hotp_value(form.secret, next(totp.yield_hotp_counters_from_time())))
    with django_capture_on_commit_callbacks(execute=True):
        assert signed_in.post("/accounts/2fa/totp/activate/", {"code": code}).status_code == 302
    assert AccessEvent.objects.filter(user=nurse, kind=Kind.SECOND_FACTOR).exists()
    assert form.secret not in str(Authenticator.objects.filter(user=nurse).values_list("data", flat=True))

    elsewhere = Client(REMOTE_ADDR=ADDRESS)
    answer = elsewhere.post("/accounts/login/", {"login": nurse.username, "password": PASSWORD})
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert elsewhere.get(PAGE).status_code == 302
    elsewhere.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert elsewhere.get(PAGE).status_code == 302
    assert AccessEvent.objects.filter(user=nurse, kind=Kind.SIGN_IN_FAILED, detail="second factor").exists()

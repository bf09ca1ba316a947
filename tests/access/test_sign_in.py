"""Sign-in: what is let in, what is refused, what is written down, and that nobody learns who exists."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from edc.access.links import password_link
from edc.access.models import AccessEvent, User
from edc.access.roles import Role
from edc.access.services import deactivate_user
from edc.records.audit.context import SYSTEM, Reason, ReasonCode
from tests.people import ADDRESS, PASSWORD, make_user

pytestmark = pytest.mark.django_db
Kind = AccessEvent.Kind
WRONG = "a wrong password of length"


def sign_in(browser: Client, username: str, password: str = PASSWORD) -> int:
    return browser.post("/accounts/login/", {"login": username, "password": password}).status_code


def kinds(user: User) -> list[str]:
    """What the log holds about the user, oldest first."""
    return list(AccessEvent.objects.filter(user=user).order_by("id").values_list("kind", flat=True))


def is_signed_in(browser: Client) -> bool:
    return browser.get("/accounts/mine/").status_code == 200


def test_at_10_sign_in_and_sign_out_are_written_down(browser: Client, nurse: User) -> None:
    assert sign_in(browser, nurse.username) == 302
    assert is_signed_in(browser)
    browser.post("/accounts/logout/")
    assert not is_signed_in(browser)
    assert kinds(nurse) == [Kind.SIGN_IN, Kind.SIGN_OUT]
    event = AccessEvent.objects.get(user=nurse, kind=Kind.SIGN_IN)
    assert (event.address, event.browser) == (ADDRESS, "Test browser")


def test_the_user_name_is_taken_in_any_case(browser: Client, nurse: User) -> None:
    assert sign_in(browser, f" {nurse.username.upper()} ") == 302


def test_at_10_a_failed_sign_in_is_written_down_without_the_password(browser: Client, nurse: User) -> None:
    assert sign_in(browser, nurse.username, WRONG) == 200
    event = AccessEvent.objects.get(user=nurse)
    assert event.kind == Kind.SIGN_IN_FAILED
    assert WRONG not in str(vars(event))


def test_at_10_an_unknown_user_name_is_written_down_and_cut(browser: Client) -> None:
    sign_in(browser, "x" * 40, WRONG)
    sign_in(browser, "somebody\0", WRONG)
    names = list(AccessEvent.objects.order_by("id").values_list("username", flat=True))
    assert names[0] == "x" * 40
    assert all(len(name) <= 40 for name in names)


def test_ac_12_the_answer_does_not_tell_whether_a_user_exists(browser: Client, nurse: User) -> None:
    gone = make_user(Role.MONITOR, password=PASSWORD)
    deactivate_user(user=gone, by=SYSTEM, reason=Reason(ReasonCode.ADMINISTRATION, "left"))
    pages = set()
    for name, password in ((nurse.username, WRONG), ("nobody.here", WRONG), (gone.username, PASSWORD)):
        page = browser.post("/accounts/login/", {"login": name, "password": password}).content.decode()
        page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
        pages.add(page.replace(name, "NAME"))
    assert len(pages) == 1


def test_es_07_five_failures_lock_the_name_at_this_address_and_are_written_down(browser: Client, nurse: User) -> None:
    answers = [sign_in(browser, nurse.username, WRONG) for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert sorted(kinds(nurse)) == [Kind.LOCKED_OUT, *[Kind.SIGN_IN_FAILED] * 5]
    assert sign_in(browser, nurse.username) == 429
    assert not is_signed_in(browser)


def test_es_07_the_lock_ends_after_fifteen_minutes(browser: Client, nurse: User) -> None:
    for _ in range(5):
        sign_in(browser, nurse.username, WRONG)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    assert sign_in(browser, nurse.username) == 429
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert sign_in(browser, nurse.username) == 302


def test_es_07_the_lock_holds_for_no_other_name_and_no_other_address(
    browser: Client, nurse: User, monitor: User
) -> None:
    for _ in range(5):
        sign_in(browser, nurse.username.upper(), WRONG)
    assert sign_in(browser, nurse.username) == 429
    assert sign_in(browser, monitor.username) == 302
    assert sign_in(Client(REMOTE_ADDR="203.0.113.99"), nurse.username) == 302


def test_es_07_a_name_that_nobody_has_is_locked_alike(browser: Client) -> None:
    assert [sign_in(browser, "nobody.here", WRONG) for _ in range(5)][-1] == 429


def test_a_claimed_forwarding_address_does_not_evade_the_lock(browser: Client, nurse: User) -> None:
    for number in range(5):
        data = {"login": nurse.username, "password": WRONG}
        browser.post("/accounts/login/", data, headers={"x-forwarded-for": f"198.51.100.{number}"})
    assert sign_in(browser, nurse.username) == 429


def test_ac_06_a_session_id_known_before_sign_in_is_worth_nothing_after(browser: Client, nurse: User) -> None:
    browser.get("/accounts/login/")
    session = browser.session
    session["planted"] = True
    session.save()
    browser.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    sign_in(browser, nurse.username)
    assert browser.session.session_key != session.session_key
    attacker = Client()
    attacker.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    assert not is_signed_in(attacker)


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(browser: Client, nurse: User) -> None:
    sign_in(browser, nurse.username)
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize(
    ("password", "accepted"),
    [
        ("elevenchars", False),  # 11 characters
        ("twelve chars", True),  # 12 characters; no digit, capital or sign asked for
        ("春天的河边有一只白色的猫", True),
        ("w" * 30 + " quiet river " + "z" * 57, True),  # 100 characters
        ("1q2w3e4r5t6y", False),  # among the most common
        ("123456789012", False),  # a series
        ("aaaaaaaaaaaaaaaa", False),
        ("abababababab", False),
        ("qwertyuiopasdf", False),
        ("user77.liang", False),  # the user's own name
        ("123459876123", True),  # digits alone: no rule of composition
    ],
)
def test_ac_07_passwords(password: str, accepted: bool) -> None:
    user = User(username="user77.liang", full_name="Liang Mei")
    if accepted:
        validate_password(password, user)
    else:
        with pytest.raises(ValidationError):
            validate_password(password, user)


def test_es_05_a_password_link_works_once_and_for_its_user_only(
    browser: Client, administrator: User, nurse: User
) -> None:
    path = password_link(user=nurse, by=administrator, reason="forgotten")
    new = "quiet orchid pepper 62"
    form = browser.get(path, follow=True)
    target = form.redirect_chain[-1][0]
    refused = browser.post(target, {"password1": "short", "password2": "short"})
    assert refused.status_code == 200
    assert browser.post(target, {"password1": new, "password2": new}).status_code == 302
    assert sign_in(Client(REMOTE_ADDR=ADDRESS), nurse.username, PASSWORD) == 200
    assert sign_in(browser, nurse.username, new) == 302
    again = Client().get(path, follow=True)
    assert "used before" in again.content.decode()
    assert kinds(nurse) == [Kind.PASSWORD_LINK, Kind.PASSWORD_SET, Kind.SIGN_IN_FAILED, Kind.SIGN_IN]
    link = AccessEvent.objects.get(kind=Kind.PASSWORD_LINK)
    assert administrator.username in link.detail


def test_es_05_setting_a_password_is_the_users_own_act_in_the_trail(
    browser: Client, administrator: User, nurse: User
) -> None:
    path = password_link(user=nurse, by=administrator, reason="forgotten")
    target = browser.get(path, follow=True).redirect_chain[-1][0]
    browser.post(target, {"password1": "quiet orchid pepper 62", "password2": "quiet orchid pepper 62"})
    assert nurse.history.first().history_user == nurse


@pytest.mark.parametrize("path", ["signup/", "password/reset/", "email/", "confirm-email/"])
def test_nobody_signs_up_and_nothing_goes_by_mail(browser: Client, path: str) -> None:
    assert browser.get(f"/accounts/{path}").status_code == 404


def test_the_own_list_shows_own_entries_only(browser: Client, nurse: User, monitor: User) -> None:
    sign_in(browser, monitor.username, WRONG)
    sign_in(browser, nurse.username, WRONG)
    sign_in(browser, nurse.username)
    page = browser.get("/accounts/mine/")
    assert [event.user_id for event in page.context["events"]] == [nurse.pk, nurse.pk]
    assert b"Sign-in failed" in page.content


def test_the_language_chosen_is_met_again_on_another_computer(browser: Client, nurse: User) -> None:
    sign_in(browser, nurse.username)
    browser.post("/i18n/setlang/", {"language": "zh-hans", "next": "/accounts/mine/"})
    nurse.refresh_from_db()
    assert nurse.language == "zh-hans"
    elsewhere = Client(REMOTE_ADDR=ADDRESS)
    sign_in(elsewhere, nurse.username)
    assert elsewhere.cookies[settings.LANGUAGE_COOKIE_NAME].value == "zh-hans"
    browser.post("/i18n/setlang/", {"language": "xx"})
    nurse.refresh_from_db()
    assert nurse.language == "zh-hans"

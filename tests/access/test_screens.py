"""The administrator's screens, and what the administrator does not see."""

import pytest
from django.test import Client

from edc.access.gate import may
from edc.access.models import AccessEvent, User
from edc.access.permissions import Permission
from edc.access.roles import Role
from edc.access.services import users_managed_by
from edc.access.views_guard import access_of, all_urls
from tests.people import make_user

pytestmark = pytest.mark.django_db
NEW = {
    "username": "wu.lei",
    "full_name": "Wu Lei",
    "organisation": "Test hospital",
    "email": "",
    "language": "zh-hans",
    "why": "delegation log",
}


def test_an_administrator_adds_a_user_and_grants_a_role(administrator_browser: Client) -> None:
    answer = administrator_browser.post("/users/add/", {**NEW, "username": "Wu.Lei"})
    user = User.objects.get(username="wu.lei")
    assert answer["Location"] == f"/users/{user.pk}/"
    grant = {"role": "investigator", "site_code": "301", "why": "delegation log"}
    assert administrator_browser.post(f"/users/{user.pk}/grant/", grant).status_code == 302
    assert may(user, Permission.JUDGE, "301")
    assert b"wu.lei" in administrator_browser.get("/users/").content


def test_es_06_a_taken_name_is_answered_409(administrator_browser: Client) -> None:
    administrator_browser.post("/users/add/", NEW)
    answer = administrator_browser.post("/users/add/", NEW)
    assert answer.status_code == 409
    assert b"used before" in answer.content


@pytest.mark.parametrize("act", ["grant", "deactivate", "link"])
def test_at_07_no_act_without_a_reason(administrator_browser: Client, nurse: User, act: str) -> None:
    answer = administrator_browser.post(f"/users/{nurse.pk}/{act}/", {"role": "investigator", "site_code": "301"})
    assert answer.status_code == 400
    nurse.refresh_from_db()
    assert nurse.is_active
    assert nurse.assignments.count() == 1


def test_fields_that_are_not_on_the_form_change_nothing(administrator_browser: Client) -> None:
    extra = {"is_superuser": "1", "is_staff": "1", "is_active": "", "password": "known to me 123", "id": "1"}
    administrator_browser.post("/users/add/", {**NEW, **extra})
    user = User.objects.get(username="wu.lei")
    assert user.is_active
    assert not user.has_usable_password()
    assert not may(user, Permission.USER_MANAGE)


def test_a_role_is_revoked_and_a_user_deactivated(administrator_browser: Client, nurse: User, monitor: User) -> None:
    held = nurse.assignments.get()
    assert administrator_browser.post(f"/users/{nurse.pk}/revoke/{held.pk}/", {"why": "left"}).status_code == 302
    assert not nurse.assignments.held().exists()
    assert administrator_browser.post(f"/users/{nurse.pk}/revoke/{held.pk}/", {"why": "left"}).status_code == 404
    assert administrator_browser.post(f"/users/{monitor.pk}/deactivate/", {"why": "left"}).status_code == 302
    monitor.refresh_from_db()
    assert not monitor.is_active


def test_es_05_the_link_is_shown_once_and_the_password_never(administrator_browser: Client, nurse: User) -> None:
    shown = administrator_browser.post(f"/users/{nurse.pk}/link/", {"why": "forgotten"})
    assert b"/accounts/password/link/" in shown.content
    assert b"/accounts/password/link/" not in administrator_browser.get(f"/users/{nurse.pk}/").content


def test_nobody_works_on_the_own_rights(administrator_browser: Client, administrator: User) -> None:
    page = administrator_browser.get(f"/users/{administrator.pk}/").content.decode()
    assert "/grant/" not in page
    assert "/revoke/" not in page
    grant = {"role": "administrator", "site_code": "301", "why": "more"}
    for act in ("grant", "deactivate", "link"):
        assert administrator_browser.post(f"/users/{administrator.pk}/{act}/", grant).status_code == 403


@pytest.mark.usefixtures("sites")
def test_ac_02_an_administrator_of_another_site_finds_nobody(browser: Client, nurse: User) -> None:
    local = make_user(Role.ADMINISTRATOR, site="302")
    browser.force_login(local)
    assert nurse not in users_managed_by(local)
    assert browser.get(f"/users/{nurse.pk}/").status_code == 404
    assert browser.post(f"/users/{nurse.pk}/deactivate/", {"why": "mine"}).status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_ac_08_nobody_else_manages_users_and_the_attempt_is_written_down(browser: Client, role: Role) -> None:
    user = make_user(role)
    browser.force_login(user)
    assert browser.get("/users/").status_code == 403
    denied = AccessEvent.objects.get(user=user, kind=AccessEvent.Kind.DENIED)
    assert (denied.path, denied.detail) == ("/users/", "user_manage")


def test_ac_08_the_administrator_is_let_into_no_clinical_view(administrator: User) -> None:
    own = {Permission.USER_MANAGE, Permission.SITE_MANAGE}
    for route, _name, view in all_urls():
        access = access_of(view)
        if access and access.permission:
            assert access.admits(administrator) == (access.permission in own), route


def test_somebody_not_signed_in_is_asked_to(browser: Client) -> None:
    assert browser.get("/users/")["Location"] == "/accounts/login/?next=/users/"
    assert browser.get("/users/", headers={"accept": "application/json"}).status_code == 401


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/mine/", "/users/", "/users/add/", "/accounts/2fa/"])
def test_ac_11_pages_hold_no_inline_script_and_no_inline_style(administrator_browser: Client, path: str) -> None:
    page = administrator_browser.get(path, follow=True).content.decode()
    assert "<style" not in page
    assert "style=" not in page
    assert "onclick" not in page
    assert page.count("<script") == page.count('<script type="module" src=')

"""The administrator: users, their roles and sites; not one clinical page."""

import pytest

from edc.access.models import User
from edc.access.roles import Role
from tests.people import PASSWORD
from trial.models import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_new_nurse_is_let_in_and_her_role_ends(sit_down, browser, hospital):
    """From the user list to her first sign-in by the link handed to her, and out again."""
    administrator = sit_down(Role.ADMINISTRATOR)
    page = administrator.page
    administrator.go("/")
    page.get_by_role("link", name="Add a user").click()
    who = {"username": "wang.fang", "full_name": "Synthetic Wang Fang", "organisation": "Test hospital"}
    for name, text in {**who, "email": "wang@example.org"}.items():
        page.fill(f"[name={name}]", text)
    page.click("main button.primary")
    assert not User.objects.filter(username="wang.fang").exists(), "not without a reason"
    page.fill("[name=why]", "delegation log of 22 November")
    page.click("main button.primary")
    grant = page.locator("form[action$='/grant/']")
    grant.locator("[name=role]").select_option("research_nurse")
    grant.locator("[name=site_code]").select_option("301")
    grant.locator("[name=why]").fill("delegation log of 22 November")
    grant.locator("button").click()
    assert "The role is granted." in administrator.notices()
    grant.locator("[name=role]").select_option("monitor")
    grant.locator("[name=site_code]").select_option("301")
    grant.locator("[name=why]").fill("helps out")
    grant.locator("button").click()
    assert page.locator(".notice-error").count() == 1, "AC-08: who enters data does not oversee it"

    page.locator("form[action$='/link/'] [name=why]").fill("first sign-in")
    page.locator("form[action$='/link/'] button").click()
    choose_password(browser, page.locator("main code").inner_text())
    newcomer = Newcomer(browser, hospital.app.url)
    assert newcomer.status("/subjects/") == 200

    user = User.objects.get(username="wang.fang")
    administrator.go(f"/users/{user.pk}/")
    page.locator("form[action*='/revoke/'] [name=why]").fill("left the ward")
    page.locator("form[action*='/revoke/'] button").click()
    assert newcomer.status("/subjects/") == 403, "at the very next request"


def choose_password(browser, link: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(link)
    page.fill("[name=password1]", PASSWORD)
    page.fill("[name=password2]", PASSWORD)
    page.click("main button[type=submit]")
    context.close()


class Newcomer:
    def __init__(self, browser, url: str) -> None:
        self.page = browser.new_context(base_url=url).new_page()
        self.page.goto("/accounts/login/")
        self.page.fill("[name=login]", "wang.fang")
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("main button[type=submit]")

    def status(self, path: str) -> int:
        return self.page.goto(path).status


def test_the_name_of_a_site_is_corrected_with_a_reason(sit_down):
    administrator = sit_down(Role.ADMINISTRATOR)
    page = administrator.page
    administrator.go("/sites/")
    page.get_by_role("link", name="302").click()
    page.fill("[name=name_en]", "Second Children's Hospital")
    page.click("main button.primary")
    assert Site.objects.get(code="302").name_en == "Second hospital"
    page.fill("[name=reason]", "renamed by the city")
    page.click("main button.primary")
    assert any("Second Children's Hospital" in line[1] for line in administrator.table())


def test_an_administrator_sees_no_clinical_page(sign_in, hospital):
    client, number = sign_in(Role.ADMINISTRATOR), hospital.infused().number
    home = f"/subjects/{number}/"
    assert client.get("/").url == "/users/"
    lists = ["/subjects/", "/queries/", "/judgements/", "/lists/AE/", "/audit/", "/export/", "/export/all.zip"]
    pages = [home, *(f"{home}{page}" for page in ("SCR/DM/1/", "SCR/DM/1/history/", "identity/", "D0/not-done/"))]
    others = ["/decisions/", "/accounts/keys/", "/api/v1/forms/DM/"]
    refused = [*lists, *pages, *others]
    assert {path: client.get(path).status_code for path in refused} == dict.fromkeys(refused, 403)
    assert number not in client.get("/users/").content.decode()

"""AC-01, AC-02, AC-04: every URL by every role in every state, against the table written by hand in table.py."""

import re
from collections.abc import Callable, Iterable
from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from edc.access.models import User
from edc.access.roles import Role
from edc.access.services import deactivate_user, revoke_role
from edc.access.views_guard import all_urls
from edc.records.audit.context import SYSTEM
from tests.matrix.cases import World, case_of
from tests.matrix.conftest import COLUMNS, SETTING_UP, person
from tests.matrix.reading import LINES, PEOPLE, Line
from tests.people import PASSWORD, make_user

THIRD_PARTY = ("account_", "mfa_", "usersessions_")
NO_BODY = ("get", "head", "options")
SETTINGS_OF_ALL = (".", "empty", "wrong", "new", "taken", "oneself", "table", "rows")
ABOUT_SITE_301 = [line for line in LINES if line.case not in SETTINGS_OF_ALL and line.method != "OPTIONS"]
SCREENS = {line.url_name: line for line in LINES if line.method == "GET" and not line.url_name.startswith("api")}


def address(line: Line, world: World, user: User | None) -> str:
    """Where the request of a line goes."""
    case = case_of(line.url_name, line.case, world, user)
    return reverse(line.url_name.replace("*", case.form), kwargs=case.parts)


def ask(cookies: SimpleCookie, line: Line, world: World, user: User | None, method: str = "", **headers: str) -> int:
    """The status of one request, whose writes are taken back, so that the next one meets the same world."""
    case = case_of(line.url_name, line.case, world, user)
    client, verb = Client(headers=case.headers | headers), (method or line.method).lower()
    client.cookies.load({name: cookie.value for name, cookie in cookies.items()})
    url = address(line, world, user)
    sent: dict[str, object] = {} if verb in NO_BODY else {"data": case.body}
    if verb not in NO_BODY and (line.url_name.startswith("api") or verb != "post"):
        sent["content_type"] = "application/json"
    with transaction.atomic():
        answer = getattr(client, verb)(url, **sent)
        transaction.set_rollback(True)
    asks_to_sign_in = answer.headers.get("Location", "").startswith("/accounts/login/?next=")
    return 401 if asks_to_sign_in else int(answer.status_code)


def signed_in(user: User | None) -> SimpleCookie:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client.cookies


def wrong_cells(lines: Iterable[Line], expected: Callable[[Line], int], asked: Callable[[Line], int]) -> list[str]:
    return [f"{line}: {got}, not {expected(line)}" for line in lines if (got := asked(line)) != expected(line)]


def test_ac_01_every_url_of_the_product_is_in_the_table() -> None:
    names = {re.sub(r"^api-[A-Z0-9]+-", "api-*-", name) or route for route, name, _view in all_urls()}
    assert {line.url_name for line in LINES} == names, "add a line to tests/matrix/table.py, or take one away"


@pytest.mark.parametrize("column", PEOPLE)
def test_ac_01_each_cell_of_the_table(world: World, column: str) -> None:
    user = person(column)
    cookies = signed_in(user)
    if column == "rev":
        assert user is not None
        revoke_role(assignment=user.assignments.get(), by=SYSTEM, reason=SETTING_UP)
    found = wrong_cells(LINES, lambda line: line.expected[column], lambda line: ask(cookies, line, world, user))
    assert not found, "\n".join(found)


def test_ac_04_somebody_deactivated_is_nobody_at_the_next_request(world: World) -> None:
    user = make_user(Role.PRINCIPAL_INVESTIGATOR)
    cookies = signed_in(user)
    deactivate_user(user=user, by=SYSTEM, reason=SETTING_UP)
    found = wrong_cells(LINES, lambda line: line.expected["non"], lambda line: ask(cookies, line, world, user))
    assert not found, "\n".join(found)


def refusals_of(line: Line) -> set[int]:
    """What does not tell whether the thing is there: for registration and the API a choice that is not offered, too."""
    of_forms = {"register": 422, "api-*-list": 400}
    return {403, 404, 405, of_forms.get(line.url_name, 404)}


@pytest.mark.parametrize("role", Role)
def test_ac_02_no_role_held_at_another_site_reaches_anything_of_this_one(world: World, role: Role) -> None:
    user = make_user(role, site="302", password=PASSWORD)
    cookies = signed_in(user)
    reached = [
        f"{line}: {got}" for line in ABOUT_SITE_301 if (got := ask(cookies, line, world, user)) not in refusals_of(line)
    ]
    assert not reached, "\n".join(reached)


def test_a_script_that_is_not_signed_in_gets_the_bare_status(world: World) -> None:
    for line in LINES:
        if line.expected["non"] != 401 or line.url_name.startswith(THIRD_PARTY):
            continue
        browser = Client(headers={"accept": "application/json"})
        answer = browser.generic(line.method, address(line, world, None))
        assert (answer.status_code, answer["Content-Type"]) == (401, "application/json"), line


@pytest.mark.parametrize("column", ["nur", "oth"])
def test_ac_01_no_other_method_gets_further_than_get(world: World, column: str) -> None:
    """As GET answers, or the refusal of the method itself. The API's other methods stand in the table."""
    user = person(column)
    cookies = signed_in(user)
    further = [
        f"{method} {line}: {got}"
        for line in SCREENS.values()
        if not line.url_name.startswith(THIRD_PARTY)
        for method in ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE")
        if (got := ask(cookies, line, world, user, method)) not in (line.expected[column], 401, 405)
    ]
    assert not further, "\n".join(further)


def test_the_table_has_a_column_for_each_role_and_for_those_without_one() -> None:
    assert [*COLUMNS, "non"] == PEOPLE
    assert set(COLUMNS.values()) == set(Role)

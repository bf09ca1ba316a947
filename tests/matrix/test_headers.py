"""AC-11 on every URL: what a browser may do with the page, and that nothing of it is kept."""

import pytest
from django.test import Client

from tests.matrix.cases import World
from tests.matrix.conftest import person
from tests.matrix.reading import LINES
from tests.matrix.test_matrix import address, signed_in

POLICY = {"default-src 'self'", "frame-ancestors 'none'", "object-src 'none'", "base-uri 'self'", "form-action 'self'"}
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}


@pytest.mark.parametrize("column", ["nur", "dat", "adm", "non"])
def test_ac_11_every_answer_of_every_url_guards_the_browser(world: World, column: str) -> None:
    user = person(column)
    cookies = signed_in(user)
    for line in LINES:
        if line.method != "GET" or line.url_name == "account_logout":
            continue
        client = Client()
        client.cookies.load({name: cookie.value for name, cookie in cookies.items()})
        answer = client.get(address(line, world, user))
        policy = {part.strip() for part in answer["Content-Security-Policy"].split(";")}
        assert policy >= POLICY, line
        assert "unsafe" not in answer["Content-Security-Policy"], line
        assert {name: answer.get(name) for name in HEADERS} == HEADERS, line

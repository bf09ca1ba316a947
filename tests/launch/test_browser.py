"""The first page in a real browser, under the strict content security policy."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_first_page_asks_to_sign_in_and_breaks_no_policy(page):
    complaints = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None
    )
    page.goto("/")
    assert page.locator("input[type=password]").is_visible()
    assert complaints == []

"""A person at a computer of their own: one browser window, signed in, doing what people do with the mouse."""

import re
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response

from edc.access.models import User
from tests.people import PASSWORD

LAPTOP = {"width": 1280, "height": 800}
TABLET = {"width": 820, "height": 1180}


class Desk:
    """`complaints` gathers what the browser's console has to say, such as a breach of the content policy."""

    def __init__(self, browser: Browser, url: str, user: User, viewport: Mapping[str, int] = LAPTOP) -> None:
        self.user = user
        self.context = browser.new_context(base_url=url, viewport=viewport)  # type: ignore[arg-type]
        self.context.set_default_timeout(10_000)
        self.complaints: list[str] = []
        self.page: Page = self.new_tab()
        self.sign_in()

    def new_tab(self) -> Page:
        """One more tab of the same browser."""
        page = self.context.new_page()
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def hear(self, said: ConsoleMessage) -> None:
        """Note an error of the console; that a page was refused is the server's answer, and tests ask for that."""
        is_answer = said.text.startswith("Failed to load resource") and "/static/" not in said.location["url"]
        if said.type == "error" and not is_answer:
            self.complaints.append(said.text)

    def sign_in(self) -> None:
        self.page.goto("/accounts/login/")
        self.page.fill("[name=login]", self.user.username)
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("main button[type=submit]")
        self.page.wait_for_url(re.compile(r"^(?!.*/login/)"))

    def go(self, path: str) -> Response:
        """Open an address."""
        response = self.page.goto(path)
        assert response is not None
        return response

    def control(self, name: str) -> Locator:
        """The visible control, or the group of radio buttons, of one item; rows as `bags-0-volume_ml`."""
        return self.page.locator(f"form.entry [name='{name}']:not([type=hidden])")

    def fill(self, values: Mapping[str, Any]) -> None:
        """Enter values by the names of their items; choices by what is stored for them."""
        for name, value in values.items():
            control = self.control(name)
            kind = control.first.evaluate("control => control.type")
            if kind == "radio":
                control.locator(f"xpath=self::*[@value='{value}']").check()
            elif kind == "select-one":
                control.select_option(str(value))
            else:
                control.fill(str(value))

    def value(self, name: str) -> str:
        """What stands in a control now; "" for radio buttons of which none is chosen."""
        control = self.control(name)
        if control.first.evaluate("control => control.type") != "radio":
            return control.input_value()
        chosen = control.locator("xpath=self::*").and_(self.page.locator(":checked"))
        return chosen.first.get_attribute("value") or "" if chosen.count() else ""

    def missing(self, name: str, reason: str) -> None:
        """Say why an item has no value, with F2 as on every field."""
        self.control(name).first.focus()
        self.page.keyboard.press("F2")
        self.page.locator(f"[name='{name}__missing']").select_option(reason)

    def add_rows(self, count: int, table: str) -> None:
        for _ in range(count):
            self.page.locator(f"#rows-{table} [data-rows-add]").click()

    def why(self, text: str, code: str = "transcription_error") -> None:
        """The reason for a change."""
        self.fill({"reason-code": code, "reason-text": text})

    def save(self, button: str = "_save") -> int:
        """Press a button of the form; the status of the page that follows."""
        with self.page.expect_response(
            lambda answer: answer.request.method == "POST" and answer.request.is_navigation_request()
        ) as posted:
            self.page.click(f"button[name={button}]")
        self.page.wait_for_load_state()
        return posted.value.status

    def press(self, button: str | Locator) -> None:
        """Press a button that leads to a page, be it the same one, and wait for it."""
        with self.page.expect_navigation():
            (self.page.locator(button) if isinstance(button, str) else button).click()

    def notices(self) -> str:
        """What the page says at its top."""
        return " ".join(self.page.locator(".notice, .summary").all_inner_texts())

    def table(self) -> list[list[str]]:
        """The cells of the list on the page, row by row, each on one line."""
        rows = self.page.locator("main table tbody tr").all()
        return [[" ".join(cell.split()) for cell in row.locator("th, td").all_inner_texts()] for row in rows]

    def leave(self) -> None:
        self.context.close()

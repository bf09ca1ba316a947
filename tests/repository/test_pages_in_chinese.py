"""Each page of the product, opened in Chinese by each role that may see it, shows no English."""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser

import polib
import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import resolve, reverse
from django.utils import translation
from django.views.defaults import server_error

from edc.access.roles import Role
from edc.access.views_guard import all_urls
from edc.crf.reading import forms
from edc.environment import BASE_DIR
from edc.records.base import PageStatus
from tests.edc.two_sites import OWN, stored, subject_at
from tests.people import PASSWORD, make_user

CATALOGUE = BASE_DIR / "edc" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[+\d]*[a-z]|\{\w*\}")
NOT_OF_A_LANGUAGE = {"code", "kbd", "q", "script", "style"}
"""Elements whose text is code, a key, or a person's own words."""
SPOKEN = {"alt", "aria-label", "placeholder", "title"}
NO_PAGE = re.compile(r"/(i18n|api|healthz)\b|/(next|logout|download)/$|\.(csv|zip)$")
"""Addresses that answer with a file, data or another page."""
ENGLISH_SENTENCE = re.compile(r"([A-Za-z]{2,} ){3}")
NAMES = re.compile("Synthetic user|Chinese PLA General Hospital")


class Reading(HTMLParser):
    """What a reader meets on a page, `texts` and spoken attributes, and the `links` that lead on."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.skipped = ""
        self.texts: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if not self.skipped and (tag in NOT_OF_A_LANGUAGE or given.get("lang") == "en"):
            self.skipped = tag
        self.texts += [" ".join(given[name].split()) for name in SPOKEN & given.keys()]
        if tag == "a" and given.get("href", "").startswith("/"):
            self.links.append(given["href"].split("#")[0])

    def handle_endtag(self, tag: str) -> None:
        if tag == self.skipped:
            self.skipped = ""

    def handle_data(self, data: str) -> None:
        if not self.skipped and data.strip():
            self.texts.append(" ".join(data.split()))


@cache
def our_english() -> tuple[frozenset[str], re.Pattern[str]]:
    """Every English text that Chinese has other words for: those without placeholders, and a pattern of the others."""
    texts = {
        text
        for entry in polib.pofile(str(CATALOGUE)).translated_entries()
        for text in (entry.msgid, entry.msgid_plural)
        if re.search("[A-Za-z]{2}", PLACEHOLDER.sub("", text)) and entry.msgstr != entry.msgid
    }
    filled = {text for text in texts if PLACEHOLDER.search(text)}
    pattern = "|".join(".+".join(map(re.escape, PLACEHOLDER.split(text))) for text in sorted(filled))
    return frozenset(texts - filled), re.compile(pattern)


def english_on(page: str) -> list[str]:
    """The texts of a page that should have been Chinese."""
    fixed, filled = our_english()
    return [
        text
        for text in Reading(page).texts
        if text.rstrip(" :") in fixed
        or filled.fullmatch(text)
        or (ENGLISH_SENTENCE.search(text) and not NAMES.search(text))
    ]


def pages_for(client: Client) -> Iterator[tuple[str, str]]:
    """Address and content of each kind of page within reach, those of each form apart."""
    waiting = [route for route, _name, _view in all_urls() if "<" not in route and "(" not in route]
    seen = set()
    while waiting:
        path = waiting.pop(0)
        match = resolve(path.split("?")[0])
        kind = (match.route, match.kwargs.get("form"))
        if kind in seen or NO_PAGE.search(path.split("?")[0]):
            continue
        seen.add(kind)
        answer = client.get(path, follow=True)
        if answer.headers["Content-Type"].startswith("text/html"):
            page = answer.content.decode()
            waiting += Reading(page).links
            yield path, page


@pytest.fixture
def chinese_browser(client: Client) -> Client:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "zh-hans"
    return client


def participant_with_every_form() -> None:
    """A complete page of each form, so that no order of steps keeps a form from being opened."""
    subject = subject_at(OWN)
    for model in forms().values():
        if not model.objects.filter(subject=subject).exists():
            stored(model, subject, "SCR", status=PageStatus.COMPLETE)


def sign_in(browser: Client, role: Role) -> None:
    user = make_user(role, password=PASSWORD, language="zh-hans")
    answer = browser.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})
    assert answer.status_code == 302


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_every_page_within_reach_of_a_role_is_chinese(chinese_browser: Client, role: Role) -> None:
    participant_with_every_form()
    sign_in(chinese_browser, role)
    found = {path: english for path, page in pages_for(chinese_browser) if (english := english_on(page))}
    assert not found


@pytest.mark.django_db
def test_every_page_of_somebody_not_signed_in_is_chinese(chinese_browser: Client) -> None:
    assert not {path: english for path, page in pages_for(chinese_browser) if (english := english_on(page))}


@pytest.mark.django_db
def test_a_refused_sign_in_is_explained_in_chinese(chinese_browser: Client) -> None:
    answer = chinese_browser.post(reverse("account_login"), {"login": "nobody", "password": "wrong"})
    assert not english_on(answer.content.decode())
    assert "密码" in answer.content.decode()


def test_a_failure_of_the_system_is_explained_in_chinese() -> None:
    with translation.override("zh-hans"):
        page = server_error(RequestFactory().get("/")).content.decode()
    assert not english_on(page)
    assert 'lang="zh-hans"' in page


def test_english_would_be_noticed() -> None:
    assert english_on("<p>Nothing is due.</p>") == ["Nothing is due."]
    assert english_on('<a title="History of Weight">体重</a>') == ["History of Weight"]
    assert english_on("<p>Your Account Has No Access</p>") == ["Your Account Has No Access"]
    assert not english_on("<p>暂无待办。</p><code>missing</code>")

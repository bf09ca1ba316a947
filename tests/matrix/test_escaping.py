"""AC-11: whatever is typed into a text is shown as text: on the page, read-only, in history and in the audit trail."""

from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.utils.html import escape

from edc.access.roles import Role
from edc.crf.reading import codelist_of, forms, items_of, rows_of
from edc.records.audit.context import SYSTEM, Reason, ReasonCode, auditing
from patients.models import Subject
from tests.participants import participant
from tests.people import make_user

MARK = "'\"><i>"
CORPUS = (
    f"{MARK}<script>alert(1)</script>",
    f"{MARK}<img src=x onerror=alert(1)>",
    f"{MARK}</textarea></title><svg/onload=alert(1)>",
    f"{MARK}{{{{ 7|add:7 }}}}{{% debug %}}${{7*7}}",
)
NEVER = ("<script>alert", "<img src=x", "<svg/onload", MARK, "' or \"> <i>")


def is_text(field: Any) -> bool:
    """Whether anything at all can be typed there: no codelist, no partial date, no pattern that the database keeps."""
    plain = isinstance(field, models.CharField | models.TextField) and type(field).__module__.startswith("django.")
    checks = [c for c in field.model._meta.constraints if isinstance(c, models.CheckConstraint)]
    return plain and codelist_of(field) is None and not any(field.name in str(check.condition) for check in checks)


def filled(model: Any, text: str, **place: Any) -> Any:
    """A record whose every text item holds the text, as much of it as fits."""
    texts = {name: text[: field.max_length] for name, field in items_of(model).items() if is_text(field)}
    return model(**place, **texts)


def save(record: Any) -> None:
    with auditing(by=SYSTEM, reason=Reason(ReasonCode.OTHER, CORPUS[0])):
        record.save()


def page_with(model: Any, subject: Subject, text: str) -> Any:
    page = filled(model, text, subject=subject, visit_code="SCR", occurrence=3, not_done_reason=text[:200])
    save(page)
    for row in rows_of(model).values():
        save(filled(row, text, page=page, position=1))
    return page


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("text", CORPUS)
def test_ac_11_no_text_of_any_form_becomes_markup(client: Client, text: str) -> None:
    subject = participant()
    pages = [page_with(model, subject, text) for model in forms().values()]
    for role in (Role.RESEARCH_NURSE, Role.MONITOR):
        client.force_login(make_user(role))
        seen = "".join(look(client, page) for page in pages) + client.get("/audit/").content.decode()
        assert [piece for piece in NEVER if piece in seen] == []
        assert escape(MARK) in seen, "the texts were shown at all"
    client.force_login(make_user(Role.RESEARCH_NURSE))
    for url in ("/", "/subjects/", f"/subjects/{subject.number}/"):
        assert MARK not in client.get(url).content.decode()


def look(client: Client, page: Any) -> str:
    url = f"/subjects/{page.subject_id}/SCR/{page.crf.code}/3/"
    answers = client.get(url), client.get(f"{url}history/")
    assert [answer.status_code for answer in answers] == [200, 200], url
    return "".join(answer.content.decode() for answer in answers)


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("text", CORPUS)
def test_ac_11_no_name_and_no_search_becomes_markup(client: Client, text: str) -> None:
    for role in (Role.RESEARCH_NURSE, Role.ADMINISTRATOR):
        client.force_login(make_user(role, full_name=text, organisation=text))
        for url in ("/", "/users/", "/users/add/", "/audit/", "/subjects/", "/protocol/", "/accounts/mine/"):
            seen = client.get(url, {"q": text, "subject": text, "item": text}, follow=True).content.decode()
            assert [piece for piece in NEVER if piece in seen] == [], url

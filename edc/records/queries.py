"""The life of queries: checks open and close them, the site answers them."""

import json
from collections.abc import Collection, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_noop

from edc.access.gate import role_for
from edc.access.models import User
from edc.access.permissions import Permission
from edc.crf.findings import Finding
from edc.records.audit.context import SYSTEM, Reason, ReasonCode, auditing, is_explained
from edc.records.query import Closure, Query, QueryState

LANGUAGES = ("en", "zh-hans")
ANSWERED_BY_DATA = Reason(ReasonCode.QUERY_ANSWER, gettext_noop("the data that were entered answer the question"))
Key = tuple[str, str, int, str, str, int | None]


@dataclass(frozen=True)
class Asked:
    """What was asked anew: these pages, and these checks across forms. A query of neither is left as it is."""

    pages: Collection[Any]
    checks: Collection[str]

    def covers(self, query: Query) -> bool:
        if query.check_id in self.checks:
            return True
        return (query.form_code, query.page_id) in {(page.crf.code, page.pk) for page in self.pages}


def follow_findings(subject: Any, findings: Iterable[tuple[Any, Finding]], *, asked: Asked) -> None:
    """Open a query for each new finding, and close those that the data have answered. Two statements at most.

    The same question about the same value is not asked twice, whether it was answered or closed.
    """
    known = _latest_by_key(subject.data.queries)
    wanted = {_key(page, finding): (page, finding) for page, finding in findings}
    opened = [
        _query(page, finding)
        for key, (page, finding) in wanted.items()
        if key not in known or _is_a_new_question(known[key], page, finding)
    ]
    answered = [
        query.pk
        for key, query in known.items()
        if key not in wanted and query.state != QueryState.CLOSED and asked.covers(query)
    ]
    if answered:
        # A first entry needs no reason of its own, but the question that it answers is changed by it.
        with nullcontext() if is_explained() else auditing(by=SYSTEM, reason=ANSWERED_BY_DATA):
            Query.objects.filter(pk__in=answered).update(state=QueryState.CLOSED, closure=Closure.DATA_CHANGED)
    if opened:
        Query.objects.bulk_create(opened)


def answer_query(query: Query, *, by: User, text: str) -> None:
    """The site says that the value is right, and why; the value stays."""
    role = role_for(by, Permission.QUERY_ANSWER, query.site_code)
    with auditing(by=by, role=role, reason=Reason(ReasonCode.QUERY_ANSWER, text)):
        query.state, query.answer = QueryState.ANSWERED, text
        query.save(update_fields=["state", "answer"])


def raise_query(page: Any, *, item: str, text: str, by: User, row_table: str = "", row: int | None = None) -> Query:
    """Ask the site about one value of a saved page. Locked pages can be asked about too."""
    role = role_for(by, Permission.QUERY_RAISE, page.subject.site_code)
    finding = Finding("", (item,), text, row=row, table=row_table)
    query = _query(page, finding)
    query.raised_by, query.text = by.username, {language: text for language in LANGUAGES}
    with auditing(by=by, role=role):
        query.save(force_insert=True)
    return query


def close_query(query: Query, *, by: User, text: str) -> None:
    """The asker is content with the answer, or withdraws the question; `text` says which."""
    role = role_for(by, Permission.QUERY_CLOSE, query.site_code)
    with auditing(by=by, role=role, reason=Reason(ReasonCode.DATA_MANAGEMENT, text)):
        query.state, query.closure = QueryState.CLOSED, Closure.CONFIRMED
        query.save(update_fields=["state", "closure"])


def queries_of(page: Any) -> list[Query]:
    """The queries of a page that are not closed, in the order in which they were raised."""
    places = Query.objects.filter(form_code=page.crf.code, page_id=page.pk)
    return list(places.exclude(state=QueryState.CLOSED).order_by("pk"))


def _latest_by_key(raised: Iterable[Query]) -> dict[Key, Query]:
    return {
        (query.check_id, query.form_code, query.page_id, query.item, query.row_table, query.row_position): query
        for query in raised
    }


def _key(page: Any, finding: Finding) -> Key:
    return finding.check_id, page.crf.code, page.pk, finding.items[0], finding.table, finding.row


def _is_a_new_question(query: Query, page: Any, finding: Finding) -> bool:
    if query.state == QueryState.OPEN:
        return False
    if query.state == QueryState.CLOSED and query.closure == Closure.DATA_CHANGED:
        return True
    return query.value_at != _values(page, finding)


def _query(page: Any, finding: Finding) -> Query:
    return Query(
        site_code=page.subject.site_code,
        subject_number=page.subject_id,
        visit_code=page.visit_code,
        form_code=page.crf.code,
        occurrence=page.occurrence,
        page_id=page.pk,
        row_table=finding.table,
        row_position=finding.row,
        item=finding.items[0],
        check_id=finding.check_id,
        text=_words(finding),
        value_at=_values(page, finding),
        raised_by=SYSTEM.username,
    )


def _words(finding: Finding) -> dict[str, str]:
    words = {}
    for language in LANGUAGES:
        with translation.override(language):
            words[language] = str(finding.text)
    return words


def _values(page: Any, finding: Finding) -> str:
    """What stood there when it was asked: the items, and for a check across forms what it saw elsewhere."""
    record = page if finding.row is None else page.rows(finding.table)[finding.row - 1]
    seen = {name: str(getattr(record, name)) for name in finding.items} | dict(finding.seen)
    return json.dumps(seen, ensure_ascii=False)

"""The life of queries: checks open and close them, the site answers them."""

import json
from collections.abc import Collection, Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Value, When
from django.utils import translation
from django.utils.translation import gettext_noop

from edc.access.gate import role_for
from edc.access.models import User
from edc.access.permissions import Permission
from edc.crf.findings import Finding
from edc.records.audit.context import SYSTEM, Reason, ReasonCode, auditing, is_explained
from edc.records.edit_checks import ids_of_checks
from edc.records.query import Closure, Query, QueryState

LANGUAGES = ("en", "zh-hans")
ANSWERED_BY_DATA = Reason(ReasonCode.QUERY_ANSWER, gettext_noop("the data that were entered answer the question"))
Key = tuple[str, str, int, str, str, int | None]


@dataclass(frozen=True)
class Asked:
    """What was asked anew: these checks across forms, and of these pages (form, key) the checks of their own.

    A query of neither is left as it is.
    """

    pages: Collection[tuple[str, int]]
    checks: Collection[str]

    def covers(self, query: Query) -> bool:
        if query.check_id in ids_of_checks():
            return query.check_id in self.checks
        return (query.form_code, query.page_id) in self.pages


def follow_findings(subject: Any, drafts: Iterable[Query], *, asked: Asked) -> None:
    """Open a query for each new question, and close those that the data have answered. Two statements at most.

    The same question about the same value is not asked twice, whether it was answered or closed. An open one whose
    words hold a value that has changed gives way to the new words.
    """
    known = _latest_by_key(subject.data.queries)
    wanted = _latest_by_key(drafts)
    opened = [draft for key, draft in wanted.items() if key not in known or _is_a_new_question(known[key], draft)]
    answered = [
        query.pk
        for key, query in known.items()
        if (key not in wanted and query.state != QueryState.CLOSED and asked.covers(query))
        or (wanted.get(key) in opened and query.state == QueryState.OPEN)
    ]
    if answered:
        # A first entry needs no reason of its own, but the question that it answers is changed by it.
        with nullcontext() if is_explained() else auditing(by=SYSTEM, reason=ANSWERED_BY_DATA):
            Query.objects.filter(pk__in=answered).update(state=QueryState.CLOSED, closure=Closure.DATA_CHANGED)
    if opened:
        Query.objects.bulk_create(opened)


def follow_rows(page: Any, table: str, *, moved: Mapping[int, int], removed: Collection[int]) -> None:
    """Queries go with the rows that they ask about; with a removed row its questions are answered. For a correction."""
    of_table = Query.objects.filter(form_code=page.crf.code, page_id=page.pk, row_table=table)
    if removed:
        gone = of_table.filter(row_position__in=removed).exclude(state=QueryState.CLOSED)
        gone.update(state=QueryState.CLOSED, closure=Closure.DATA_CHANGED)
    if moved:
        steps = [When(row_position=old, then=Value(new)) for old, new in moved.items()]
        of_table.filter(row_position__in=moved).exclude(row_position__in=removed).update(row_position=Case(*steps))
    for query in page.subject.data.queries:
        if (query.form_code, query.page_id, query.row_table) != (page.crf.code, page.pk, table):
            continue
        if query.row_position in removed:
            query.state, query.closure = QueryState.CLOSED, Closure.DATA_CHANGED
        query.row_position = moved.get(query.row_position, query.row_position)


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
    query = draft_of(page, finding)
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
    return {_key(query): query for query in raised}


def _key(query: Query) -> Key:
    return query.check_id, query.form_code, query.page_id, query.item, query.row_table, query.row_position


def _is_a_new_question(query: Query, draft: Query) -> bool:
    if query.state == QueryState.CLOSED and query.closure == Closure.DATA_CHANGED:
        return True
    if query.state == QueryState.OPEN and query.text == draft.text:
        return False
    return query.value_at != draft.value_at


def draft_of(page: Any, finding: Finding) -> Query:
    """The query that a finding would raise, not saved."""
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

"""Everything recorded of participants, read in one statement: what rules across forms, checks and endpoints look at."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connection, models
from django.utils import timezone

from edc.crf.reading import forms, rows_of
from edc.records.base import PageStatus
from edc.records.query import Query

DECODER = json.JSONDecoder(parse_float=Decimal)

QUERIES = "queries"
"""Read beside forms: the queries that checks raised about the participant, oldest first."""


class SubjectData:
    """The pages of one participant by form, each with its rows: nothing that they hold costs another statement.

    A form that was not read yet is read when it is asked for.
    """

    def __init__(self, subject: Any) -> None:
        self.subject = subject
        self.today = timezone.localdate()
        self._pages: dict[str, list[Any]] = {}

    def load(self, *codes: str) -> None:
        """Read these forms in one statement, those that are here already left as they are."""
        missing = [code for code in dict.fromkeys(codes) if code not in self._pages]
        if missing:
            self.take(_read([self.subject.pk], missing).get(self.subject.pk, {}), missing)

    def take(self, found: dict[str, list[Any]], codes: Iterable[str]) -> None:
        """Hold what was read of these forms."""
        for code in codes:
            self._pages[code] = found.get(code, [])
            for page in self._pages[code] if code != QUERIES else ():
                page.subject = self.subject

    @property
    def queries(self) -> list[Query]:
        """What checks have asked about the participant, open or closed, oldest first."""
        self.load(QUERIES)
        return self._pages[QUERIES]

    def pages(self, code: str) -> list[Any]:
        """The pages of a form in the order in which they were begun, those recorded as not done left out."""
        self.load(code)
        return [page for page in self._pages[code] if page.status != PageStatus.NOT_DONE]

    def page(self, code: str) -> Any:
        """The first page of a form, None when there is none."""
        return next(iter(self.pages(code)), None)

    def teach(self) -> None:
        """Let the participant know what these pages say of it: one who saved meanwhile may have changed that."""
        for code, pages in self._pages.items():
            for page in pages if code != QUERIES else ():
                self.subject.learn(page)

    def put(self, page: Any) -> Any:
        """Let a page stand here as it is about to be saved; the one that stood here, None when there was none."""
        self.load(page.crf.code)
        held = self._pages[page.crf.code]
        same = [at for at, each in enumerate(held) if each is page or (page.pk is not None and each.pk == page.pk)]
        before = held[same[0]] if same else None
        held[same[0] if same else len(held) :] = [page, *(held[same[0] + 1 :] if same else [])]
        return before


def data_of(subject: Any) -> SubjectData:
    """What is recorded of a participant, kept on the object as long as it lives."""
    kept: dict[str, Any] = subject.__dict__
    if "_data" not in kept:
        kept["_data"] = SubjectData(subject)
    data: SubjectData = kept["_data"]
    return data


def read_anew(subject: Any) -> SubjectData:
    """Forget what was read: somebody else may have written since."""
    subject.__dict__.pop("_data", None)
    return data_of(subject)


def load_many(subjects: Sequence[Any], codes: Sequence[str]) -> list[SubjectData]:
    """The data of many participants, these forms of all of them in one statement."""
    found = _read([subject.pk for subject in subjects], codes)
    made = [read_anew(subject) for subject in subjects]
    for data in made:
        data.take(found.get(data.subject.pk, {}), codes)
    return made


def _read(numbers: Sequence[str], codes: Sequence[str]) -> dict[str, dict[str, list[Any]]]:
    """Participant -> form -> pages."""
    selects = [select for code in codes for select in _selects(code)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), [list(numbers)] * len(selects))
        lines = cursor.fetchall()
    queries: list[Query] = []
    pages: dict[tuple[str, int], Any] = {}
    rows: dict[tuple[str, int], dict[str, list[Any]]] = {}
    for code, table, text in lines:
        raw = DECODER.decode(text)
        if code == QUERIES:
            queries.append(_record(Query, raw))
            continue
        model = forms()[code]
        if table:
            row = _record(rows_of(model)[table], raw)
            rows.setdefault((code, row.page_id), {}).setdefault(table, []).append(row)
        else:
            pages[code, raw["id"]] = _record(model, raw)
    found: dict[str, dict[str, list[Any]]] = {}
    for query in sorted(queries, key=attrgetter("pk")):
        found.setdefault(query.subject_number, {}).setdefault(QUERIES, []).append(query)
    for (code, pk), page in sorted(pages.items()):
        for table in rows_of(type(page)):
            page.stage_rows(table, sorted(rows.get((code, pk), {}).get(table, []), key=_in_order))
        found.setdefault(page.subject_id, {}).setdefault(code, []).append(page)
    return found


def _in_order(row: Any) -> tuple[int, int]:
    return row.position, row.pk


@cache
def _selects(code: str) -> tuple[str, ...]:
    """One SELECT for the pages of a form and one for each of its tables of rows."""
    quote = connection.ops.quote_name
    if code == QUERIES:
        asked = f"SELECT '{QUERIES}', '', row_to_json(q)::text FROM {quote(Query._meta.db_table)} q"  # noqa: S608
        return (f"{asked} WHERE q.subject_number = ANY(%s) AND q.check_id <> ''",)
    model = forms()[code]
    page = quote(model._meta.db_table)
    of_pages = f"SELECT '{code}', '', row_to_json(p)::text FROM {page} p WHERE p.subject_number = ANY(%s)"  # noqa: S608
    return (
        of_pages,
        *(
            f"SELECT '{code}', '{name}', row_to_json(r)::text FROM {quote(row._meta.db_table)} r"  # noqa: S608
            f" JOIN {page} p ON p.id = r.page_id WHERE p.subject_number = ANY(%s)"
            for name, row in rows_of(model).items()
        ),
    )


def _record(model: type[Any], raw: dict[str, Any]) -> Any:
    columns = _columns(model._meta.label)
    values = [None if (value := raw[column]) is None else read(value) for column, _name, read in columns]
    return model.from_db(DEFAULT_DB_ALIAS, [name for _column, name, _read in columns], values)


@cache
def _columns(label: str) -> list[tuple[str, str, Callable[[Any], Any]]]:
    """Column, attribute, and how its JSON becomes the value that the ORM would give."""
    fields: Any = apps.get_model(label)._meta.concrete_fields
    return [(str(field.column), field.attname, _reader(field)) for field in fields]


def _reader(field: Any) -> Callable[[Any], Any]:
    if isinstance(field, models.JSONField):
        return _as_it_is
    if isinstance(field, models.DateTimeField):
        return dt.datetime.fromisoformat
    if isinstance(field, models.DecimalField):
        return Decimal
    if hasattr(field, "from_db_value"):
        return lambda value: field.from_db_value(value, None, connection)
    if isinstance(field, models.DateField | models.TimeField):
        reader: Callable[[Any], Any] = field.to_python
        return reader
    return _as_it_is


def _as_it_is(value: Any) -> Any:
    return value

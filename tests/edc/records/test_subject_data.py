"""Everything recorded of a participant, read in one statement, is what the ORM reads table by table."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from edc.crf import PartialDate, PartialDateField
from edc.crf.reading import form, forms, rows_of
from edc.records.subject_data import QUERIES, load_many, read_anew
from tests.edc.audit.making import _value as any_value
from tests.participants import participant, store

EMPTY = (None, "", [], {})


def filled(field):
    """A value of the kind of the field that goes through the database and comes back."""
    if isinstance(field, PartialDateField):
        return PartialDate.parse("2026-05")
    if isinstance(field, models.DecimalField):
        return Decimal("1.5")
    if isinstance(field, models.TimeField):
        return dt.time(3, 10)
    if isinstance(field, models.BooleanField):
        return True
    if isinstance(field, models.PositiveSmallIntegerField | models.SmallIntegerField | models.PositiveIntegerField):
        return 1
    return any_value(field)


def fill(record, keep):
    for field in record._meta.concrete_fields:
        if field.name in keep or field.is_relation or field.primary_key:
            continue
        value = filled(field)
        try:
            field.clean(value, record)
        except ValidationError:
            continue
        setattr(record, field.name, value)
    record.missing_reasons, record.derivations = {"anything": "UNK"}, {"a": {"rule": "R v1", "inputs": {"n": "1.50"}}}


def values(record):
    return {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}


@pytest.mark.parametrize("code", list(forms()))
def test_a_page_and_its_rows_are_those_of_the_orm(db, code):
    subject, model = participant(), form(code)
    page = model(subject=subject, visit_code="SCR")
    page.status = "complete"
    store(page)
    made = []
    for name, row_model in rows_of(model).items():
        row = row_model(page=page, position=1)
        store(row)
        made.append((name, row.pk))

    subject = type(subject).objects.get(pk=subject.pk)
    (read,) = subject.data.pages(code)
    assert values(read) == values(model.objects.get(pk=page.pk))
    for name, pk in made:
        (row,) = read.rows(name)
        assert values(row) == values(rows_of(model)[name].objects.get(pk=pk))
        assert row.page is read
    assert read.subject is subject
    assert not read.changed_fields()


@pytest.mark.parametrize("kind", ["LB", "AE", "INF", "RS", "GV", "TF"])
def test_every_kind_of_value_comes_back_as_the_orm_gives_it(db, kind):
    subject, model = participant(), form(kind)
    page = model(subject=subject, visit_code="SCR")
    fill(page, {"subject", "visit_code", "occurrence", "version", "status", "pt_code", "llt_code"})
    store(page)
    subject = type(subject).objects.get(pk=subject.pk)
    (read,) = subject.data.pages(kind)
    held = model.objects.get(pk=page.pk)
    assert values(read) == values(held)
    assert [type(value) for value in values(read).values()] == [type(value) for value in values(held).values()]
    assert sum(value not in EMPTY for value in values(read).values()) > len(model.crf.items) / 2


def test_one_statement_reads_many_forms_of_many_participants(db, django_assert_num_queries):
    subjects = [participant() for _ in range(3)]
    for subject in subjects[:2]:
        store(form("DM")(subject=subject, visit_code="SCR", birth_date=dt.date(2017, 6, 3)))
    with django_assert_num_queries(1):
        found = load_many(subjects, [*forms(), QUERIES])
        assert [len(data.pages("DM")) for data in found] == [1, 1, 0]
        assert [data.page("INF") for data in found] == [None, None, None]
        assert [data.queries for data in found] == [[], [], []]


def test_pages_recorded_as_not_done_hold_nothing_and_are_left_out(db):
    subject = participant()
    store(form("LB")(subject=subject, visit_code="SCR", status="not_done", not_done_reason="machine broken"))
    assert read_anew(subject).pages("LB") == []


def test_a_page_that_is_being_saved_stands_where_the_old_one_stood(db):
    subject = participant()
    first, second = (form("LB")(subject=subject, visit_code=visit) for visit in ("SCR", "D0"))
    store(first, second)
    data = read_anew(subject)
    changed = form("LB").objects.get(pk=first.pk)
    data.put(changed)
    new = form("LB")(subject=subject, visit_code="D1")
    data.put(new)
    pages = data.pages("LB")
    assert [pages[0] is changed, pages[1].visit_code, pages[2] is new] == [True, "D0", True]

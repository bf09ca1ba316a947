"""Insert, correction and bulk: the audited form, its plain twin, and the driver alone."""

import itertools
from collections.abc import Callable
from typing import Any

import psycopg
from django.db import connection, transaction

from benchmarks.app.models import Audited, Plain, filled
from benchmarks.measuring import Measured, Rival, compare
from edc.records.audit.context import Reason, auditing

BULK = 10_000
CORRECTION = Reason("transcription_error", "digits swapped against the source document")


class Writing:
    """The writes of one user on the forms of one participant; `driver` is a bare connection to the same database."""

    def __init__(self, *, by: Any, subject_id: str, driver: psycopg.Connection[Any]) -> None:
        self.by = by
        self.subject_id = subject_id
        self.driver = driver
        self.numbers = itertools.count(1)

    def insert(self) -> list[Measured]:
        """One form of forty items."""
        rivals = [
            Rival("plain save", lambda: self.form(Plain), in_transaction(save)),
            Rival("audited save", lambda: self.form(Audited), self.audited(save)),
            Rival("psycopg INSERT", self.statement, self.by_driver),
        ]
        return compare(rivals, rounds=9, times=60)

    def correction(self) -> list[Measured]:
        """One item of a form that is there, the whole form saved as Django does."""
        return self._correction(save)

    def correction_of_one_column(self) -> list[Measured]:
        """One item, told to Django by `update_fields`."""
        return self._correction(lambda form: form.save(update_fields=["text_1"]))

    def bulk(self) -> list[Measured]:
        """Ten thousand forms in one bulk_create; the driver writes them with COPY."""
        rivals = [
            Rival("plain bulk_create", lambda: self.forms(Plain), in_transaction(bulk_create)),
            Rival("audited bulk_create", lambda: self.forms(Audited), self.audited(bulk_create)),
            Rival("psycopg COPY", lambda: [row for _, row in map(columns_of, self.forms(Plain))], self.by_copy),
        ]
        return compare(rivals, rounds=5, times=1)

    def _correction(self, write: Callable[[Any], None]) -> list[Measured]:
        plain, audited = self.form(Plain), self.form(Audited)
        plain.save()
        self.audited(save)(audited)
        rivals = [
            Rival("plain save", lambda: self.corrected(plain), in_transaction(write)),
            Rival("audited save", lambda: self.corrected(audited), self.audited(write)),
            Rival("psycopg UPDATE", lambda: self.corrected(plain), self.update_by_driver),
        ]
        return compare(rivals, rounds=9, times=60)

    def form(self, model: type[Any]) -> Any:
        return filled(model, subject_id=self.subject_id, number=next(self.numbers))

    def forms(self, model: type[Any]) -> list[Any]:
        return [self.form(model) for _ in range(BULK)]

    def corrected(self, form: Any) -> Any:
        form.text_1 = f"corrected to {next(self.numbers)}"
        return form

    def audited(self, write: Callable[[Any], None]) -> Callable[[Any], None]:
        def run(given: Any) -> None:
            with auditing(by=self.by, role="research_nurse", reason=CORRECTION):
                write(given)

        return run

    def statement(self) -> tuple[str, list[Any]]:
        columns, values = columns_of(self.form(Plain))
        marks = ", ".join(["%s"] * len(values))
        return f"INSERT INTO app_plain ({', '.join(columns)}) VALUES ({marks}) RETURNING id", values

    def by_driver(self, statement: tuple[str, list[Any]]) -> None:
        with self.driver.transaction():
            self.driver.execute(*statement)

    def update_by_driver(self, form: Any) -> None:
        with self.driver.transaction():
            self.driver.execute("UPDATE app_plain SET text_1 = %s WHERE id = %s", [form.text_1, form.pk])

    def by_copy(self, rows: list[Any]) -> None:
        columns, _ = columns_of(self.form(Plain))
        statement = f"COPY app_plain ({', '.join(columns)}) FROM STDIN"
        with self.driver.transaction(), self.driver.cursor() as cursor, cursor.copy(statement) as stream:
            for row in rows:
                stream.write_row(row)


def in_transaction(write: Callable[[Any], None]) -> Callable[[Any], None]:
    def run(given: Any) -> None:
        with transaction.atomic():
            write(given)

    return run


def save(form: Any) -> None:
    form.save(force_insert=form._state.adding)


def bulk_create(forms: list[Any]) -> None:
    type(forms[0]).objects.bulk_create(forms)


def columns_of(form: Any) -> tuple[list[str], list[Any]]:
    fields = [field for field in form._meta.concrete_fields if not field.primary_key]
    values = [field.get_db_prep_save(getattr(form, field.attname), connection) for field in fields]
    return [field.column for field in fields], values

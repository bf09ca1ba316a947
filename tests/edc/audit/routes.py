"""Every way in which rows are written from the application: what the audit must see (AT-01)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection
from psycopg import sql

from edc.access.models import KeptForEver
from tests.edc.audit.making import change_for, unsaved
from trial.models.dose_level_decision import DecidedForEver
from trial.models.protocol_version import LoadedForEver


@dataclass(frozen=True)
class Route:
    """One way to write `count` rows. `write` takes rows: unsaved ones for an insert, saved ones otherwise."""

    name: str
    action: str
    write: Callable[[list[Any]], Any]
    count: int = 1

    def rows(self, model: type[Any]) -> list[Any]:
        """What `write` needs; made in an audit context of the caller."""
        rows = [unsaved(model) for _ in range(self.count)]
        if self.action != "I":
            for row in rows:
                row.save()
        return rows

    def __str__(self) -> str:
        return self.name


def model_of(rows: list[Any]) -> type[Any]:
    return type(rows[0])


def those(rows: list[Any]) -> Any:
    return model_of(rows).objects.filter(pk__in=[row.pk for row in rows])


def insert(rows: list[Any]) -> None:
    for columns, values in map(columns_and_values, rows):
        marks = ", ".join(["%s"] * len(values))
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table_of(rows)} ({', '.join(columns)}) VALUES ({marks})", values)


def copy(rows: list[Any]) -> None:
    columns = columns_and_values(rows[0])[0]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table_of(rows)), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as stream:
        for row in rows:
            stream.write_row(columns_and_values(row)[1])


def columns_and_values(row: Any) -> tuple[list[str], list[Any]]:
    fields = [field for field in row._meta.concrete_fields if not (field.primary_key and row.pk is None)]
    given = {field.column: field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields}
    # What the database fills in by itself cannot be bound as a parameter.
    kept = {column: value for column, value in given.items() if not hasattr(value, "resolve_expression")}
    return list(kept), list(kept.values())


def table_of(rows: list[Any]) -> str:
    return str(model_of(rows)._meta.db_table)


def altered(rows: list[Any]) -> str:
    """Alter each row in memory; the name of the column."""
    column, value, _ = change_for(model_of(rows))
    for row in rows:
        setattr(row, column, value)
    return column


def save_altered(rows: list[Any]) -> None:
    altered(rows)
    rows[0].save()


def save_one_column(rows: list[Any]) -> None:
    rows[0].save(update_fields=[altered(rows)])


def save_as_a_fixture_does(rows: list[Any]) -> None:
    altered(rows)
    rows[0].save_base(raw=True)


def update_by_expression(rows: list[Any]) -> None:
    column, _, expression = change_for(model_of(rows))
    those(rows).update(**{column: expression})


def update(rows: list[Any]) -> None:
    column, value, _ = change_for(model_of(rows))
    those(rows).update(**{column: value})


def execute(statement: str) -> Callable[[list[Any]], None]:
    def run(rows: list[Any]) -> None:
        keys = [str(row.pk) for row in rows]
        column, _, _ = change_for(model_of(rows))
        pk = model_of(rows)._meta.pk.column
        value = """'{"anything": "UNK"}'""" if column == "missing_reasons" else f"concat({column}, '+')"
        words = {"table": table_of(rows), "column": column, "value": value, "pk": f"{pk}::text"}
        with connection.cursor() as cursor:
            cursor.execute(statement.format(**words), [keys])

    return run


ROUTES = [
    Route("save", "I", lambda rows: rows[0].save()),
    Route("save of a fixture", "I", lambda rows: rows[0].save_base(raw=True)),
    Route("bulk_create", "I", lambda rows: model_of(rows).objects.bulk_create(rows), 3),
    Route("SQL insert", "I", insert, 2),
    Route("COPY", "I", copy, 3),
    Route("save", "U", save_altered),
    Route("save(update_fields)", "U", save_one_column),
    Route("save of a fixture", "U", save_as_a_fixture_does),
    Route("bulk_update", "U", lambda rows: model_of(rows).objects.bulk_update(rows, [altered(rows)]), 3),
    Route("queryset.update", "U", update, 3),
    Route("F()", "U", update_by_expression, 3),
    Route("SQL update", "U", execute("UPDATE {table} SET {column} = {value} WHERE {pk} = ANY(%s)"), 3),
    Route("delete", "D", lambda rows: rows[0].delete()),
    Route("queryset.delete", "D", lambda rows: those(rows).delete(), 2),
    Route("_raw_delete", "D", lambda rows: those(rows)._raw_delete(using="default"), 2),
    Route("SQL delete", "D", execute("DELETE FROM {table} WHERE {pk} = ANY(%s)"), 2),
]

# Ways that a model closes by design, with what closes them.
CLOSED: dict[tuple[str, str], type[Exception]] = {
    # A loaded protocol is never changed: participants were treated under it.
    ("trial.ProtocolVersion", "U save"): LoadedForEver,
    ("trial.ProtocolVersion", "U save(update_fields)"): LoadedForEver,
    # A decision about a dose level is superseded, never changed, nor are its signatures: by model and database rights.
    **{
        (label, f"{route.action} {route}"): (
            DecidedForEver if route.name in ("save", "save(update_fields)") else DatabaseError
        )
        for label in ("trial.DoseLevelDecision", "trial.DecisionSignature")
        for route in ROUTES
        if route.action != "I"
    },
    # Whoever acted stays known (AT-16): refused by the model and, below it, by the rights of the application role.
    **{
        (label, f"D {name}"): refusal
        for label in ("edc.User", "edc.Assignment")
        for name, refusal in {
            "delete": KeptForEver,
            "queryset.delete": KeptForEver,
            "_raw_delete": DatabaseError,
            "SQL delete": DatabaseError,
        }.items()
    },
}

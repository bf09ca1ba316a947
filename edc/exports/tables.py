"""Which tables there are to export: one for each form, and one for each table of rows."""

from collections.abc import Iterator

from edc.crf.reading import forms, rows_of
from edc.exports.columns import Table


def all_tables() -> Iterator[Table]:
    """Every table, in the order of the forms. The identity store is no form, so it has no table."""
    for code, model in forms().items():
        yield Table(code, "", model)
        for name, row in rows_of(model).items():
            yield Table(code, name, row)


def table_named(code: str, rows: str = "") -> Table:
    """One table. KeyError where the software has no such form, or the form no such rows."""
    return {(table.code, table.rows): table for table in all_tables()}[code, rows]

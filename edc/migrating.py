"""Migrating in seconds: the operations of a migration are taken together, so that the models are rendered once for it.

Django renders the models anew after every operation, and every form refers to the participant: a new column on each of
a hundred tables renders all of them a hundred times. Tables and columns come out the same.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from django.db.migrations.migration import Migration
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, AlterField, CreateModel
from django.db.migrations.operations.base import Operation

INDEPENDENT = (CreateModel, AddField, AlterField, AddConstraint, AddIndex)
"""What may be done together: each adds something or alters a field of its own, and none undoes another."""


class Together(Operation):
    """Several operations of one kind of which none needs the state between two others."""

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = list(operations)

    def state_forwards(self, app_label: str, state: Any) -> None:
        was_rendered = state.__dict__.pop("apps", None) is not None
        for operation in self.operations:
            operation.state_forwards(app_label, state)
        if was_rendered:
            _ = state.apps

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "; ".join(operation.describe() for operation in self.operations)


@contextmanager
def operations_together() -> Iterator[None]:
    """While this lasts, migrations do independent operations that follow each other as one."""
    apply_each = Migration.apply

    def apply_together(self: Any, *args: Any, **kwargs: Any) -> Any:
        self.operations = _grouped(self.operations)
        return apply_each(self, *args, **kwargs)

    Migration.apply = apply_together  # type: ignore[method-assign]
    try:
        yield
    finally:
        Migration.apply = apply_each  # type: ignore[method-assign]


def _grouped(operations: Sequence[Operation]) -> list[Operation]:
    grouped: list[Operation] = []
    for kind, following in groupby(operations, key=type):
        same = list(following)
        grouped += [Together(same)] if kind in INDEPENDENT and len(same) > 1 else same
    return grouped

"""The one way in which a model is declared audited."""

from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords


def audited(**options: Any) -> HistoricalRecords:
    """`history = audited()`: the triggers write the django-simple-history row and the ledger row of this model.

    simple-history's own signals are off (settings.SIMPLE_HISTORY_ENABLED): its models are the read side only.
    Declared on an abstract base it holds for every form below it. The trail keeps no foreign key to its users: it would
    lock the row of the user once more for each written row, and users are deactivated, never deleted.
    """
    return HistoricalRecords(
        history_change_reason_field=models.TextField(null=True),
        inherit=True,
        user_db_constraint=False,
        **options,
    )


def audited_models() -> list[type[Any]]:
    """Every concrete model whose writes are audited, ordered by table name."""
    from django.apps import apps

    found = [model for model in apps.get_models() if hasattr(model, "history") and not model._meta.proxy]
    return sorted(found, key=lambda model: model._meta.db_table)

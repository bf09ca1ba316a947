"""A small maker: an instance of any audited model with its obligatory columns filled, and a change to make to it."""

import itertools
from typing import Any

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.utils import timezone

from edc.records.encrypted import EncryptedTextField

numbers = itertools.count(1)


BESIDE = {"trial.ReferenceRange": {"high": 1}}
"""What a constraint asks for beyond the obligatory columns: a range has at least one limit."""


SMALLEST_COLUMN = 30_000
"""A small integer holds no more than this and some; a long run of tests counts further."""


def unsaved(model: type[Any]) -> Any:
    """An instance not yet saved; what it refers to is saved. Needs an audit context."""
    filled = {field.name: _value(field) for field in model._meta.concrete_fields if _must_be_filled(field)}
    return model(**filled, **BESIDE.get(model._meta.label, {}))


def saved(model: type[Any]) -> Any:
    made = unsaved(model)
    made.save()
    return made


def change_for(model: type[Any]) -> tuple[str, Any, Any]:
    """A column of the model, a value for it that no made instance has, and an expression that alters it."""
    for field in model._meta.concrete_fields:
        if _is_plain_text(model, field):
            return field.attname, "altered", Concat(F(field.attname), Value("+"))
    return "missing_reasons", {"anything": "UNK"}, Value({"anything": "NA"}, models.JSONField())


def _must_be_filled(field: Any) -> bool:
    if isinstance(field, models.AutoField) or field.db_default is not models.NOT_PROVIDED:
        return False
    return not (field.null or field.has_default() or (field.blank and field.editable))


def _value(field: Any) -> Any:
    number = next(numbers)
    if field.is_relation:
        return saved(field.related_model)
    if field.choices:
        return field.choices[0][0]
    if isinstance(field, models.CharField | models.TextField):
        return f"x{number}"
    if isinstance(field, models.DateTimeField):
        return timezone.now()
    if isinstance(field, models.DateField):
        return timezone.localdate()
    return {} if isinstance(field, models.JSONField) else 1 + number % SMALLEST_COLUMN


def _is_plain_text(model: type[Any], field: Any) -> bool:
    hidden = isinstance(field, EncryptedTextField) or field.name in getattr(model, "audit_masked", ())
    return type(field) is models.CharField and not (field.unique or field.choices or hidden or field.is_relation)

"""What a declaration must satisfy. `manage.py check` refuses the software otherwise, so no reader has to guess."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core import checks
from django.db import models

from edc.crf.declaration import Item
from edc.crf.reading import codelist_of, forms, is_row
from edc.records.audit.exempt import EXEMPT

NUMBERS = (models.IntegerField, models.DecimalField, models.FloatField)
OUR_APPS = ("edc", "trial", "patients", "adverse_events")


def check_declarations(app_configs: Any = None, **_: Any) -> list[checks.CheckMessage]:
    """All declaration checks, as Django system-check errors edc.E001 to edc.E009."""
    found: list[checks.CheckMessage] = [*_duplicate_codes(), *_unaudited_models()]
    for model in apps.get_models():
        if "crf" in model.__dict__ or (is_row(model) and "table" in model.__dict__):
            found += _placement(model)
            found += [error for field in _item_fields(model) for error in _item_errors(model, field)]
    return found


def _error(number: int, model: type[models.Model], text: str) -> checks.Error:
    return checks.Error(text, obj=model, id=f"edc.E00{number}")


def _item_fields(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.get_fields() if isinstance(getattr(field, "item", None), Item)]


def _placement(model: Any) -> Iterator[checks.Error]:
    declared = model.table.items if is_row(model) else model.crf.items
    names = {field.name for field in _item_fields(model)}
    for name in sorted(names - set(declared)):
        yield _error(1, model, f"item {name!r} stands in no section")
    for name, times in Counter(declared).items():
        if times > 1:
            yield _error(1, model, f"item {name!r} stands in {times} sections")
        if name not in names:
            yield _error(2, model, f"section names {name!r}, which is no item of the form")
    if not is_row(model):
        yield from _page_placement(model, names)


def _page_placement(model: Any, names: set[str]) -> Iterator[checks.Error]:
    for name in model.crf.summary:
        if name not in names:
            yield _error(2, model, f"summary names {name!r}, which is no item of the form")
    relations = {relation.get_accessor_name(): relation for relation in model._meta.related_objects}
    for name in model.crf.rows:
        if name not in relations or not is_row(relations[name].related_model):
            yield _error(3, model, f"rows {name!r} name no table of rows")


def _item_errors(model: type[models.Model], field: Any) -> Iterator[checks.Error]:
    declared: Item = field.item
    if isinstance(field, NUMBERS) and not declared.unit:
        yield _error(4, model, f"number {field.name!r} has no unit; write UCUM, or '1' where there is none")
    if declared.sdtm is None:
        yield _error(5, model, f"item {field.name!r} has neither an SDTM target nor not_submitted(reason)")
    codelist = codelist_of(field)
    if field.choices and (codelist is None or "codelists" not in codelist.__module__.split(".")):
        yield _error(6, model, f"choices of {field.name!r} come from no codelists module")
    if declared.when and declared.when.item not in {other.name for other in _item_fields(model)}:
        yield _error(7, model, f"item {field.name!r} hangs on {declared.when.item!r}, which is no item of the form")


def _duplicate_codes() -> Iterator[checks.Error]:
    declared: list[Any] = [model for model in apps.get_models() if "crf" in model.__dict__]
    for model in declared:
        if forms()[model.crf.code] is not model:
            yield _error(8, model, f"form code {model.crf.code!r} is taken")


def _unaudited_models() -> Iterator[checks.Error]:
    for model in apps.get_models():
        historical = model.__name__.startswith("Historical")
        if model._meta.app_label not in OUR_APPS or historical or model._meta.label in EXEMPT:
            continue
        if not hasattr(model, "history"):
            yield _error(9, model, "the model has no history and is not listed in edc/records/audit/exempt.py")

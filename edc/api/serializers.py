"""Serializers made from the declarations: what is read of a page, what a first entry gives, what a change gives.

A key that is not on the list is refused by name, also one that exists and is not for writing: nothing is ignored.
"""

from functools import cache
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from edc.api.fields import ItemPartialDate, ItemText, ItemTime
from edc.crf.missing import MissingReason
from edc.crf.partial_dates import PartialDateField
from edc.crf.reading import item_of, items_of, rows_of
from edc.records.reasons import Reason, ReasonCode

ROWS_AT_MOST = 1000


class StrictSerializer(serializers.Serializer):  # type: ignore[type-arg]
    """Refuses every key that it does not take."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            taken = {name for name, field in self.fields.items() if not field.read_only}
            if refused := [str(key) for key in data if key not in taken]:
                raise serializers.ValidationError({key: [_("This cannot be set here.")] for key in refused})
        return super().to_internal_value(data)


class ReasonSerializer(StrictSerializer):
    """Why a record is changed."""

    code = serializers.ChoiceField(ReasonCode.choices)
    text = ItemText(max_length=500)

    def to_internal_value(self, data: Any) -> Reason:
        return Reason(**super().to_internal_value(data))


class RecordSerializer(StrictSerializer, serializers.ModelSerializer):  # type: ignore[type-arg]
    """The items of a page or a row, and the reasons for those that are missing.

    A reason for a missing value is taken back by null.
    """

    serializer_field_mapping = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.CharField: ItemText,
        models.TextField: ItemText,
        models.DateTimeField: ItemTime,
        PartialDateField: ItemPartialDate,
    }

    missing_reasons = serializers.DictField(
        child=serializers.ChoiceField(MissingReason.choices, allow_null=True), required=False
    )

    def validate_missing_reasons(self, reasons: dict[str, str | None]) -> dict[str, str | None]:
        items = items_of(self.Meta.model)
        refused = [name for name in reasons if name not in items or not item_of(items[name]).required]
        if refused:
            raise serializers.ValidationError({name: [_("No item that needs a reason.")] for name in refused})
        return reasons


@cache
def page_serializer(model: Any) -> type[RecordSerializer]:
    """Reads a page, and takes a first entry."""
    keys: dict[str, serializers.Field[Any, Any, Any, Any]] = {
        "subject": serializers.CharField(source="subject_id", max_length=32),
        "visit": serializers.CharField(source="visit_code", max_length=16),
        "occurrence": serializers.IntegerField(min_value=1, max_value=32767, default=1),
    }
    return _page_serializer(model, model.__name__, keys)


@cache
def change_serializer(model: Any) -> type[RecordSerializer]:
    """Takes a change: what is not given stays. A table that is given stands afterwards as it was given."""
    return _page_serializer(model, f"{model.__name__}Change", {"reason": ReasonSerializer(required=False)})


def _page_serializer(model: type[Any], name: str, keys: dict[str, Any]) -> type[RecordSerializer]:
    tables = {
        table: _row_serializer(row)(many=True, required=False, max_length=ROWS_AT_MOST)  # type: ignore[arg-type]
        for table, row in rows_of(model).items()
    }
    site = serializers.CharField(source="subject.site_code", read_only=True)
    not_done = ItemText(required=False, allow_blank=True, max_length=200)
    own = {**keys, "site": site, "not_done_reason": not_done, **tables}
    kept = ("id", "status", "is_locked", "version")
    names = (*kept, *own, *items_of(model), "missing_reasons")
    return _made(name, model, own, names, read_only=kept)


@cache
def _row_serializer(model: Any) -> Any:
    """A row with its id is the row that it was; one without is new; one that is left out is removed."""
    own = {"id": serializers.IntegerField(required=False)}
    return _made(model.__name__, model, own, ("id", *items_of(model), "missing_reasons"))


def _made(
    name: str, model: type[Any], own: dict[str, Any], names: tuple[str, ...], read_only: tuple[str, ...] = ()
) -> type[RecordSerializer]:
    derived = tuple(item for item, field in items_of(model).items() if item_of(field).derived)
    options = {"model": model, "fields": names, "read_only_fields": (*read_only, *derived), "validators": []}
    return type(name, (RecordSerializer,), {**own, "Meta": type("Meta", (), options), "__doc__": model.__doc__})

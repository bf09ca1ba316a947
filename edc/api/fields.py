"""Items as JSON values, where REST framework's own fields are too lenient for a record."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from edc.crf.dates import OLDEST_YEAR, TOO_OLD
from edc.crf.partial_dates import PartialDate, PartialDateField
from edc.crf.text import as_text


class ItemText(serializers.CharField):
    """Free text under the rule of the entry screens."""

    def to_internal_value(self, data: Any) -> Any:
        return as_text(super().to_internal_value(data))


class ItemTime(serializers.DateTimeField):
    """A time with its zone: without one, nobody can tell which hour is meant."""

    default_error_messages = {
        "no_zone": _("Write the zone as well, for example 2026-11-20T09:15:00+08:00."),
        "too_old": TOO_OLD,
    }

    def enforce_timezone(self, value: dt.datetime) -> dt.datetime:
        if timezone.is_naive(value):
            self.fail("no_zone")
        if value.year < OLDEST_YEAR:
            self.fail("too_old")
        return super().enforce_timezone(value)


@extend_schema_field({"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"})
class ItemPartialDate(serializers.Field):  # type: ignore[type-arg]
    """A date at the precision known: 2026, 2026-05, 2026-05-12."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{key: value for key, value in kwargs.items() if key not in ("max_length", "allow_blank")})

    def to_internal_value(self, data: Any) -> PartialDate | None:
        return PartialDateField().to_python(data)

    def to_representation(self, value: PartialDate) -> str:
        return str(value)

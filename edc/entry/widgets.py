"""Controls for items by their kind, the same on every form."""

import datetime as dt
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone

from edc.crf.dates import refuse_too_old
from edc.crf.partial_dates import PartialDateField
from edc.crf.reading import codelist_of

RADIO_AT_MOST = 3


class LocalMinute(forms.DateTimeInput):
    """Date and time on the study clock; seconds are shown only where the value has them."""

    input_type = "datetime-local"

    def format_value(self, value: Any) -> Any:
        if not isinstance(value, dt.datetime):
            return value
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return local.strftime("%Y-%m-%dT%H:%M:%S" if local.second else "%Y-%m-%dT%H:%M")


NUMBER = forms.TextInput(attrs={"inputmode": "decimal", "class": "number"})
WIDGETS: tuple[tuple[type[Any], Any], ...] = (
    (PartialDateField, forms.TextInput(attrs={"placeholder": "2026-05-12"})),
    (models.DateTimeField, LocalMinute),
    (models.DateField, forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})),
    (models.TimeField, forms.TimeInput(format="%H:%M", attrs={"type": "time"})),
    (models.DecimalField, NUMBER),
    (models.IntegerField, NUMBER),
    (models.TextField, forms.Textarea(attrs={"rows": 2})),
)
"""The control of each kind of item; the first kind that fits counts. Django copies the widget for every field."""


def control_for(field: Any, *, in_row: bool, **options: Any) -> Any:
    """The form field of an item, with the control that suits it. An empty choice reads as a dash."""
    made = field.formfield(**(options | _widget_for(field, in_row=in_row)))
    if isinstance(field, models.DateField):  # a DateTimeField is one as well
        made.validators.append(refuse_too_old)
    if (codelist := codelist_of(field)) is not None:
        made.choices = [("", "—"), *codelist.choices]
    return made


def _widget_for(field: Any, *, in_row: bool) -> dict[str, Any]:
    if codelist_of(field) is not None:
        return {"widget": forms.RadioSelect} if not in_row and len(field.choices) <= RADIO_AT_MOST else {}
    for kind, widget in WIDGETS:
        if isinstance(field, kind):
            return {"widget": widget}
    return {}

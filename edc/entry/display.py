"""Values as a person reads them: the label of a term, the study clock, the words of a missing reason."""

import datetime as dt
from typing import Any

from django.utils import timezone

from edc.crf.missing import MissingReason


def shown(field: Any, value: Any) -> str:
    """The value of an item in the reader's language; "" when there is none."""
    if value is None or value == "":
        return ""
    if field.choices and value in (labels := dict(field.flatchoices)):
        return str(labels[value])
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    return str(value)


def shown_reason(code: str) -> str:
    """The words for a missing reason, "" for none."""
    return str(MissingReason(code).label) if code else ""

"""Dates at the precision known. Nothing is imputed; comparison is by the interval a date can mean."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

UNKNOWN = r"(?:UN|UNK|--?|XX)"
LONGEST_TYPED = 14
FORMS = (
    re.compile(r"(?P<y>\d{4})(?:[-/.](?P<m>\d{1,2}))?(?:[-/.](?P<d>\d{1,2}))?"),
    re.compile(r"(?P<y>\d{4})年(?:(?P<m>\d{1,2})月)?(?:(?P<d>\d{1,2})日)?"),
    re.compile(r"(?P<m>\d{1,2})[-/.](?P<y>\d{4})"),
    re.compile(rf"(?:{UNKNOWN})[-/.](?:{UNKNOWN})[-/.](?P<y>\d{{4}})", re.IGNORECASE),
    re.compile(rf"(?:{UNKNOWN})[-/.](?P<m>\d{{1,2}})[-/.](?P<y>\d{{4}})", re.IGNORECASE),
    re.compile(rf"(?P<y>\d{{4}})[-/.](?P<m>\d{{1,2}})[-/.](?:{UNKNOWN})", re.IGNORECASE),
    re.compile(rf"(?P<y>\d{{4}})[-/.](?:{UNKNOWN})[-/.](?:{UNKNOWN})", re.IGNORECASE),
)


@dataclass(frozen=True)
class PartialDate:
    """A year, a month or a day, as known. `str()` is ISO 8601 at reduced precision: 2026, 2026-05, 2026-05-12."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        dt.date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read `2026`, `2026-05`, `5/2026`, `UN-UNK-2026`, `2026-05-UN`, `2026年5月` … ; ValueError otherwise."""
        for form in FORMS:
            if match := form.fullmatch(text.strip()):
                parts = {key: int(value) for key, value in match.groupdict().items() if value}
                return cls(parts["y"], parts.get("m"), parts.get("d"))
        raise ValueError(f"{text!r} is not a date")

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def earliest(self) -> dt.date:
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> dt.date:
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def certainly_before(self, other: "Day") -> bool:
        """True only when no reading of both dates allows otherwise."""
        return self.latest < earliest(other)

    def certainly_after(self, other: "Day") -> bool:
        """True only when no reading of both dates allows otherwise."""
        return self.earliest > latest(other)


Day = dt.date | PartialDate
"""A day as it is known: a date, or less than that."""


def earliest(day: Day) -> dt.date:
    """The first day that it can mean."""
    return day.earliest if isinstance(day, PartialDate) else day


def latest(day: Day) -> dt.date:
    """The last day that it can mean."""
    return day.latest if isinstance(day, PartialDate) else day


class PartialDateField(models.CharField):  # type: ignore[type-arg]
    """Stores a PartialDate as ISO 8601 text of 4, 7 or 10 characters, so that export and sort need no conversion."""

    description = "Date at the precision known"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, *_: object) -> PartialDate | None:
        return PartialDate.parse(value) if value else None

    def to_python(self, value: Any) -> PartialDate | None:
        if value is None or value == "" or isinstance(value, PartialDate):
            return value or None
        try:
            return PartialDate.parse(str(value))
        except ValueError as error:
            raise ValidationError(
                _("Write the date as far as it is known, for example 2026-05-12, 2026-05 or 2026."), code="invalid"
            ) from error

    def run_validators(self, value: Any) -> None:
        """Nothing more is asked: a CharField would measure the length, which a PartialDate does not have."""

    def formfield(self, **kwargs: Any) -> Any:
        """A text field; what is typed may be longer than what is stored, such as UN-UNK-2026."""
        return super().formfield(**{"max_length": LONGEST_TYPED, **kwargs})

    def get_prep_value(self, value: Any) -> str | None:
        parsed = self.to_python(value)
        return str(parsed) if parsed else None

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj) or "")

"""What holds of every date: no source of a living person says a year before 1900; a day begins on the study clock."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

OLDEST_YEAR = 1900
TOO_OLD = _("The year is before 1900. Check the year in the source.")


def refuse_too_old(value: dt.date | dt.datetime) -> None:
    """Raise ValidationError for a year that is a slip of the key: such times cannot even be kept in UTC."""
    if value.year < OLDEST_YEAR:
        raise ValidationError(TOO_OLD, code="too_old")


def day_of(value: Any) -> Any:
    """The day of a date, of an instant on the study clock, or a partial date as it is known; None stays None."""
    return timezone.localdate(value) if isinstance(value, dt.datetime) else value


def start_of(day: dt.date) -> dt.datetime:
    """Midnight at which a day begins in the study zone."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))

"""How old a finding may be on the day of infusion."""

import datetime as dt
from collections.abc import Collection
from enum import StrEnum

from edc.rule import Rule
from trial.rules.months import months_before

RULE = Rule(
    "SUB-WINDOWS",
    1,
    "Age of findings on the day of infusion",
    "Sub-windows of the participant's protocol version",
)


class Freshness(StrEnum):
    """How the newest finding lies to its sub-window."""

    FRESH = "fresh"
    TOO_OLD = "too old"
    NOT_FOUND = "not found"


def earliest_allowed(*, before: dt.date, days: int = 0, months: int = 0) -> dt.date:
    """The first day on which a finding still counts: `days` days or `months` calendar months before; it is included.

    Source: the protocol's sub-windows.
    """
    return months_before(before, months=months) - dt.timedelta(days=days)


def freshness(found_on: Collection[dt.date], *, before: dt.date, days: int = 0, months: int = 0) -> Freshness:
    """Whether the newest finding up to that day is young enough. Findings after the day do not count.

    Source: the protocol's sub-windows.
    """
    earlier = [day for day in found_on if day <= before]
    if not earlier:
        return Freshness.NOT_FOUND
    first = earliest_allowed(before=before, days=days, months=months)
    return Freshness.FRESH if max(earlier) >= first else Freshness.TOO_OLD

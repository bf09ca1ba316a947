"""When a visit may take place, and what that means today."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from trial.rules.study_day import date_of_study_day


class VisitStatus(StrEnum):
    """What is expected of a visit that has not been done yet."""

    NOT_YET = "not_yet"
    DUE = "due"
    OVERDUE = "overdue"
    CLOSED = "closed"


@dataclass(frozen=True)
class WindowDates:
    """First date, planned date and last date of a visit; all three count."""

    opens: date
    planned: date
    closes: date

    def days_left(self, *, today: date) -> int:
        """Days until the window closes: 0 on its last day, negative after it."""
        return (self.closes - today).days


def window_dates(*, infusion_day: date, day: int, before: int, after: int) -> WindowDates:
    """Dates of a visit on study day `day`, allowed `before` and `after` days away from it.

    Source: NCT05270772, "28 (+-3) days after infusion": a window reaches both ways from its day.
    """
    planned = date_of_study_day(day=day, infusion_day=infusion_day)
    return WindowDates(opens=planned - timedelta(days=before), planned=planned, closes=planned + timedelta(days=after))


def visit_status(*, window: WindowDates, today: date, followed_until: date | None = None) -> VisitStatus:
    """Due while the window is open, overdue after it; closed when follow-up ended before it opened.

    Source: definition of this software; the first and the last day of a window count.
    """
    if followed_until is not None and followed_until < window.opens:
        return VisitStatus.CLOSED
    if today < window.opens:
        return VisitStatus.NOT_YET
    return VisitStatus.DUE if today <= window.closes else VisitStatus.OVERDUE

"""Calendar months before a day, as the words "within 3 months before" are read."""

import calendar
import datetime as dt


def months_before(day: dt.date, *, months: int) -> dt.date:
    """The same day of the month, `months` calendar months earlier; the last day of a shorter month.

    Three months before 31 May is 28 or 29 February. An event on that day itself is within the time.

    Source: a reading of this project; eligibility criteria say "within 3 months" and no more.
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))

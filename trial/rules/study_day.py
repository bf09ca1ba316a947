"""The trial calendar: the day of infusion is day 0."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo


def calendar_day(*, instant: datetime, zone: ZoneInfo) -> date:
    """The date on the wall calendar of the study zone; ValueError for a time that names no zone.

    Source: ISO 8601-1:2019, local date of an instant in a zone.
    """
    if instant.tzinfo is None:
        raise ValueError("A time without a zone falls on no particular day.")
    return instant.astimezone(zone).date()


def study_day(*, on: date, infusion_day: date) -> int:
    """Whole days from infusion: 0 on that day, negative before. There is a day 0, unlike in SDTM's --DY.

    Source: NCT05270772, "28 (+-3) days after infusion"; CDISC SDTMIG 3.4, 4.4.4, for the difference.
    """
    return (on - infusion_day).days


def date_of_study_day(*, day: int, infusion_day: date) -> date:
    """The date on which a study day falls.

    Source: the inverse of `study_day`.
    """
    return infusion_day + timedelta(days=day)

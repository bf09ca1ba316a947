"""Dose-limiting toxicity: the days that count, and the conclusion from what the committee decided."""

import datetime as dt
from collections.abc import Sequence


def followed_long_enough(*, followed_to: dt.date, infusion_day: dt.date, days: int, tolerance_days: int) -> bool:
    """Whether a participant was followed to the end of the window, less its tolerance.

    Source: registry record NCT05270772, 28 (+-3) days after infusion; that day 25 suffices is our reading.
    """
    return (followed_to - infusion_day).days >= days - tolerance_days


def dlt_occurred(*, adjudicated: Sequence[bool | None], evaluable: bool | None) -> bool | None:
    """True with any candidate confirmed; False when none is and the participant is evaluable; else None, undecided."""
    if any(adjudicated):
        return True
    return False if evaluable and None not in adjudicated else None

"""Overall, event-free and relapse-free survival and duration of response: when each begins, what ends it, what censors.

Days are differences of dates: an event on the day of the start is at 0. ADaM counts one more (ADT - STARTDT + 1).
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from edc.rule import Rule

RULE = Rule(
    "TIME-TO-EVENT",
    1,
    "Overall, event-free and relapse-free survival, duration of response",
    "Endpoints of NCT05270772 and NCT06179524; FDA guidance on clinical trial endpoints for cancer drugs, 2018",
    is_confirmed=False,
)


class Why(StrEnum):
    """What ended a time: events first, then what censored it."""

    DEATH = "death"
    RELAPSE = "relapse"
    NO_RESPONSE = "no response"
    MRD = "mrd"
    ALIVE = "alive"
    NO_EVENT = "no event"
    TRANSPLANT = "transplant"
    NEW_THERAPY = "new therapy"
    OTHER_DEATH = "other death"


@dataclass(frozen=True)
class TimeToEvent:
    """From `began_on` to `ended_on`: an event or a censoring, and why."""

    began_on: dt.date
    ended_on: dt.date
    is_event: bool
    why: Why

    @property
    def days(self) -> int:
        return (self.ended_on - self.began_on).days

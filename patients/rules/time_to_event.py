"""Overall, event-free and relapse-free survival and duration of response: when each begins, what ends it, what censors.

Days are differences of dates: an event on the day of the start is at 0. ADaM counts one more (ADT - STARTDT + 1).
An event and the start of another therapy on the same day: the event counts. What was found on the day of death counts
before the death. Nothing after the data cut-off counts.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from edc.rule import Rule
from patients.rules.response import NE, NR, REMISSIONS

RULE = Rule(
    "TIME-TO-EVENT",
    1,
    "Overall, event-free and relapse-free survival, duration of response",
    "ELN 2022 (Dohner H et al. Blood 2022;140:1345-1377), Table 7; FDA guidance on clinical trial endpoints for cancer "
    "drugs and biologics, 2018; what the record leaves open are settings of the protocol",
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


@dataclass(frozen=True, kw_only=True)
class Course:
    """What is known of one participant on the day of the data cut-off; None is not, or did not happen.

    `assessments` are (day, response) in their order. `transplanted_on` is a transplant in remission, `new_therapy_on`
    any other therapy against the leukaemia. `response_until` is the last day on which a first remission counts.
    """

    infused_on: dt.date
    cutoff: dt.date
    response_until: dt.date
    died_on: dt.date | None = None
    died_of_leukaemia: bool = False
    relapsed_on: dt.date | None = None
    mrd_returned_on: dt.date | None = None
    transplanted_on: dt.date | None = None
    new_therapy_on: dt.date | None = None
    assessments: tuple[tuple[dt.date, str], ...] = ()

    @property
    def own(self) -> tuple[tuple[dt.date, str], ...]:
        """The assessments that speak of this treatment: those before another therapy began, or on that day."""
        until = self.new_therapy_on
        return tuple(each for each in self.assessments if until is None or each[0] <= until)

    @property
    def remission_on(self) -> dt.date | None:
        """The day of the first CR, CRh or CRi, before any other therapy."""
        return next((on for on, response in self.own if response in REMISSIONS), None)

    def last_adequate(self, *, since: dt.date, until: dt.date | None = None) -> dt.date:
        """The last assessment that could be evaluated, `since` where there is none."""
        adequate = [on for on, response in self.assessments if response != NE and (until is None or on <= until)]
        return max([since, *adequate])


@dataclass(frozen=True, kw_only=True)
class Censoring:
    """What the protocol lets end a time (settings of the same names in `SurvivalRules`)."""

    censor_at_hsct: bool = False
    censor_at_new_therapy: bool = True
    mrd_recurrence_is_event: bool = False


def overall_survival(*, began_on: dt.date, died_on: dt.date | None, known_until: dt.date) -> TimeToEvent | None:
    """From infusion or enrolment to death of any cause; censored on the last day known alive.

    None where the death lies before the start: the dates contradict each other.

    Source: FDA guidance, Clinical Trial Endpoints for the Approval of Cancer Drugs and Biologics, 2018.
    """
    if died_on is not None:
        return TimeToEvent(began_on, died_on, True, Why.DEATH) if died_on >= began_on else None
    return TimeToEvent(began_on, max(began_on, known_until), False, Why.ALIVE)


def event_free_survival(course: Course, *, censoring: Censoring, no_response_at_start: bool) -> TimeToEvent:
    """From infusion to no response, relapse or death of any cause.

    No response is known when the last response window has closed, another therapy has begun or the participant has
    died, and no remission was reached. It counts on the day of the last assessment that showed it, or, as a setting,
    on the day of infusion.

    Source: ELN 2022 (Dohner H et al. Blood 2022;140:1345-1377), Table 7, for the events; the day is a setting.
    """
    failed_on = _no_response(course)
    events = _events(course)
    if failed_on is not None:
        events.append((course.infused_on if no_response_at_start else failed_on, Why.NO_RESPONSE))
    return _ended(course, course.infused_on, events, censoring)


def relapse_free_survival(course: Course, *, censoring: Censoring) -> TimeToEvent | None:
    """From the first remission to relapse or death of any cause; None without a remission.

    Source: ELN 2022 (Dohner H et al. Blood 2022;140:1345-1377), Table 7.
    """
    return _ended(course, course.remission_on, _events(course), censoring) if course.remission_on else None


def duration_of_response(course: Course, *, censoring: Censoring, any_death: bool) -> TimeToEvent | None:
    """From the first remission to relapse or death; None without a remission.

    Without `any_death` only a death from leukaemia counts, and another one censors: it competes.

    Source: NCT05270772 (from the first CR or CRi); which deaths count is a setting.
    """
    began = course.remission_on
    if began is None:
        return None
    ended = _ended(course, began, _events(course), censoring)
    if ended.why == Why.DEATH and not any_death and not course.died_of_leukaemia:
        return TimeToEvent(began, ended.ended_on, False, Why.OTHER_DEATH)
    return ended


def assumed_day(*, earliest: dt.date, latest: dt.date, not_before: dt.date | None) -> dt.date:
    """The day that stands for a date of which the month or the year alone is known.

    The first one that it can be, but none before the last day on which the event was known not to have happened.

    Source: a reading of this project (the earlier day is the cautious one); full dates are left as they are.
    """
    return min(max(earliest, not_before), latest) if not_before else earliest


def _events(course: Course) -> list[tuple[dt.date, Why]]:
    happened = ((course.relapsed_on, Why.RELAPSE), (course.died_on, Why.DEATH), (course.mrd_returned_on, Why.MRD))
    return [(on, why) for on, why in happened if on is not None]


def _no_response(course: Course) -> dt.date | None:
    """The day of the last assessment that showed no response, None while it is open or where there was one."""
    seen = [(on, response) for on, response in course.own if on <= course.response_until]
    is_decided = course.cutoff >= course.response_until or course.new_therapy_on or course.died_on
    if not is_decided or any(response in REMISSIONS for _, response in seen):
        return None
    return max((on for on, response in seen if response == NR), default=None)


def _ended(
    course: Course, began_on: dt.date, events: Iterable[tuple[dt.date, Why]], censoring: Censoring
) -> TimeToEvent:
    counted = [(on, why) for on, why in events if why != Why.MRD or censoring.mrd_recurrence_is_event]
    after = (each for each in counted if each[0] >= began_on)
    event = min(after, key=lambda each: (each[0], each[1] == Why.DEATH, each[1]), default=None)
    stop = min(_stops(course, began_on, censoring), default=None)
    if event is not None and (stop is None or event[0] <= stop[0]):
        return TimeToEvent(began_on, event[0], True, event[1])
    if stop is None:
        return TimeToEvent(began_on, course.last_adequate(since=began_on), False, Why.NO_EVENT)
    if stop[1] == Why.TRANSPLANT:
        return TimeToEvent(began_on, stop[0], False, Why.TRANSPLANT)
    return TimeToEvent(began_on, course.last_adequate(since=began_on, until=stop[0]), False, Why.NEW_THERAPY)


def _stops(course: Course, began_on: dt.date, censoring: Censoring) -> list[tuple[dt.date, Why]]:
    stops = (
        (course.transplanted_on, Why.TRANSPLANT, censoring.censor_at_hsct),
        (course.new_therapy_on, Why.NEW_THERAPY, censoring.censor_at_new_therapy),
    )
    return [(on, why) for on, why, counts in stops if counts and on is not None and on >= began_on]

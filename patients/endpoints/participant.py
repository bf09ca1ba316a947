"""The endpoints of one participant, from the pages of the casebook and the settings of the protocol."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from edc.records.subject_data import SubjectData
from patients.codelists.disease import MrdResult
from patients.codelists.follow_up import DeathCause
from patients.consents import first_consent_day
from patients.endpoints import facts
from patients.endpoints.cells import aplasia_of, expansion, kinetics_of
from patients.endpoints.results import Assessed, ParticipantEndpoints, WindowResponse
from patients.rules.response import BEST_FIRST, NE, REMISSIONS, best_response, is_maintained
from patients.rules.time_to_event import (
    Censoring,
    Course,
    duration_of_response,
    event_free_survival,
    overall_survival,
    relapse_free_survival,
)
from trial.protocol import Protocol
from trial.protocol_settings import NonResponder, SurvivalStart

READS = ("INF", "IC", "RS", "SU", "SV", "DD", "ST", "EOS", "CK", "BC")
"""Forms that the endpoints look at."""


def response_windows(protocol: Protocol) -> tuple[tuple[int, int, int], ...]:
    """(planned day, first day, last day) of each day on which response is judged; its visit gives the window."""
    planned = {visit.day: visit.window for visit in protocol.visits if visit.window is not None}
    return tuple((day, *(planned.get(day) or (day, day))) for day in protocol.response_criteria.days)


def endpoints_of(data: SubjectData, *, protocol: Protocol, cutoff: dt.date) -> ParticipantEndpoints:
    """Everything about one participant that happened up to the cut-off, that day included."""
    infused = facts.infused_on(data, cutoff)
    alive = facts.last_known_alive(data, cutoff)
    died = facts.died_on(data, cutoff, alive)
    known = ParticipantEndpoints(
        number=data.subject.number,
        site_code=data.subject.site_code,
        dose_level="",
        consented_on=first_consent_day(data),
        infused_on=infused,
        followed_to=died or alive,
        died_on=died,
        relapsed_on=None,
        transplanted_on=None,
        new_therapy_on=None,
    )
    if infused is not None:
        known = _with_course(
            replace(known, dose_level=data.page("INF").dose_level or ""), infused, data, protocol, cutoff
        )
    return replace(known, os=_survival(known, protocol))


def _with_course(
    known: ParticipantEndpoints, infused: dt.date, data: SubjectData, protocol: Protocol, cutoff: dt.date
) -> ParticipantEndpoints:
    seen = facts.assessments(data, infused, cutoff, protocol.response_criteria.assessor)
    samples = expansion(data, data.page("INF").started_at, cutoff)
    known = replace(
        known,
        relapsed_on=facts.relapsed_on(data, seen, cutoff),
        transplanted_on=facts.transplanted_on(data, infused, cutoff),
        new_therapy_on=facts.new_therapy_on(data, infused, cutoff),
        assessments=seen,
        expansion=samples,
        kinetics=kinetics_of(samples, protocol.dlt_window.tolerance_days),
        aplasia=aplasia_of(data, infused, cutoff, protocol.b_cell_aplasia),
    )
    known = _with_response(known, infused, protocol, cutoff)
    death = data.page("DD")
    of_leukaemia = death is not None and death.cause == DeathCause.DISEASE
    return _with_times(known, _course(known, infused, protocol, cutoff, of_leukaemia), protocol)


def _with_response(
    known: ParticipantEndpoints, infused: dt.date, protocol: Protocol, cutoff: dt.date
) -> ParticipantEndpoints:
    until, today = known.new_therapy_on, (cutoff - infused).days
    own = [each for each in known.assessments if until is None or each.on <= until]
    windows = response_windows(protocol)
    counted = [each for each in own if each.day <= max(last for _, _, last in windows)]
    may_come = known.died_on is None and until is None
    best = best_response([each.response for each in counted])
    remissions = [each for each in own if each.response in REMISSIONS]
    return replace(
        known,
        windows=tuple(_window(own, each, is_open=may_come and today <= each[2]) for each in windows),
        best_response=best,
        first_remission_on=remissions[0].on if remissions else None,
        is_mrd_negative=_is_mrd_negative(counted),
        is_open=may_come and best not in REMISSIONS and today <= max(last for _, _, last in windows),
    )


def _window(own: Sequence[Assessed], window: tuple[int, int, int], *, is_open: bool) -> WindowResponse:
    day, first, last = window
    inside = [each for each in own if first <= each.day <= last and each.response is not None]
    best = min(inside, key=_from_best, default=None)
    response = best.response if best else None
    return WindowResponse(day, response, best.mrd if best else None, is_open and response in (None, NE))


def _from_best(each: Assessed) -> tuple[int, bool]:
    return BEST_FIRST.index(str(each.response)), each.mrd != MrdResult.NEGATIVE


def _is_mrd_negative(seen: Sequence[Assessed]) -> bool | None:
    results = [each.mrd for each in seen if each.response in REMISSIONS]
    return MrdResult.NEGATIVE in results if results else None


def _course(
    known: ParticipantEndpoints, infused: dt.date, protocol: Protocol, cutoff: dt.date, of_leukaemia: bool
) -> Course:
    last = max(last for _, _, last in response_windows(protocol))
    return Course(
        infused_on=infused,
        cutoff=cutoff,
        response_until=infused + dt.timedelta(days=last),
        died_on=known.died_on,
        died_of_leukaemia=of_leukaemia,
        relapsed_on=known.relapsed_on,
        mrd_returned_on=facts.mrd_returned_on(known.assessments),
        transplanted_on=known.transplanted_on,
        new_therapy_on=known.new_therapy_on,
        assessments=tuple((each.on, each.response) for each in known.assessments if each.response is not None),
    )


def _with_times(known: ParticipantEndpoints, course: Course, protocol: Protocol) -> ParticipantEndpoints:
    rules = protocol.survival
    censoring = Censoring(**{each.name: getattr(rules, each.name) for each in fields(Censoring)})
    at_start = rules.non_responder == NonResponder.AT_START
    free = relapse_free_survival(course, censoring=censoring)
    times: dict[str, Any] = {
        "efs": event_free_survival(course, censoring=censoring, no_response_at_start=at_start),
        "rfs": free,
        "dor": duration_of_response(course, censoring=censoring, any_death=rules.any_death_ends_response),
    }
    needed = protocol.response_criteria.maintained_days
    lasts = (
        None if free is None else is_maintained(remission_days=free.days, has_ended=free.is_event, needed_days=needed)
    )
    return replace(known, **times, is_maintained=lasts)


def _survival(known: ParticipantEndpoints, protocol: Protocol) -> Any:
    from_enrolment = protocol.survival.start == SurvivalStart.ENROLMENT
    began = known.consented_on if from_enrolment else known.infused_on
    if began is None:
        return None
    return overall_survival(began_on=began, died_on=known.died_on, known_until=known.followed_to or began)

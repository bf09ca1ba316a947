"""The endpoints of the study: rates with exact intervals, curves, follow-up."""

import datetime as dt
from collections.abc import Sequence

from edc.records.subject_data import SubjectData
from patients.codelists.disease import MrdResult
from patients.endpoints.participant import endpoints_of
from patients.endpoints.results import ParticipantEndpoints, Rate, StudyEndpoints
from patients.rules.proportion import proportion
from patients.rules.response import REMISSIONS
from patients.rules.survival import Curve, follow_up, kaplan_meier
from patients.rules.time_to_event import TimeToEvent
from trial.protocol import Protocol

ORR, MRD = "ORR", "MRD"


def study_endpoints(found: Sequence[SubjectData], *, protocol: Protocol, cutoff: dt.date) -> StudyEndpoints:
    """The endpoints of these participants, read with `READS`, under one protocol version."""
    each_one = tuple(endpoints_of(data, protocol=protocol, cutoff=cutoff) for data in found)
    confidence = protocol.survival.confidence_percent
    survival = _times([each.os for each in each_one])

    def curve(times: Sequence[TimeToEvent | None]) -> Curve | None:
        return kaplan_meier(_times(times), confidence_percent=confidence)

    return StudyEndpoints(
        protocol_code=protocol.code,
        cutoff=cutoff,
        participants=each_one,
        rates=rates(each_one, protocol=protocol),
        os=curve([each.os for each in each_one]),
        efs=curve([each.efs for each in each_one]),
        rfs=curve([each.rfs for each in each_one]),
        dor=curve([each.dor for each in each_one]),
        follow_up=follow_up(survival, confidence_percent=confidence),
    )


def rates(participants: Sequence[ParticipantEndpoints], *, protocol: Protocol) -> tuple[Rate, ...]:
    """Remissions, and remissions without residual disease, at each response window and in any of them.

    Everybody infused counts, whoever was not assessed as well, as soon as the window has closed or a response is known.
    """
    infused = [each for each in participants if each.infused_on is not None]
    made: list[tuple[str, int | None, int, int, int]] = []
    for at, day in enumerate(protocol.response_criteria.days):
        closed = [each.windows[at] for each in infused if not each.windows[at].is_pending]
        remissions = [window for window in closed if window.response in REMISSIONS]
        clear = [window for window in remissions if window.mrd == MrdResult.NEGATIVE]
        pending = len(infused) - len(closed)
        made += [(ORR, day, len(remissions), len(closed), pending), (MRD, day, len(clear), len(closed), pending)]
    decided = [each for each in infused if not each.is_open]
    reached = [each for each in decided if each.best_response in REMISSIONS]
    clear_ones = [each for each in reached if each.is_mrd_negative]
    pending = len(infused) - len(decided)
    made += [(ORR, None, len(reached), len(decided), pending), (MRD, None, len(clear_ones), len(decided), pending)]
    confidence = protocol.survival.confidence_percent
    return tuple(
        Rate(code, day, proportion(events=events, total=total, confidence_percent=confidence), waiting)
        for code, day, events, total, waiting in made
    )


def _times(found: Sequence[TimeToEvent | None]) -> list[tuple[int, bool]]:
    return [(each.days, each.is_event) for each in found if each is not None]

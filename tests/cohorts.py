"""A committee that decides, and participants who are infused and assessed, for tests of cohorts."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils import timezone

from adverse_events.cohort.board import read_board
from adverse_events.cohort.deciding import countersign, decide
from adverse_events.models import DltAssessment
from edc.access.models import User
from edc.access.roles import Role
from edc.crf.codelists import NoYes
from patients.models import Infusion, Subject
from patients.slots import plan_infusion, take_slot
from tests.participants import HOSPITAL_TIME, store
from tests.people import make_user
from trial.decisions import Proposed
from trial.models import DoseLevelDecision, ProtocolVersion


def proposed(kind: str = "OPEN", levels: tuple[str, str] = ("", "DL1"), **given: Any) -> Proposed:
    """What a committee decides; it always says why it differs from the design."""
    asked = {
        "places": 0 if kind == "STOP" else 3,
        "rationale": "Safety data of all participants were reviewed.",
        "differs_because": "As agreed with the sponsor.",
        "met_on": dt.date(2020, 1, 1),
        "members": ["PRINCIPAL INVESTIGATOR", "MEDICAL MONITOR"],
    }
    return Proposed(decision=kind, level_from=levels[0], level_to=levels[1], **{**asked, **given})


def decided(
    version: ProtocolVersion, kind: str = "OPEN", levels: tuple[str, str] = ("", "DL1"), *, signed: bool = True,
    by: User | None = None, **given: Any,
) -> DoseLevelDecision:  # fmt: skip
    """A decision of the principal investigator of site 301, with the medical monitor's signature unless said."""
    board = read_board(version, on=timezone.localdate(), site_code="301")
    head = by or make_user(Role.PRINCIPAL_INVESTIGATOR)
    decision = decide(board=board, site_code="301", proposed=proposed(kind, levels, **given), by=head)
    if signed:
        countersign(decision, by=make_user(Role.MEDICAL_MONITOR))
    return DoseLevelDecision.objects.get(pk=decision.pk)


def placed(subject: Subject, level: str, on: dt.date, *, by: User | None = None) -> Subject:
    """Give a participant a place and a planned day."""
    nurse = by or make_user(Role.RESEARCH_NURSE)
    take_slot(subject=subject, level=level, by=nurse)
    plan_infusion(subject=subject, on=on, by=nurse)
    return subject


def infused(subject: Subject, level: str, on: dt.date) -> Subject:
    """Store an infusion as it happened, whether it was allowed or not."""
    at = dt.datetime.combine(on, dt.time(10), HOSPITAL_TIME)
    store(
        Infusion(
            subject=subject, visit_code="D0", started_at=at, ended_at=at + dt.timedelta(minutes=20), dose_level=level,
            weight_kg=Decimal(28), dose_e6_per_kg=Decimal("0.5"),
        )
    )  # fmt: skip
    return Subject.objects.get(pk=subject.pk)


def assessed(
    subject: Subject, *, dlt: bool | None = None, evaluable: bool | None = True, until: int | None = 28
) -> Subject:
    """Store the assessment of dose-limiting toxicity: what was said, and to which study day it was looked for."""
    answers = {True: NoYes.YES, False: NoYes.NO, None: None}
    store(
        DltAssessment(
            subject=subject, visit_code="D28", evaluable=answers[evaluable], dlt_occurred=answers[dlt],
            followed_to=until and subject.infusion_day and subject.infusion_day + dt.timedelta(days=until),
        )
    )  # fmt: skip
    return subject

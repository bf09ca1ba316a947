"""A trial with two sites and a few infused participants, whose pages are written by hand."""

import datetime as dt
from decimal import Decimal
from typing import Any

from adverse_events.models import AdverseEvent, CrsAssessment, GradeChange, NeurotoxicityAssessment, ToxicityTreatment
from edc.crf.partial_dates import PartialDate
from edc.records.audit.context import SYSTEM, Reason, ReasonCode, auditing
from patients.models import (
    CarTKinetics,
    Death,
    Infusion,
    LaboratoryPanel,
    LaboratoryResult,
    ResponseAssessment,
    Subject,
    SurvivalFollowUp,
)
from tests.participants import HOSPITAL_TIME, store
from tests.trial.files import FIRST
from trial.models import ProtocolVersion
from trial.services import load_protocol

CODE = "CT19-ALL-02"
DAY_0 = dt.date(2026, 3, 2)


def version() -> ProtocolVersion:
    reason = Reason(ReasonCode.ADMINISTRATION, "protocol of the tests")
    return load_protocol(text=FIRST, source_name="test.toml", by=SYSTEM, reason=reason).version


def infused(number: str, *, level: str = "DL1", on: dt.date = DAY_0) -> Subject:
    """A participant of site 301 with an infusion at nine in the morning."""
    with auditing(by=SYSTEM):
        subject = Subject.objects.create(number=number, site_code=number[:3], protocol_version=version())
    store(Infusion(subject=subject, visit_code="D0", dose_level=level, started_at=at(on)))
    return Subject.objects.get(pk=subject.pk)


def at(on: dt.date, hour: int = 9) -> dt.datetime:
    return dt.datetime.combine(on, dt.time(hour), HOSPITAL_TIME)


def day(number: int, *, of: dt.date = DAY_0) -> dt.date:
    return of + dt.timedelta(days=number)


def event(
    subject: Subject, term: str, *grades: tuple[str, PartialDate | dt.date], occurrence: int = 1, **said: Any
) -> None:
    """An adverse event with its grades in order of time; `said` are items of the page."""
    page = AdverseEvent(subject=subject, visit_code="LOG", occurrence=occurrence, term=term, **said)
    store(page)
    for position, (grade, since) in enumerate(grades, start=1):
        known = since if isinstance(since, PartialDate) else partial(since)
        store(GradeChange(page=page, position=position, grade=grade, from_day=known))


def partial(on: dt.date) -> PartialDate:
    return PartialDate(on.year, on.month, on.day)


def crs(subject: Subject, number: int, grade: str | None, *, computed: str | None = None) -> None:
    store(
        CrsAssessment(
            subject=subject, visit_code=f"D{number}", period_start=at(day(number)), crs_grade_investigator=grade,
            crs_grade_computed=computed,
        )
    )  # fmt: skip


def icans(subject: Subject, number: int, hour: int, grade: str | None) -> None:
    store(
        NeurotoxicityAssessment(
            subject=subject, visit_code=f"D{number}", occurrence=1 if hour < 12 else 2,
            assessed_at=at(day(number), hour), icans_grade_investigator=grade,
        )
    )  # fmt: skip


def copies(subject: Subject, number: int, value: str | None) -> None:
    store(
        CarTKinetics(
            subject=subject, visit_code=f"D{number}", specimen="BLOOD", collected_at=at(day(number)), pcr_done="Y",
            lloq_copies_per_ug=Decimal(50), below_lloq="N" if value else "Y",
            copies_per_ug=Decimal(value) if value else None,
        )
    )  # fmt: skip


def neutrophils(subject: Subject, number: int, value: str, **said: Any) -> None:
    panel = LaboratoryPanel(subject=subject, visit_code=f"D{number}", sample_collected_at=at(day(number)))
    store(panel)
    result = {"test": "NEUT", "unit": "10*9/L", "value": Decimal(value), **said}
    store(LaboratoryResult(page=panel, position=1, **result))


def response(subject: Subject, visit: str, number: int, code: str) -> None:
    store(ResponseAssessment(subject=subject, visit_code=visit, assessed_on=day(number), response=code))


def alive(subject: Subject, visit: str, number: int) -> None:
    store(
        SurvivalFollowUp(
            subject=subject, visit_code=visit, inquired_on=day(number), survival="ALIVE",
            last_known_alive_on=partial(day(number)),
        )
    )  # fmt: skip


def died(subject: Subject, number: int) -> None:
    store(Death(subject=subject, visit_code="LOG", died_on=partial(day(number)), cause="DISEASE PROGRESSION"))


def tocilizumab(subject: Subject, number: int) -> None:
    store(
        ToxicityTreatment(
            subject=subject, visit_code="LOG", drug="TOCILIZUMAB", dose_mg=Decimal("208.00"),
            started_at=at(day(number)), ongoing="N", stopped_at=at(day(number), 10),
        )
    )  # fmt: skip

"""Participants with the pages that endpoints read: day 0 is 1 January 2026."""

import datetime as dt
from decimal import Decimal
from typing import Any

from edc.crf import PartialDate
from edc.records.subject_data import SubjectData, load_many
from patients.endpoints.participant import READS, endpoints_of
from patients.endpoints.results import ParticipantEndpoints
from patients.models import (
    BCells,
    CarTKinetics,
    Death,
    InformedConsent,
    Infusion,
    ResponseAssessment,
    Subject,
    SubsequentTreatment,
    SurvivalFollowUp,
)
from tests.participants import HOSPITAL_TIME, participant, store

INFUSED = dt.date(2026, 1, 1)
VISITS = {28: "D28", 90: "M3", 180: "M6", 270: "M9", 365: "M12"}


def day(number: int) -> dt.date:
    return INFUSED + dt.timedelta(days=number)


def at(number: int, hour: int = 8) -> dt.datetime:
    return dt.datetime.combine(day(number), dt.time(hour), HOSPITAL_TIME)


def partial(number: int) -> PartialDate:
    return PartialDate.parse(day(number).isoformat())


def infused(level: str = "DL1") -> Subject:
    """A participant consented on day -40 and infused on day 0."""
    subject = participant()
    signed = {"participant_signed": "Y", "participant_signed_on": day(-40)}
    store(InformedConsent(subject=subject, visit_code="SCR", **signed))
    store(Infusion(subject=subject, visit_code="D0", started_at=at(0), dose_level=level))
    return Subject.objects.get(pk=subject.pk)


def assessed(subject: Subject, number: int, response: str | None, **values: Any) -> None:
    """A response assessment at the visit of that day, or an unscheduled one."""
    visit = VISITS.get(number, f"UNS{number}")
    store(ResponseAssessment(subject=subject, visit_code=visit, assessed_on=day(number), response=response, **values))


def alive(subject: Subject, number: int) -> None:
    on = day(number)
    page = SurvivalFollowUp(subject=subject, visit_code=f"A{number}", inquired_on=on, survival="ALIVE")
    page.last_known_alive_on = partial(number)
    store(page)


def dead(subject: Subject, died_on: str, cause: str = "DISEASE PROGRESSION") -> None:
    store(Death(subject=subject, visit_code="LOG", died_on=PartialDate.parse(died_on), cause=cause))


def treated(subject: Subject, number: int, therapy: str, remission: str = "CR MRD NEGATIVE") -> None:
    store(
        SubsequentTreatment(
            subject=subject, visit_code="LOG", occurrence=number, therapy=therapy, started_on=partial(number),
            remission=remission,
        )
    )  # fmt: skip


def sampled(subject: Subject, number: int, copies: int | None) -> None:
    """Blood by PCR with a limit of 50 copies/ug, at the hour of the infusion; None is below it."""
    counted: dict[str, Any] = {"below_lloq": "Y"} if copies is None else {"below_lloq": "N", "copies_per_ug": copies}
    store(
        CarTKinetics(
            subject=subject, visit_code=f"D{number}", specimen="BLOOD", collected_at=at(number), pcr_done="Y",
            lloq_copies_per_ug=Decimal(50), **counted,
        )
    )  # fmt: skip


def counted(subject: Subject, number: int, cells: int) -> None:
    store(BCells(subject=subject, visit_code=f"D{number}", collected_at=at(number), cd19_per_ul=Decimal(cells)))


def data_of(*subjects: Subject) -> list[SubjectData]:
    return load_many([Subject.objects.get(pk=subject.pk) for subject in subjects], READS)


def endpoints(subject: Subject, cutoff: int = 400) -> ParticipantEndpoints:
    [data] = data_of(subject)
    return endpoints_of(data, protocol=subject.protocol_version.protocol, cutoff=day(cutoff))

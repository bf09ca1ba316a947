"""Invented participants with the pages that other forms look at."""

import datetime as dt
import itertools
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from edc.access.models import User
from edc.access.roles import Role
from edc.crf import Finding
from edc.crf.general_checks import findings_of
from edc.records.audit.context import SYSTEM, Reason, ReasonCode, auditing
from edc.records.saving import Rows, save_page
from edc.records.subject_data import read_anew
from patients.models import (
    Demographics,
    Eligibility,
    InformedConsent,
    Leukapheresis,
    Lymphodepletion,
    MadeBag,
    ProductBatch,
    Subject,
)
from tests.people import make_user
from tests.trial.files import FIRST
from trial.services import load_protocol

HOSPITAL_TIME = ZoneInfo("Asia/Shanghai")

_numbers = itertools.count(1)


def participant(*, born: dt.date | None = None, consented: dt.date | None = None, protocol: str = FIRST) -> Subject:
    """A participant of the given protocol, with the pages that carry the birth date and the guardian's signature."""
    reason = Reason(ReasonCode.ADMINISTRATION, "protocol of the tests")
    version = load_protocol(text=protocol, source_name="test.toml", by=SYSTEM, reason=reason).version
    with auditing(by=SYSTEM):
        number = f"301-{next(_numbers):03d}"
        subject = Subject.objects.create(number=number, site_code="301", protocol_version=version)
        if born:
            Demographics.objects.create(subject=subject, visit_code="SCR", birth_date=born)
        if consented:
            InformedConsent.objects.create(
                subject=subject, visit_code="SCR", guardian_signed="Y", guardian_signed_on=consented
            )
    return Subject.objects.get(pk=subject.pk)


def ready_to_infuse(*, infused_on: dt.date = dt.date(2026, 11, 20), by: User | None = None) -> Subject:
    """A girl of nine brought step by step to the morning of the infusion of batch B-7, bag B-7-1 (AC-09)."""
    by = by or make_user(Role.RESEARCH_NURSE, Role.INVESTIGATOR)
    subject, consented = participant(), infused_on - dt.timedelta(days=30)
    born = dt.date(infused_on.year - 9, 1, 1)
    origin = {"sex": "F", "ethnic_group": "HAN", "nationality": "CHN"}
    save_page(Demographics(subject=subject, visit_code="SCR", birth_date=born, **origin), by=by)
    subject = Subject.objects.get(pk=subject.pk)
    save_page(
        InformedConsent(
            subject=subject, visit_code="SCR", consent_version="1.0", consent_language="zh", explained_on=consented,
            explained_by="Dr Li", copy_given="Y", signer_cannot_read="N", guardian_signed="Y",
            guardian_relation="MOTHER", guardian_signed_on=consented, participant_could_assent="Y",
            participant_refused="N", participant_signed="Y", participant_signed_on=consented,
        ),
        by=by,
    )  # fmt: skip
    page = Eligibility(subject=subject, visit_code="SCR", assessed_on=consented, eligible="Y", decided_by="Dr Li")
    criteria = page.preset_rows("criteria")
    for row in criteria:
        row.answer = "Y" if row.criterion_code.startswith("I") else "N"
    save_page(page, by=by, rows={"criteria": Rows(criteria)})
    release_product(subject, infused_on=infused_on, by=by)
    return subject


def release_product(
    subject: Subject, *, infused_on: dt.date, by: User, batch_id: str = "B-7", bag_ids: Sequence[str] = ("B-7-1",)
) -> None:
    """For an eligible participant: leukapheresis, the released batch with its bags, and lymphodepletion."""
    collected = infused_on - dt.timedelta(days=20)
    begun = dt.datetime.combine(collected, dt.time(9), HOSPITAL_TIME)
    save_page(
        Leukapheresis(
            subject=subject, visit_code="APH", apheresis_id=f"A-{batch_id}", started_at=begun,
            ended_at=begun + dt.timedelta(hours=4), weight_kg=Decimal(28), alc_before_e9_per_l=Decimal("0.8"),
            blood_volume_ml=5000, product_volume_ml=Decimal(80), nucleated_cells_e9=Decimal(5),
            cd3_count_e9=Decimal(2), adverse_event="N",
        ),
        by=by,
    )  # fmt: skip
    batch = ProductBatch(
        subject=subject, visit_code="LOG", apheresis_id=f"A-{batch_id}", batch_id=batch_id, started_on=collected,
        harvested_on=collected + dt.timedelta(days=9), outcome="RELEASED",
        released_on=collected + dt.timedelta(days=13), certificate_number=f"C-{batch_id}", out_of_specification="N",
    )  # fmt: skip
    bags = [MadeBag(bag_id=bag_id, volume_ml=Decimal(50), total_cells_e6=Decimal(26)) for bag_id in bag_ids]
    save_page(batch, by=by, rows={"bags": Rows(bags)})
    given_on = infused_on - dt.timedelta(days=5)
    body = {"weight_kg": Decimal(28), "height_cm": Decimal(130)}
    save_page(Lymphodepletion(subject=subject, visit_code="LD1", given_on=given_on, **body), by=by)


def fired(page: Any) -> set[str]:
    """Ids of the soft checks that fire on a page and its rows, with everything else as it is recorded now."""
    return {finding.check_id for finding in _findings(page)}


def words(page: Any, check_id: str) -> str:
    """What one soft check says; StopIteration when it does not fire."""
    return next(str(finding.text) for finding in _findings(page) if finding.check_id == check_id)


def _findings(page: Any) -> list[Finding]:
    read_anew(page.subject).put(page)
    return findings_of(page)


def store(*records: Any) -> None:
    """Save records as the software itself would."""
    with auditing(by=SYSTEM):
        for record in records:
            record.save()


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    """A time of November 2026 on the hospital's clock."""
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=HOSPITAL_TIME)

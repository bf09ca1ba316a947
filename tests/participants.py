"""Invented participants with the pages that other forms look at."""

import datetime as dt
import itertools
from typing import Any
from zoneinfo import ZoneInfo

from edc.crf.general_checks import findings_of
from edc.records.audit.context import SYSTEM, Reason, ReasonCode, auditing
from patients.models import Demographics, InformedConsent, Subject
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


def fired(page: Any) -> set[str]:
    """Ids of the soft checks that fire on a page and its rows."""
    return {finding.check_id for finding in findings_of(page)}


def words(page: Any, check_id: str) -> str:
    """What one soft check says; StopIteration when it does not fire."""
    return next(str(finding.text) for finding in findings_of(page) if finding.check_id == check_id)


def store(*records: Any) -> None:
    """Save records as the software itself would."""
    with auditing(by=SYSTEM):
        for record in records:
            record.save()


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    """A time of November 2026 on the hospital's clock."""
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=HOSPITAL_TIME)

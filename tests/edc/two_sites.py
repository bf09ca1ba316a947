"""Two hospitals with one participant each, and the pages that later steps hang on."""

from typing import Any

from edc.records.audit.context import SYSTEM, Reason, ReasonCode, auditing
from edc.records.base import PageStatus
from patients.models import (
    Demographics,
    Eligibility,
    InformedConsent,
    Lymphodepletion,
    ProductBatch,
    Subject,
    SubjectIdentity,
)
from tests.trial.files import FIRST
from trial.services import load_protocol

OWN, OTHER = "301", "302"
CANARY = {"full_name": "欧阳金丝雀", "identity_number": "110101201605129999", "phone": "13800009999"}


def subject_at(site: str) -> Subject:
    """The participant `<site>-001`, ready for the infusion; the identity is that of the canary."""
    reason = Reason(ReasonCode.ADMINISTRATION, "protocol of the tests")
    version = load_protocol(text=FIRST, source_name="test.toml", by=SYSTEM, reason=reason).version
    with auditing(by=SYSTEM):
        subject = Subject.objects.create(number=f"{site}-001", site_code=site, protocol_version=version)
        SubjectIdentity.objects.create(subject=subject, **CANARY)
    for model in (Demographics, InformedConsent):
        stored(model, subject, "SCR", status=PageStatus.COMPLETE)
    stored(Eligibility, subject, "SCR", status=PageStatus.COMPLETE, eligible="Y")
    stored(ProductBatch, subject, "LOG", status=PageStatus.COMPLETE)
    stored(Lymphodepletion, subject, "LD3", status=PageStatus.COMPLETE)
    return subject


def stored(model: Any, subject: Subject, visit: str, **values: Any) -> Any:
    """One page as it is in the database, whatever the software would say to it."""
    with auditing(by=SYSTEM):
        return model.objects.create(subject=subject, visit_code=visit, **values)


def stored_row(model: Any, page: Any, **values: Any) -> Any:
    """One row of a page."""
    with auditing(by=SYSTEM):
        return model.objects.create(page=page, **values)

"""An infusion page with two bags, as it stands after its first save, and the nurse who saved it."""

from decimal import Decimal

import pytest

from edc.access.models import User
from edc.access.roles import Role
from edc.records.audit.context import SYSTEM, Reason, auditing
from patients.models import Bag, Infusion, Subject
from tests.people import make_user
from tests.trial.files import FIRST
from trial.models import ProtocolVersion
from trial.services import load_protocol


@pytest.fixture
def reason() -> Reason:
    return Reason("transcription_error", "digits swapped against the source")


@pytest.fixture
def nurse(db: None) -> User:
    return make_user(Role.RESEARCH_NURSE, full_name="Wang Fang")


@pytest.fixture
def page(db: None) -> Infusion:
    return infusion_page()


def infusion_page() -> Infusion:
    """Read from the database, as a request would."""
    version = (
        ProtocolVersion.objects.first()
        or load_protocol(
            text=FIRST, source_name="ct19_all_02.toml", by=SYSTEM, reason=Reason("administration", "for the test")
        ).version
    )
    with auditing(by=SYSTEM):
        number = f"301-{Subject.objects.count() + 1:03d}"
        subject = Subject.objects.create(number=number, site_code="301", protocol_version=version)
        page = Infusion.objects.create(subject=subject, visit_code="D0", batch_id="0", weight_kg=Decimal("30.0"))
        Bag.objects.bulk_create([Bag(page=page, bag_id=name, position=at) for at, name in enumerate("AB", start=1)])
    return Infusion.objects.get(pk=page.pk)

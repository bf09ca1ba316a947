"""Who writes, and about whom: one invented nurse, one invented participant."""

from edc.access.models import User
from edc.records.audit.context import SYSTEM, auditing
from patients.models import Subject
from trial.models import ProtocolVersion


def nurse_and_participant() -> tuple[User, str]:
    """The user, and the number of the participant."""
    with auditing(by=SYSTEM):
        nurse = User.objects.create(username="nurse", full_name="Synthetic nurse", organisation="Hospital 301")
        version = ProtocolVersion.objects.create(protocol_code="B", version="1", document={}, digest="b")
        subject = Subject.objects.create(number="301-001", site_code="301", protocol_version=version)
    return nurse, subject.number

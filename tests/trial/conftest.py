"""People named for their rights, and protocols as the tests need them."""

from collections.abc import Callable

import pytest

from edc.access.models import Assignment, User
from edc.access.roles import Role
from edc.records.audit.context import SYSTEM, Reason, ReasonCode, auditing
from tests.trial.files import FIRST, SECOND
from trial.models import ProtocolVersion
from trial.services import load_protocol

Person = Callable[[str, Role, str], User]


@pytest.fixture
def reason() -> Reason:
    return Reason(ReasonCode.ADMINISTRATION, "ethics committee approval of 2 November 2026")


@pytest.fixture
def person(db: None) -> Person:
    def make(username: str, role: Role, site_code: str) -> User:
        with auditing(by=SYSTEM):
            user = User.objects.create(username=username, full_name=username.title(), organisation="Hospital")
            Assignment.objects.create(user=user, role=role, site_code=site_code)
        return user

    return make


@pytest.fixture
def investigator(person: Person) -> User:
    return person("pi301", Role.PRINCIPAL_INVESTIGATOR, "301")


@pytest.fixture
def nurse(person: Person) -> User:
    return person("nurse301", Role.RESEARCH_NURSE, "301")


@pytest.fixture
def data_manager(person: Person) -> User:
    return person("dm", Role.DATA_MANAGER, "*")


@pytest.fixture
def stranger(person: Person) -> User:
    return person("pi410", Role.PRINCIPAL_INVESTIGATOR, "410")


@pytest.fixture
def first(db: None, reason: Reason) -> ProtocolVersion:
    return loaded(FIRST, "ct19_all_02.toml", reason)


@pytest.fixture
def second(db: None, reason: Reason) -> ProtocolVersion:
    return loaded(SECOND, "second_protocol.toml", reason)


def loaded(text: str, source_name: str, reason: Reason) -> ProtocolVersion:
    """Load as the software itself does at start."""
    version = load_protocol(text=text, source_name=source_name, by=SYSTEM, reason=reason).version
    assert version is not None
    return version

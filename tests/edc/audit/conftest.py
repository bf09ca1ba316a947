"""Somebody who writes, and why."""

from collections.abc import Iterator

import pytest

from edc.access.models import User
from edc.access.roles import Role
from edc.records.audit.context import Reason
from tests.people import make_user


@pytest.fixture
def nurse(db: None) -> Iterator[User]:
    return make_user(Role.RESEARCH_NURSE, full_name="Wang Fang", organisation="Hospital 301")


@pytest.fixture
def reason() -> Reason:
    return Reason("transcription_error", "digits swapped against the source")

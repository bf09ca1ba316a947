"""The date from which the casebook marks changes is the reader's to type, and any typing is survived."""

import datetime as dt

import pytest

from edc.access.roles import Role
from tests.participants import participant
from tests.people import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "is_marked"), [("2026-01-01", True), ("0001-01-01", False), ("2026-02-30", False), ("soon", False)]
)
def test_changes_are_marked_from_a_possible_day_and_from_no_other(client, typed, is_marked):
    child = participant(born=dt.date(2017, 3, 2))
    client.force_login(make_user(Role.RESEARCH_NURSE))
    answer = client.get(f"/subjects/{child.number}/", {"since": typed})
    assert answer.status_code == 200
    assert ("mark-changed" in answer.content.decode()) is is_marked

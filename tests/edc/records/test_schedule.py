"""What is expected of a form that is not there yet, by the window of its visit and the end of follow-up."""

import datetime as dt

import pytest

from edc.records.schedule import PlannedVisit

WINDOW = (dt.date(2026, 12, 14), dt.date(2026, 12, 17), dt.date(2026, 12, 20))


def state(day: int, **values: object) -> str:
    return PlannedVisit("D28", "Day 28", ("LB",), *WINDOW, **values).form_state(dt.date(2026, 12, day))


@pytest.mark.parametrize(("day", "expected"), [(13, "not_due"), (14, "due"), (20, "due"), (21, "overdue")])
def test_a_form_is_due_in_the_window_and_overdue_after_it(day, expected):
    assert state(day) == expected


def test_nothing_new_falls_due_after_the_end_of_study():
    assert state(21, followed_until=dt.date(2026, 12, 13)) == "not_due"
    assert state(21, followed_until=dt.date(2026, 12, 14)) == "overdue"


def test_screening_is_due_from_registration_until_the_participant_has_left():
    screening = {"code": "SCR", "label": "Screening", "forms": ("DM",), "always_due": True}
    today = dt.date(2026, 11, 22)
    assert PlannedVisit(**screening).form_state(today) == "due"
    assert PlannedVisit(**screening, followed_until=dt.date(2026, 11, 20)).form_state(today) == "not_due"

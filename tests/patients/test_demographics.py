"""The demographics form: one page each, an exact and possible birth date."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from edc.crf.reading import unanswered
from patients.models import Demographics
from tests.participants import fired, participant, store

pytestmark = pytest.mark.usefixtures("db")


def test_age_is_completed_years():
    subject = participant(born=dt.date(2017, 6, 3))
    assert subject.age_on(dt.date(2026, 6, 2)) == 8
    assert subject.age_on(dt.date(2026, 6, 3)) == 9


def test_no_birth_date_is_no_age():
    assert participant().age_on(dt.date(2026, 6, 3)) is None


def test_a_participant_has_one_demographics_page():
    subject = participant(born=dt.date(2017, 6, 3))
    second = Demographics(subject=subject, visit_code="UNS")
    with pytest.raises(ValidationError, match="already has a demographics page"):
        second.validate_constraints()
    with pytest.raises(IntegrityError, match="demographics_one_per_subject"):
        store(second)


def test_a_birth_date_of_the_century_before_last_is_refused():
    page = Demographics(subject=participant(), visit_code="SCR", birth_date=dt.date(1817, 6, 3))
    with pytest.raises(ValidationError, match="before 1900"):
        page.validate_constraints()
    with pytest.raises(IntegrityError, match="demographics_born_after_1900"):
        store(page)
    page.birth_date = dt.date(1900, 1, 1)
    page.validate_constraints()
    store(page)


def test_consent_before_birth_is_asked_about():
    subject = participant(consented=dt.date(2026, 5, 12))
    born_later = Demographics(subject=subject, visit_code="SCR", birth_date=dt.date(2026, 5, 13))
    born_that_day = Demographics(subject=subject, visit_code="SCR", birth_date=dt.date(2026, 5, 12))
    assert fired(born_later) == {"DM-001"}
    assert fired(born_that_day) == set()


def test_another_ethnic_group_is_written_out():
    subject = participant()
    assert "ethnic_group_other" in unanswered(Demographics(subject=subject, ethnic_group="OTHER"))
    assert "ethnic_group_other" not in unanswered(Demographics(subject=subject, ethnic_group="HAN"))

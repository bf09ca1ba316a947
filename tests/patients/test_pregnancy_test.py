"""Pregnancy test: whether it applies is stated, never assumed from sex and age."""

import datetime as dt

import pytest

from edc.crf.reading import unanswered
from patients.checks.pregnancy_test import age_on_day, sex_of_participant
from patients.models import Demographics, PregnancyTest, Subject
from tests.participants import fired, participant, store

pytestmark = pytest.mark.usefixtures("db")

STATED = dt.date(2026, 11, 2)


def stated(applicability, *, sex="F", years=13, **values):
    subject = participant()
    store(Demographics(subject=subject, visit_code="SCR", birth_date=dt.date(2026 - years, 11, 2), sex=sex))
    known = Subject.objects.get(pk=subject.pk)
    return PregnancyTest(subject=known, visit_code="SCR", stated_on=STATED, applicability=applicability, **values)


def test_sex_and_age_stand_beside_the_statement():
    page = stated("APPLICABLE", years=13)
    assert (sex_of_participant(page), age_on_day(page)) == ("F", 13)


@pytest.mark.parametrize(
    ("applicability", "sex", "asked"),
    [("MALE", "M", set()), ("MALE", "F", {"PG-001"}), ("APPLICABLE", "M", {"PG-001"}), ("APPLICABLE", "F", set())],
)
def test_the_statement_fits_the_sex(applicability, sex, asked):
    assert fired(stated(applicability, sex=sex)) == asked


def test_before_menarche_from_15_years_is_asked_about():
    assert fired(stated("BEFORE MENARCHE", years=14)) == set()
    assert fired(stated("BEFORE MENARCHE", years=15)) == {"PG-002"}


def test_pregnant_or_breast_feeding_stops():
    assert fired(stated("APPLICABLE", result="POSITIVE", lactating="N")) == {"PG-003"}
    assert fired(stated("APPLICABLE", result="NEGATIVE", lactating="Y")) == {"PG-003"}
    assert fired(stated("APPLICABLE", result="NEGATIVE", lactating="N")) == set()


def test_the_test_is_asked_only_where_it_applies():
    assert {"sampled_on", "result", "lactating"} <= set(unanswered(PregnancyTest(applicability="APPLICABLE")))
    assert unanswered(PregnancyTest(applicability="MALE", stated_on=STATED)) == []

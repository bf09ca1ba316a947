"""The course of one participant: the table and the picture say what was entered, with its dates and its days."""

import datetime as dt
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from adverse_events.study.course import course_of, course_words
from edc.access.models import AccessEvent
from edc.access.roles import Role
from edc.crf.partial_dates import PartialDate
from edc.plots.course import CourseRow
from edc.records.audit.context import SYSTEM, auditing
from edc.records.subject_data import read_anew
from patients.models import EndOfStudy, Subject
from tests.adverse_events import studies
from tests.adverse_events.studies import day
from tests.edc.plots.test_files import texts
from tests.people import make_user


@pytest.fixture
def subject(db: None) -> Subject:
    return studies.infused("301-001")


def rows(subject: Subject, part: str) -> list[CourseRow]:
    return [row for row in course_of(read_anew(subject)).rows if row.part == part]


def iso(number: int) -> str:
    return day(number).isoformat()


def browser(role: Role, **options: Any) -> Client:
    client = Client()
    client.force_login(make_user(role, **options))
    return client


def test_a_grade_lasts_until_the_day_before_the_next_one(subject: Subject) -> None:
    studies.event(
        subject, "Fever", ("1", day(1)), ("3", day(3)), ("2", day(4)), started_on=studies.partial(day(1)),
        ongoing="N", ended_on=studies.partial(day(6)),
    )  # fmt: skip
    found = [(row.day, row.last_day, row.grade, row.since, row.until) for row in rows(subject, "event")]
    assert found == [(1, 2, 1, iso(1), iso(2)), (3, 3, 3, iso(3), iso(3)), (4, 6, 2, iso(4), iso(6))]


def test_what_goes_on_lasts_until_today_and_not_beyond_the_end_of_study(subject: Subject) -> None:
    began = dt.date.today() - dt.timedelta(days=3)
    known = studies.partial(began)
    studies.event(subject, "Cough", ("1", began), started_on=known, ongoing="Y")
    (row,) = rows(subject, "event")
    assert (row.ongoing, row.until) == (True, "")
    assert (row.last_day or 0) - (row.day or 0) == 3
    with auditing(by=SYSTEM):
        EndOfStudy.objects.create(subject=subject, visit_code="LOG", ended_on=began + dt.timedelta(days=1))
    (row,) = rows(Subject.objects.get(pk=subject.pk), "event")
    assert (row.last_day or 0) - (row.day or 0) == 1


def test_a_date_known_by_the_month_stands_in_the_table_alone(subject: Subject) -> None:
    studies.event(subject, "Rash", ("2", PartialDate(2026, 4)), started_on=PartialDate(2026, 4), ongoing="Y",
                  maximum_grade="2")  # fmt: skip
    (row,) = rows(subject, "event")
    assert (row.since, row.day, row.last_day, row.grade) == ("2026-04", None, None, 2)
    page = browser(Role.RESEARCH_NURSE).get("/subjects/301-001/course/").content.decode()
    assert "2026-04" in page
    assert "1 line of the table has no place in the picture" in page


def test_an_event_that_began_before_its_first_grade_row_has_that_grade_from_the_start(subject: Subject) -> None:
    studies.event(subject, "Rash", ("2", day(5)), started_on=studies.partial(day(2)), ongoing="N",
                  ended_on=studies.partial(day(7)))  # fmt: skip
    assert [(row.day, row.last_day, row.grade) for row in rows(subject, "event")] == [(2, 4, 2), (5, 7, 2)]


def test_grades_treatments_responses_and_counts_stand_on_their_days(subject: Subject) -> None:
    studies.crs(subject, 3, "2")
    studies.icans(subject, 3, 20, None)
    studies.tocilizumab(subject, 3)
    studies.response(subject, "D28", 28, "CRi")
    studies.neutrophils(subject, 6, "0.2")
    assert [(row.name, row.day, row.grade) for row in rows(subject, "grade")] == [("CRS", 3, 2), ("ICANS", 3, None)]
    (drug,) = rows(subject, "treatment")
    assert (drug.name, drug.day, drug.last_day, drug.words) == ("tocilizumab", 3, 3, "208 mg")
    (response,) = rows(subject, "response")
    assert (response.name, response.day, response.since) == ("CRi", 28, iso(28))
    (count,) = rows(subject, "count")
    assert (count.name, count.day, count.value, count.unit) == ("Neutrophils", 6, 0.2, "10*9/L")


@pytest.mark.parametrize("said", [{"comparator": "<"}, {"unit": "%"}, {"test": "LYM"}])
def test_a_count_in_another_unit_or_beyond_the_method_is_not_drawn(subject: Subject, said: dict[str, Any]) -> None:
    studies.neutrophils(subject, 6, "0.2", **said)
    assert rows(subject, "count") == []


def test_an_assessment_before_the_infusion_is_no_day_of_the_course(subject: Subject) -> None:
    studies.crs(subject, -1, "0")
    assert rows(subject, "grade") == []


def test_the_words_name_the_worst_of_each(subject: Subject) -> None:
    studies.crs(subject, 1, "1")
    studies.crs(subject, 2, "3")
    studies.icans(subject, 2, 8, "0")
    studies.event(subject, "Fever", ("2", day(1)), started_on=studies.partial(day(1)), ongoing="N",
                  ended_on=studies.partial(day(2)))  # fmt: skip
    studies.response(subject, "D28", 28, "CR")
    words = course_words(course_of(read_anew(subject)))
    assert words == "adverse events: 1, worst grade 2, CRS up to grade 3, ICANS up to grade 0, response CR"


def test_somebody_who_was_not_infused_has_a_page_without_a_picture_of_days(db: None) -> None:
    with auditing(by=SYSTEM):
        Subject.objects.create(number="301-002", site_code="301", protocol_version=studies.version())
        known = Subject.objects.get(number="301-002")
    client, words = browser(Role.RESEARCH_NURSE), "No infusion is recorded: nothing has a study day."
    assert words in client.get("/subjects/301-002/course/").content.decode()
    studies.neutrophils(known, -5, "2")
    assert words in texts(client.get("/subjects/301-002/course.svg").content)
    assert studies.day(-5).isoformat() in client.get("/subjects/301-002/course/").content.decode()


def test_the_casebook_leads_to_the_course_and_back(subject: Subject) -> None:
    client = browser(Role.MONITOR)
    assert 'href="/subjects/301-001/course/"' in client.get("/subjects/301-001/").content.decode()
    assert 'href="/subjects/301-001/"' in client.get("/subjects/301-001/course/").content.decode()


def test_nobody_sees_another_site_and_data_leave_only_as_an_export(subject: Subject) -> None:
    stranger, nurse, sponsor = (
        browser(Role.RESEARCH_NURSE, site="302"),
        browser(Role.RESEARCH_NURSE),
        browser(Role.SPONSOR),
    )
    for path in ("course/", "course.svg", "course.png"):
        assert stranger.get(f"/subjects/301-001/{path}").status_code == 404
        assert nurse.get(f"/subjects/301-001/{path}").status_code == 200
    assert nurse.get("/subjects/301-001/course.csv").status_code == 403
    assert nurse.get("/subjects/301-001/course.pdf").status_code == 404
    assert sponsor.get("/subjects/301-001/course.csv").content.startswith(b"part,name,since,until,day,last_day,ongoing")
    assert AccessEvent.objects.get(kind="export").detail == "301-001-course.csv, 0 records"
    assert "course.csv" not in nurse.get("/subjects/301-001/course/").content.decode()
    assert "course.csv" in sponsor.get("/subjects/301-001/course/").content.decode()


TYPED = "'\"><script>alert(1)</script>"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_typed_term_stays_text_on_the_page_and_in_the_picture(subject: Subject, language: str) -> None:
    studies.event(subject, TYPED, ("1", day(1)), started_on=studies.partial(day(1)), ongoing="N",
                  ended_on=studies.partial(day(2)))  # fmt: skip
    client = browser(Role.RESEARCH_NURSE)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for path in ("course/", "course.svg"):
        assert b"<script>alert" not in client.get(f"/subjects/301-001/{path}").content
    assert TYPED in texts(client.get("/subjects/301-001/course.svg").content)


def test_as_many_statements_for_a_long_course_as_for_a_short_one(subject: Subject) -> None:
    client, path = browser(Role.RESEARCH_NURSE), "/subjects/301-001/course/"
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for number in range(1, 15):
        studies.crs(subject, number, "1")
        studies.neutrophils(subject, number, "0.2")
    with CaptureQueriesContext(connection) as many:
        assert client.get(path).status_code == 200
    assert len(many) == len(few) <= 7

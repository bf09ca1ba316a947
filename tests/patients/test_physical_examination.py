"""Physical examination: every body system is answered, and what is abnormal is described."""

import datetime as dt

import pytest
from django.db import IntegrityError

from edc.crf.reading import unanswered
from patients.models import PhysicalExamination, SystemFinding
from tests.participants import fired, participant, store

pytestmark = pytest.mark.usefixtures("db")


def test_a_new_page_asks_about_ten_body_systems():
    rows = PhysicalExamination().preset_rows("systems")
    assert [row.system for row in rows] == [
        "GENERAL", "SKIN", "HEENT", "LYMPH NODES", "CARDIOVASCULAR", "RESPIRATORY", "ABDOMEN", "GENITOURINARY",
        "MUSCULOSKELETAL", "NEUROLOGICAL",
    ]  # fmt: skip


def test_what_is_abnormal_is_described():
    assert unanswered(SystemFinding(system="SKIN", result="NORMAL")) == []
    assert unanswered(SystemFinding(system="SKIN", result="ABNORMAL")) == ["description", "significant"]


def test_an_examination_before_birth_is_asked_about():
    child = participant(born=dt.date(2017, 6, 3))
    page = PhysicalExamination(subject=child, visit_code="SCR", examined_on=dt.date(2017, 6, 2))
    assert fired(page) == {"PE-001"}
    page.examined_on = dt.date(2017, 6, 3)
    assert fired(page) == set()


def test_a_body_system_is_answered_once():
    page = PhysicalExamination(subject=participant(), visit_code="SCR")
    store(page, SystemFinding(page=page, system="SKIN"), SystemFinding(page=page, system="ABDOMEN"))
    with pytest.raises(IntegrityError, match="body_system_once"):
        store(SystemFinding(page=page, system="SKIN"))

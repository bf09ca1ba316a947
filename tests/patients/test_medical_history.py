"""Medical history: rows where the answer is yes, and what excludes."""

import pytest

from edc.crf import PartialDate
from edc.crf.reading import unanswered
from patients.models import Condition, MedicalHistory
from tests.participants import fired, participant

pytestmark = pytest.mark.usefixtures("db")


def history(*conditions, **values):
    page = MedicalHistory(subject=participant(), visit_code="SCR", **values)
    page.stage_rows("conditions", list(conditions))
    return page


def test_rows_and_answer_agree():
    assert fired(history(any_condition="Y")) == {"MH-002"}
    assert fired(history(Condition(), any_condition="N")) == {"MH-002"}
    assert fired(history(Condition(), any_condition="Y")) == set()


def test_what_excludes_is_said_aloud():
    assert fired(history(genetic_disease="Y")) == {"MH-003"}
    assert fired(history(genetic_disease="N", other_malignancy="N", uncontrolled_infection="N")) == set()


def test_a_disease_does_not_end_before_it_begins():
    row = Condition(ongoing="N", started_on=PartialDate(2024), ended_on=PartialDate(2023))
    assert fired(history(row, any_condition="Y")) == {"MH-001"}
    row.ended_on = PartialDate(2024, 1)
    assert fired(history(row, any_condition="Y")) == set()


def test_a_grade_is_asked_of_what_goes_on():
    assert "ctcae_grade" in unanswered(Condition(ongoing="Y"))
    assert "ctcae_grade" not in unanswered(Condition(ongoing="N"))

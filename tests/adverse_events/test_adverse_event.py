"""The adverse event log: one event, one scale, its grades in time, the investigator's judgement."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from adverse_events.checks.adverse_event import maximum_astct_grade, maximum_ctcae_grade, maximum_grade
from adverse_events.models import AdverseEvent, GradeChange
from adverse_events.rules.events import fitting_scale, highest_grade
from edc.crf import PartialDate
from edc.crf.reading import unanswered
from patients.models import Infusion, Subject
from tests.participants import at, fired, participant, store, words

pytestmark = pytest.mark.usefixtures("db")


def day(text):
    return PartialDate.parse(text)


def grade(value, since=None):
    return GradeChange(grade=value, from_day=since and day(since))


def event(*grades, subject=None, **values):
    """CRS by ASTCT from 12 November; the derived grades are filled in as on saving."""
    given = {"category": "CRS", "grading_scale": "ASTCT 2019", "started_on": day("2026-11-12"), **values}
    page = AdverseEvent(subject=subject or participant(), visit_code="LOG", **given)
    page.stage_rows("grades", list(grades))
    page.maximum_grade = maximum_grade(page)
    return page


def test_the_highest_grade_is_that_of_the_course():
    assert event(grade("1"), grade("3"), grade("2")).maximum_grade == "3"


def test_no_grade_and_a_missing_grade_are_no_highest_grade():
    assert event().maximum_grade is None
    assert event(grade("2"), grade(None)).maximum_grade is None
    assert highest_grade(["2", None]) is None


def test_grades_of_different_scales_stand_in_different_columns():
    by_astct = event(grade("3"))
    assert (maximum_ctcae_grade(by_astct), maximum_astct_grade(by_astct)) == (None, "3")
    by_ctcae = event(grade("3"), category="INFECTION", grading_scale="CTCAE V5.0")
    assert (maximum_ctcae_grade(by_ctcae), maximum_astct_grade(by_ctcae)) == ("3", None)
    by_icaht = event(grade("3"), category="ICAHT", grading_scale="ICAHT 2023")
    assert (maximum_ctcae_grade(by_icaht), maximum_astct_grade(by_icaht)) == (None, None)


@pytest.mark.parametrize(
    ("category", "scale"),
    [
        ("CRS", "ASTCT 2019"),
        ("ICANS", "ASTCT 2019"),
        ("IEC-HS", "IEC-HS 2023"),
        ("ICAHT", "ICAHT 2023"),
        ("GVHD", "MAGIC 2016"),
        ("INFECTION", "CTCAE V5.0"),
        ("OTHER", "CTCAE V5.0"),
    ],
)
def test_the_scale_of_each_category(category, scale):
    assert fitting_scale(category) == scale
    assert fired(event(category=category, grading_scale=scale)) == set()


def test_a_category_on_another_scale_is_asked_about():
    assert "ASTCT consensus (Lee 2019)" in words(event(grading_scale="CTCAE V5.0"), "AE-002")
    assert fired(event(category="INFECTION")) == {"AE-002"}


def test_the_end_is_asked_once_the_event_is_over():
    assert "ended_on" in unanswered(event(ongoing="N"))
    assert "ended_on" not in unanswered(event(ongoing="Y"))
    assert not {"started_time", "llt_code", "pt_code"} & set(unanswered(event()))


def test_the_end_is_not_before_the_start_as_far_as_both_are_known():
    assert fired(event(ongoing="N", ended_on=day("2026-11-11"))) == {"AE-001"}
    assert fired(event(ongoing="N", ended_on=day("2026-11-12"))) == set()
    assert fired(event(ongoing="N", ended_on=day("2026-11"))) == set()
    assert fired(event(ongoing="N", ended_on=day("2026-10"))) == {"AE-001"}


@pytest.mark.parametrize(
    ("ongoing", "outcome", "asked"),
    [
        ("Y", "RECOVERED/RESOLVED", True),
        ("Y", "FATAL", True),
        ("Y", "RECOVERING/RESOLVING", False),
        ("Y", "UNKNOWN", False),
        ("N", "NOT RECOVERED/NOT RESOLVED", True),
        ("N", "RECOVERED/RESOLVED WITH SEQUELAE", False),
    ],
)
def test_outcome_and_end_agree(ongoing, outcome, asked):
    assert ("AE-003" in fired(event(ongoing=ongoing, outcome=outcome))) is asked


def test_grade_5_and_death_go_together():
    assert "AE-004" in fired(event(grade("5"), outcome="RECOVERED/RESOLVED"))
    assert "AE-004" in fired(event(grade("4"), outcome="FATAL"))
    assert "AE-004" not in fired(event(grade("5"), outcome="FATAL"))
    assert "AE-004" not in fired(event(grade("4"), outcome="UNKNOWN"))


def test_a_fatal_event_is_serious():
    assert "AE-005" in fired(event(outcome="FATAL", serious="N"))
    assert "AE-005" not in fired(event(outcome="FATAL", serious="Y"))


def test_grades_are_entered_in_order_of_time():
    assert fired(event(grade("1", "2026-11-12"), grade("3", "2026-11-14"), grade("2", "2026-11"))) == set()
    assert fired(event(grade("1", "2026-11-11"))) == {"AE-006"}
    assert fired(event(grade("1", "2026-11-12"), grade("3", "2026-11-14"), grade("2", "2026-11-13"))) == {"AE-006"}


def test_the_cells_cause_nothing_before_their_infusion():
    child = participant()
    store(Infusion(subject=child, visit_code="D0", started_at=at(20, 10)))
    child = Subject.objects.get(pk=child.pk)
    earlier = {"subject": child, "started_on": day("2026-11-19")}
    assert fired(event(**earlier, causality_car_t="POSSIBLE")) == {"AE-007"}
    assert fired(event(**earlier, causality_car_t="NOT RELATED")) == set()
    assert fired(event(subject=child, started_on=day("2026-11-20"), causality_car_t="POSSIBLE")) == set()
    assert fired(event(subject=child, started_on=day("2026-11"), causality_car_t="POSSIBLE")) == set()


@pytest.mark.parametrize("codes", [{"pt_code": "1234567"}, {"pt_code": "1234567A"}, {"llt_code": "1234567"}])
def test_a_meddra_code_of_other_than_eight_digits_is_refused(codes):
    with pytest.raises(ValidationError, match="eight digits"):
        event(**codes).validate_constraints()
    with pytest.raises(IntegrityError, match="adverse_event_meddra_code_has_8_digits"):
        store(event(**codes))


def test_an_event_is_saved_with_its_grades():
    page = event(pt_code="12345678")
    row = grade("2", "2026-11-12")
    store(page)
    row.page = page
    store(row)
    assert AdverseEvent.objects.get().rows("grades")[0].grade == "2"

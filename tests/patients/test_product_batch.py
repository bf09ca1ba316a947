"""Product batch: specification against result, out of specification, exception, bags."""

import datetime as dt

import pytest
from django.db import IntegrityError

from edc.crf.reading import unanswered
from patients.models import MadeBag, ProductBatch, ReleaseResult
from patients.rules.release import meets
from tests.participants import fired, participant, store


@pytest.mark.parametrize(
    ("specification", "result", "met"),
    [
        (">= 70", "70", True), ("≥70 %", "69.9 %", False), ("<5", "5", False), ("< 5 EU/mL", "0.25", True),
        ("<= 0.5", "0.5", True), ("> 10 %", "10", False), ("no growth", "no growth", None), (">= 70", "pending", None),
        ("70-90", "80", None),
    ],
)  # fmt: skip
def test_a_limit_against_a_number(specification, result, met):
    """Limits of published specifications: viability >= 70 %, endotoxin < 5 EU/mL, CAR+ > 10 %."""
    assert meets(specification=specification, result=result) is met


def batch(*tests, bags=(), **values):
    page = ProductBatch(subject=participant(), visit_code="LOG", **values)
    page.stage_rows("tests", list(tests))
    page.stage_rows("bags", list(bags))
    return page


def test_a_verdict_against_the_numbers_is_asked_about(db):
    row = ReleaseResult(test="VIABILITY", specification=">= 70", result="64", unit="%", verdict="PASS")
    assert fired(batch(row)) == {"MF-007"}
    row.verdict = "FAIL"
    assert fired(batch(row)) == set()


def test_a_failed_test_needs_an_exception(db):
    failed = ReleaseResult(test="VIABILITY", verdict="FAIL")
    assert fired(batch(failed, outcome="RELEASED", out_of_specification="Y")) == {"MF-004"}
    assert fired(batch(failed, outcome="RELEASED BY EXCEPTION", out_of_specification="Y")) == set()
    assert fired(batch(failed, outcome="RELEASED BY EXCEPTION", out_of_specification="N")) == {"MF-005"}


def test_an_exception_names_reason_approver_and_day():
    exception = {"exception_reason", "exception_approved_by", "exception_approved_on"}
    assert exception <= set(unanswered(ProductBatch(outcome="RELEASED BY EXCEPTION")))
    assert not exception & set(unanswered(ProductBatch(outcome="RELEASED")))


def test_a_failed_batch_names_its_reason_and_no_release():
    open_items = unanswered(ProductBatch(outcome="FAILED"))
    assert "failure_reason" in open_items
    assert "released_on" not in open_items


def test_a_bag_number_stands_once(db):
    assert fired(batch(bags=[MadeBag(bag_id="B-7-1"), MadeBag(bag_id="B-7-1")])) == {"MF-006"}
    assert fired(batch(bags=[MadeBag(bag_id="B-7-1"), MadeBag(bag_id="B-7-2")])) == set()


def test_a_release_before_the_harvest_is_asked_about(db):
    released = {"outcome": "RELEASED", "harvested_on": dt.date(2026, 11, 9)}
    assert fired(batch(**released, released_on=dt.date(2026, 11, 8))) == {"MF-003"}
    assert fired(batch(**released, released_on=dt.date(2026, 11, 9))) == set()


def test_a_harvest_before_the_start_is_refused(db):
    page = ProductBatch(subject=participant(), visit_code="LOG", started_on=dt.date(2026, 11, 1))
    page.harvested_on = dt.date(2026, 10, 31)
    with pytest.raises(IntegrityError, match="harvested_after_start"):
        store(page)
    page.harvested_on = page.started_on
    store(page)

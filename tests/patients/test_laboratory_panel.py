"""The laboratory panel: results as reported, units, limits, repeats."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from edc.crf.reading import unanswered
from patients.models import LaboratoryPanel, LaboratoryResult
from tests.participants import at, fired, participant, store, words

pytestmark = pytest.mark.usefixtures("db")


def panel(*rows, **values):
    page = LaboratoryPanel(subject=participant(born=dt.date(2017, 6, 3)), visit_code="D1", **values)
    page.stage_rows("results", list(rows))
    return page


def result(test="HGB", value="98", unit="g/L", **values):
    return LaboratoryResult(test=test, value=Decimal(value), unit=unit, **values)


def test_a_result_outside_its_reference_range_is_no_question():
    low = result(value="62", reference_low=Decimal(110), reference_high=Decimal(150), flag="LOW")
    assert fired(panel(low)) == set()


def test_a_number_without_unit_is_asked_about():
    assert fired(panel(result(unit=None))) == {"LB-001"}


def test_a_test_without_unit_says_so():
    assert fired(panel(result(test="INR", value="1.1", unit="1"))) == set()


def test_a_test_not_done_needs_a_reason_and_no_unit():
    row = LaboratoryResult(test="HGB", missing_reasons={"value": "ND"})
    assert fired(panel(row)) == set()
    assert unanswered(row) == []
    assert unanswered(LaboratoryResult(test="HGB")) == ["value"]


def test_an_unusual_unit_is_asked_about_with_the_usual_ones():
    page = panel(result(unit="mmol/L"))
    assert fired(page) == {"LB-002"}
    assert "g/L, g/dL" in words(page, "LB-002")


def test_a_hardly_possible_value_is_asked_about():
    assert fired(panel(result(value="112", unit="g/dL"))) == {"LB-003"}
    assert fired(panel(result(value="11.2", unit="g/dL"))) == set()


def test_an_exchanged_reference_range_is_asked_about():
    exchanged = result(reference_low=Decimal(150), reference_high=Decimal(110))
    assert fired(panel(exchanged)) == {"LB-004"}


def test_a_test_stands_once_on_a_panel():
    assert "LB-005" in fired(panel(result(), result()))
    assert fired(panel(result(), result(test="PLAT", value="12", unit="10*9/L"))) == set()


def test_a_sample_before_birth_is_asked_about():
    on_birthday = dt.datetime(2017, 6, 3, 8, tzinfo=dt.UTC)
    page = panel(sample_collected_at=on_birthday)
    assert fired(page) == set()
    page.sample_collected_at = on_birthday - dt.timedelta(days=1)
    assert fired(page) == {"LB-006"}


def test_a_new_panel_offers_its_usual_tests():
    rows = LaboratoryPanel(panel="COAGULATION").preset_rows("results")
    assert [row.test for row in rows] == ["INR", "APTT", "FIBRINO", "DDIMER"]
    assert [row.position for row in rows] == [1, 2, 3, 4]


def test_no_panel_offers_nothing():
    assert LaboratoryPanel().preset_rows("results") == []


def test_fasting_is_asked_for_chemistry_only():
    assert "fasting" in unanswered(LaboratoryPanel(panel="CHEMISTRY"))
    assert "fasting" not in unanswered(LaboratoryPanel(panel="HEMATOLOGY"))


def test_a_negative_result_is_refused_and_0_is_a_result():
    page = panel(sample_collected_at=at(20, 8))
    store(page)
    negative = result(page=page, value="-0.1")
    with pytest.raises(ValidationError, match="can be below 0"):
        negative.validate_constraints()
    with pytest.raises(IntegrityError, match="laboratory_result_not_negative"):
        store(negative)
    store(result(page=page, test="NEUT", value="0", unit="10*9/L"))


def test_several_samples_of_one_visit_are_several_pages():
    page = panel()
    store(page, LaboratoryPanel(subject=page.subject, visit_code="D1", occurrence=2))
    with pytest.raises(IntegrityError, match="one_page"):
        store(LaboratoryPanel(subject=page.subject, visit_code="D1", occurrence=2))

"""Bridging therapy: rows where it was given."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError

from patients.models import BridgingDrug, BridgingTherapy
from tests.participants import fired, participant, store

pytestmark = pytest.mark.usefixtures("db")


def course(*drugs, **values):
    page = BridgingTherapy(subject=participant(), visit_code="BRG", **values)
    page.stage_rows("drugs", list(drugs))
    return page


def test_rows_and_answer_agree():
    assert fired(course(given="Y")) == {"BT-002"}
    assert fired(course(given="N")) == set()
    assert fired(course(BridgingDrug(drug="vincristine"), given="Y")) == set()


def test_a_drug_does_not_end_before_it_begins():
    row = BridgingDrug(started_on=dt.date(2026, 11, 5), stopped_on=dt.date(2026, 11, 4))
    assert fired(course(row, given="Y")) == {"BT-001"}
    row.stopped_on = row.started_on
    assert fired(course(row, given="Y")) == set()


def test_a_dose_of_nothing_is_refused():
    page = course(given="Y")
    store(page)
    with pytest.raises(IntegrityError, match="bridging_dose_positive"):
        store(BridgingDrug(page=page, dose=Decimal(0)))
    store(BridgingDrug(page=page, dose=Decimal("1.5")))

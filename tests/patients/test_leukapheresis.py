"""Leukapheresis: counts that fit, times in order, what happened to the participant. Numbers: test_chain_of_identity."""

from decimal import Decimal

import pytest
from django.db import IntegrityError

from edc.crf.reading import unanswered
from patients.models import Leukapheresis
from tests.participants import at, fired, participant, store


def collection(**values):
    return Leukapheresis(subject=participant(), visit_code="APH", **values)


def test_more_t_cells_than_cells_are_asked_about(db):
    assert fired(collection(nucleated_cells_e9=Decimal(5), cd3_count_e9=Decimal("5.1"))) == {"LK-002"}
    assert fired(collection(nucleated_cells_e9=Decimal(5), cd3_count_e9=Decimal(5))) == set()


def test_an_adverse_event_is_described():
    assert "adverse_event_description" in unanswered(Leukapheresis(adverse_event="Y"))
    assert "adverse_event_description" not in unanswered(Leukapheresis(adverse_event="N"))


def test_a_collection_that_ends_before_it_starts_is_refused(db):
    page = collection(started_at=at(1, 13), ended_at=at(1, 9))
    with pytest.raises(IntegrityError, match="ends_after_start"):
        store(page)
    page.ended_at = page.started_at
    store(page)

"""Chain of identity: apheresis, batch, bags and infusion of one participant; a mismatch is saved and asked about."""

import datetime as dt

import pytest

from patients.models import (
    Bag,
    Infusion,
    Leukapheresis,
    Lymphodepletion,
    MadeBag,
    ProductBatch,
    ProductNotInfused,
)
from tests.participants import at, fired, participant, store

pytestmark = pytest.mark.usefixtures("db")

CHAIN = {"INF-008", "INF-009", "INF-010"}


@pytest.fixture
def child():
    """Apheresis A-7 became batch B-7 with bags B-7-1 and B-7-2, released on 12 November."""
    subject = participant()
    store(Leukapheresis(subject=subject, visit_code="APH", apheresis_id="A-7"))
    batch = ProductBatch(
        subject=subject, visit_code="LOG", apheresis_id="A-7", batch_id="B-7", outcome="RELEASED",
        released_on=dt.date(2026, 11, 12),
    )  # fmt: skip
    store(batch)
    store(*(MadeBag(page=batch, bag_id=f"B-7-{number}") for number in (1, 2)))
    return subject


INFUSED = at(20, 10)


def infusion(subject, *bag_ids, batch="B-7", started_at=INFUSED):
    page = Infusion(subject=subject, visit_code="D0", batch_id=batch, started_at=started_at)
    page.stage_rows("bags", [Bag(bag_id=bag_id) for bag_id in bag_ids])
    return page


def test_the_own_product_is_no_question(child):
    assert fired(infusion(child, "B-7-1", "B-7-2")) & CHAIN == set()


def test_the_product_of_another_participant_stops(child):
    assert fired(infusion(participant(), "B-7-1")) >= CHAIN


def test_an_unknown_batch_stops(child):
    assert fired(infusion(child, "B-7-1", batch="B-8")) >= CHAIN


def test_a_strange_bag_stops(child):
    assert fired(infusion(child, "B-7-1", "B-8-1")) & CHAIN == {"INF-009"}


def test_an_infusion_before_the_release_stops(child):
    assert fired(infusion(child, "B-7-1", started_at=at(11, 10))) & CHAIN == {"INF-010"}
    assert fired(infusion(child, "B-7-1", started_at=at(12, 10))) & CHAIN == set()


def test_a_batch_that_failed_was_not_released(child):
    batch = ProductBatch.objects.get()
    failed = ProductBatch(
        subject=child, visit_code="LOG", occurrence=2, batch_id="B-9", outcome="FAILED", released_on=batch.released_on
    )
    store(failed)
    assert "INF-010" in fired(infusion(child, batch="B-9"))


def test_a_batch_comes_from_an_apheresis_of_its_participant(child):
    of_another = ProductBatch(subject=participant(), visit_code="LOG", apheresis_id="A-7", batch_id="B-10")
    assert fired(of_another) == {"MF-001"}
    assert fired(ProductBatch.objects.get()) == set()


def test_numbers_are_given_once(child):
    other = participant()
    assert fired(Leukapheresis(subject=other, visit_code="APH", apheresis_id="A-7")) == {"LK-001"}
    assert fired(Leukapheresis(subject=other, visit_code="APH", apheresis_id="A-8")) == set()
    assert fired(ProductBatch(subject=other, visit_code="LOG", batch_id="B-7")) == {"MF-002"}


def test_lymphodepletion_without_released_product_stops(child):
    day_before, day = dt.date(2026, 11, 11), dt.date(2026, 11, 12)
    assert "LD-001" in fired(Lymphodepletion(subject=child, visit_code="LD1", given_on=day_before))
    assert "LD-001" not in fired(Lymphodepletion(subject=child, visit_code="LD1", given_on=day))


def test_a_product_that_was_not_infused_is_one_of_this_participant(child):
    kept = {"stage": "NOT INFUSED", "product_fate": "STORED"}
    assert fired(ProductNotInfused(subject=child, visit_code="LOG", batch_id="B-7", **kept)) == set()
    assert fired(ProductNotInfused(subject=child, visit_code="LOG", batch_id="B-8", **kept)) == {"NI-001"}

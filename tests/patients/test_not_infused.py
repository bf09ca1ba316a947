"""Product not made or not infused: reason, fate of the product, and no infusion beside it."""

import pytest

from edc.crf.reading import unanswered
from patients.models import Infusion, ProductBatch, ProductNotInfused
from tests.participants import fired, participant, store

pytestmark = pytest.mark.usefixtures("db")


def test_an_infusion_of_the_same_batch_contradicts():
    child = participant()
    store(ProductBatch(subject=child, visit_code="LOG", batch_id="B-7"))
    entry = ProductNotInfused(subject=child, visit_code="LOG", stage="NOT INFUSED", batch_id="B-7")
    assert fired(entry) == set()
    store(Infusion(subject=child, visit_code="D0", batch_id="B-7"))
    assert fired(entry) == {"NI-002"}


def test_a_product_that_was_made_is_somewhere():
    made = ProductNotInfused(subject=participant(), visit_code="LOG", stage="NOT INFUSED", product_fate="NONE")
    assert fired(made) == {"NI-003"}
    made.product_fate = "DESTROYED"
    assert fired(made) == set()


def test_a_product_that_was_never_made_has_no_batch_to_name():
    assert "batch_id" not in unanswered(ProductNotInfused(stage="NOT MADE"))
    assert "batch_id" in unanswered(ProductNotInfused(stage="NOT INFUSED"))

"""Replication-competent lentivirus and insertion sites: what is reported at once."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from adverse_events.models import VectorSafety
from edc.crf.reading import unanswered
from tests.participants import fired, participant, store

pytestmark = pytest.mark.usefixtures("db")


def sample(**values):
    return VectorSafety(subject=participant(), visit_code="M3", **values)


def test_a_positive_result_is_reported_at_once():
    assert fired(sample(rcl_tested="Y", rcl_result="POSITIVE")) == {"RCL-001"}
    assert fired(sample(rcl_tested="Y", rcl_result="NEGATIVE")) == set()


def test_a_single_clone_is_reported_at_once():
    assert fired(sample(insertion_tested="Y", clonality="MONOCLONAL")) == {"RCL-002"}
    assert fired(sample(insertion_tested="Y", clonality="POLYCLONAL")) == set()


def test_of_a_sample_that_is_stored_no_result_is_asked():
    results = {"rcl_method", "rcl_result", "insertion_method", "clonality", "largest_clone_percent", "nearest_gene"}
    assert not results & set(unanswered(sample(rcl_tested="N", insertion_tested="N")))
    assert results <= set(unanswered(sample(rcl_tested="Y", insertion_tested="Y")))


@pytest.mark.parametrize("share", ["-0.01", "100.01"])
def test_a_share_beyond_a_percentage_is_refused(share):
    with pytest.raises(ValidationError, match="between 0 and 100"):
        sample(largest_clone_percent=Decimal(share)).validate_constraints()
    with pytest.raises(IntegrityError, match="largest_clone_is_percentage"):
        store(sample(largest_clone_percent=Decimal(share)))


def test_the_whole_is_saved():
    store(sample(largest_clone_percent=Decimal(100)))

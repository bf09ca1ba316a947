"""Protocol deviations: class by impact, days in order, the ethics committee for major ones."""

import datetime as dt

import pytest

from edc.crf import PartialDate
from edc.crf.reading import unanswered
from patients.models import ProtocolDeviation
from tests.participants import fired, participant, store

pytestmark = pytest.mark.usefixtures("db")


def deviation(**values):
    return ProtocolDeviation(subject=participant(), visit_code="LOG", **values)


@pytest.mark.parametrize("impact", ["affects_safety", "affects_rights", "affects_data"])
def test_a_deviation_with_impact_is_major(impact):
    assert fired(deviation(**{impact: "Y"}, severity="MINOR")) == {"DV-001"}
    assert fired(deviation(**{impact: "Y"}, severity="MAJOR")) == set()
    assert fired(deviation(**{impact: "N"}, severity="MINOR")) == set()


def test_it_is_found_after_it_happened_as_far_as_both_are_known():
    found = {"found_on": dt.date(2026, 11, 10)}
    assert fired(deviation(**found, occurred_on=PartialDate(2026, 11, 11))) == {"DV-002"}
    assert fired(deviation(**found, occurred_on=PartialDate(2026, 11))) == set()
    assert fired(deviation(**found, occurred_on=PartialDate(2026, 11, 10))) == set()


@pytest.mark.parametrize(("item", "check"), [("reported_to_sponsor_on", "DV-003"), ("reported_to_ethics_on", "DV-004")])
def test_it_is_reported_after_it_was_found(item, check):
    major = {"found_on": dt.date(2026, 11, 10), "severity": "MAJOR"}
    assert fired(deviation(**major, **{item: dt.date(2026, 11, 9)})) == {check}
    assert fired(deviation(**major, **{item: dt.date(2026, 11, 10)})) == set()


def test_the_ethics_committee_hears_of_major_deviations():
    assert "reported_to_ethics_on" in unanswered(deviation(severity="MAJOR"))
    assert "reported_to_ethics_on" not in unanswered(deviation(severity="MINOR"))


def test_a_deviation_of_consent_can_be_entered_without_consent():
    page = deviation(category="INFORMED CONSENT")
    assert page.subject.refusal_for(page) == ""
    store(page)

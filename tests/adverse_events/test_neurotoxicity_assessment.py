"""ICE (Lee 2019, Table 4) and CAPD (Traube 2014) of a child of 9 and of one of 12."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from adverse_events.checks.neurotoxicity_assessment import CAPD_ITEMS, ICE_ONE_POINT, capd_score, ice_score
from adverse_events.models import NeurotoxicityAssessment
from adverse_events.rules.neurotoxicity import capd_total, ice_total
from edc.crf.reading import unanswered
from patients.models import Infusion, Subject
from tests.participants import at, fired, participant, store

NINE = dt.date(2017, 6, 3)
TWELVE_ON_20_NOVEMBER = dt.date(2014, 11, 20)

pytestmark = pytest.mark.usefixtures("db")


def assessment(born=NINE, **values):
    given = {"assessed_at": at(20, 9), "tool": "CAPD", **values}
    page = NeurotoxicityAssessment(subject=participant(born=born), visit_code="D3", **given)
    page.ice_total, page.capd_total = ice_score(page), capd_score(page)
    return page


def by_ice(**values):
    full = dict.fromkeys(ICE_ONE_POINT, "Y") | {"ice_objects": 3}
    return assessment(TWELVE_ON_20_NOVEMBER, tool="ICE", **(full | values))


def by_capd(*answers, **values):
    return assessment(**dict(zip(CAPD_ITEMS, answers, strict=True)), **values)


def test_everything_right_is_10_and_each_item_counts():
    assert by_ice().ice_total == 10
    assert by_ice(ice_counting="N").ice_total == 9
    assert by_ice(ice_objects=1, ice_sentence="N").ice_total == 7


def test_nothing_right_is_0_which_is_a_score():
    assert by_ice(**dict.fromkeys(ICE_ONE_POINT, "N"), ice_objects=0).ice_total == 0


@pytest.mark.parametrize("missing", [*ICE_ONE_POINT, "ice_objects"])
def test_a_missing_ice_item_is_no_score(missing):
    assert by_ice(**{missing: None}).ice_total is None


def test_the_best_and_the_worst_capd():
    """Items 1 to 4 are reversed: always is 0 there, never is 0 in items 5 to 8."""
    assert by_capd(*["ALWAYS"] * 4, *["NEVER"] * 4).capd_total == 0
    assert by_capd(*["NEVER"] * 4, *["ALWAYS"] * 4).capd_total == 32


def test_a_capd_by_hand():
    """Often, sometimes, rarely, always: 1 + 2 + 3 + 0; rarely, never, sometimes, often: 1 + 0 + 2 + 3; together 12."""
    page = by_capd("OFTEN", "SOMETIMES", "RARELY", "ALWAYS", "RARELY", "NEVER", "SOMETIMES", "OFTEN")
    assert page.capd_total == 12


@pytest.mark.parametrize("missing", CAPD_ITEMS)
def test_a_missing_capd_item_is_no_score(missing):
    answers = dict.fromkeys(CAPD_ITEMS, "SOMETIMES") | {missing: None}
    assert assessment(**answers).capd_total is None


def test_the_rules_add_up_nothing_from_nothing():
    assert ice_total([None] * 8) is None
    assert capd_total([None] * 8) is None


def test_the_tool_follows_the_age_on_that_day():
    """Lee 2019: ICE from the 12th birthday on, CAPD until the day before it."""
    assert fired(assessment(TWELVE_ON_20_NOVEMBER, tool="ICE")) == set()
    assert fired(assessment(TWELVE_ON_20_NOVEMBER, tool="CAPD")) == {"ICE-001"}
    the_day_before = {"born": TWELVE_ON_20_NOVEMBER, "assessed_at": at(19, 9)}
    assert fired(assessment(**the_day_before, tool="CAPD")) == set()
    assert fired(assessment(**the_day_before, tool="ICE")) == {"ICE-001"}


def test_developmental_delay_or_a_reason_allows_the_other_tool():
    assert fired(assessment(TWELVE_ON_20_NOVEMBER, tool="CAPD", developmental_delay="Y")) == set()
    assert fired(assessment(TWELVE_ON_20_NOVEMBER, tool="CAPD", tool_reason="does not speak Chinese")) == set()


def test_without_birth_date_the_tool_is_not_asked_about():
    assert fired(assessment(None, tool="ICE")) == set()


def test_only_the_items_of_the_tool_are_asked():
    asked = set(unanswered(by_ice()))
    assert not asked & {*CAPD_ITEMS, "rass", "capd_total"}
    assert set(CAPD_ITEMS) | {"rass"} <= set(unanswered(assessment()))
    assert not set(ICE_ONE_POINT) & set(unanswered(assessment()))


def test_a_deeply_sedated_child_has_no_capd():
    answers = ["SOMETIMES"] * 8
    assert fired(by_capd(*answers, rass=-4)) == {"ICE-002"}
    assert fired(by_capd(*answers, rass=-3)) == set()
    assert fired(assessment(rass=-5)) == set()


def test_points_of_an_unarousable_patient_are_asked_about():
    assert fired(by_ice(consciousness="UNAROUSABLE")) == {"ICE-003"}
    assert fired(by_ice(consciousness="TOUCH")) == set()
    assert fired(by_ice(**dict.fromkeys(ICE_ONE_POINT, "N"), ice_objects=0, consciousness="UNAROUSABLE")) == set()


def test_the_baseline_lies_before_the_infusion():
    child = participant(born=NINE)
    store(Infusion(subject=child, visit_code="D0", started_at=at(20, 10)))
    child = Subject.objects.get(pk=child.pk)

    def baseline(when):
        return NeurotoxicityAssessment(subject=child, visit_code="D0", is_baseline="Y", assessed_at=when)

    assert fired(baseline(at(20, 9))) == set()
    assert fired(baseline(at(20, 11))) == {"ICE-004"}


@pytest.mark.parametrize(
    ("values", "constraint", "words"),
    [
        ({"ice_objects": 4}, "ice_objects_at_most_3", "shows three"),
        ({"rass": -6}, "ice_rass_from_minus_5_to_4", "from −5"),
        ({"rass": 5}, "ice_rass_from_minus_5_to_4", "from −5"),
    ],
)
def test_a_value_off_the_scale_is_refused(values, constraint, words):
    with pytest.raises(ValidationError, match=words):
        assessment(**values).validate_constraints()
    with pytest.raises(IntegrityError, match=constraint):
        store(assessment(**values))


def test_the_ends_of_the_scales_are_saved():
    store(by_ice(), assessment(rass=-5), assessment(rass=4))

"""The grade of ICANS on the form: read from this assessment and the baseline. The tables: tests/published."""

import datetime as dt
from decimal import Decimal

import pytest

from adverse_events.checks.icans_grade import capd_change_from_baseline, icans_grade_computed
from adverse_events.checks.neurotoxicity_assessment import (
    CAPD_ITEMS,
    ICE_ONE_POINT,
    capd_score,
    capd_total_computed,
    ice_score,
    ice_total_computed,
)
from adverse_events.codelists.neurotoxicity import CerebralOedema, Consciousness, MotorFinding, NeuroDomain, Seizure
from adverse_events.models import NeurotoxicityAssessment
from adverse_events.rules.icans import (
    GRADE_BY_CONSCIOUSNESS,
    GRADE_BY_MOTOR,
    GRADE_BY_OEDEMA,
    GRADE_BY_SEIZURE,
    SEVERAL,
    IcansFindings,
    icans_grade,
)
from adverse_events.rules.neurotoxicity import capd_change
from edc.crf import PartialDate
from patients.models import Death, Infusion, Subject
from tests.participants import at, fired, participant, store

WELL = {
    "consciousness": "SPONTANEOUS", "seizure": "NONE", "motor": "NONE", "oedema": "NONE", "sedated": "N",
    "other_cause": "N",
}  # fmt: skip

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def child():
    """Nine years old, infused on 20 November at 10 o'clock."""
    subject = participant(born=dt.date(2017, 6, 3))
    store(Infusion(subject=subject, visit_code="D0", started_at=at(20, 10), weight_kg=Decimal(28)))
    return Subject.objects.get(pk=subject.pk)


def assessed(subject, day, hour=9, **values):
    subject = Subject.objects.get(pk=subject.pk)
    given = {"assessed_at": at(day, hour), "is_baseline": "N", "developmental_delay": "N", **WELL, **values}
    page = NeurotoxicityAssessment(subject=subject, visit_code=f"D{day - 20}", **given)
    page.ice_total, page.capd_total = ice_score(page), capd_score(page)
    page.icans_grade_computed = icans_grade_computed(page).value
    return page


def by_ice(subject, day, lost=0, **values):
    """The ICE with the first points lost."""
    points = {name: "N" if at < lost else "Y" for at, name in enumerate(ICE_ONE_POINT)}
    return assessed(subject, day, tool="ICE", tool_reason="speaks well", **{**points, "ice_objects": 3, **values})


def by_capd(subject, day, score=0, **values):
    """The CAPD with a total of 0 to 16, from the last four answers."""
    terms = ("NEVER", "RARELY", "SOMETIMES", "OFTEN", "ALWAYS")
    last = [terms[min(4, max(0, score - 4 * at))] for at in range(4)]
    answers = dict(zip(CAPD_ITEMS, ["ALWAYS"] * 4 + last, strict=True))
    return assessed(subject, day, tool="CAPD", **{"rass": 0, **answers, **values})


def baseline(subject, score):
    return by_capd(subject, 20, score, hour=8, is_baseline="Y")


def test_every_term_of_the_form_has_its_place_in_the_tables():
    for terms, table in (
        (Consciousness, GRADE_BY_CONSCIOUSNESS), (Seizure, GRADE_BY_SEIZURE), (MotorFinding, GRADE_BY_MOTOR),
        (CerebralOedema, GRADE_BY_OEDEMA),
    ):  # fmt: skip
        assert set(terms.values) == set(table)
    domains = {name.upper() for name in icans_grade(IcansFindings()).domains()}
    assert set(NeuroDomain.values) == domains | {SEVERAL}


def test_the_grade_says_what_decided_it(child):
    made = icans_grade_computed(by_ice(child, 25, lost=5, consciousness="TOUCH"))
    assert made.value == "3"
    assert str(made.words) == "awakens only to touch; ICE score 5 alone would be 2"
    assert made.inputs["ice_total"] == 5


def test_nothing_found_is_0_and_awakening_spontaneously_is_nothing(child):
    made = icans_grade_computed(by_ice(child, 25))
    assert (made.value, str(made.words)) == ("0", "no finding that belongs to ICANS")


def test_a_missing_item_is_named_and_leaves_no_grade(child):
    page = by_ice(child, 25, ice_objects=None)
    made = icans_grade_computed(page)
    assert made.value is None
    assert str(made.words) == "Between 0 and 4; still missing: ICE score, 0 to 10."


def test_before_the_infusion_there_is_no_icans(child):
    assert icans_grade_computed(baseline(child, 12)).value is None
    assert icans_grade_computed(by_capd(child, 20, 12, hour=9)).value is None
    assert icans_grade_computed(by_capd(child, 20, 12, hour=11)).value == "3"


def test_the_capd_is_compared_with_the_last_one_before_the_infusion(child):
    store(by_capd(child, 19, 12), baseline(child, 4))
    same, more = by_capd(child, 25, 4), by_capd(child, 25, 13)
    assert (same.icans_grade_computed, more.icans_grade_computed) == ("0", "3")
    made = capd_change_from_baseline(more)
    assert (made.value, made.inputs["baseline"]) == (9, [4, "ICE D0 1"])
    assert capd_change_from_baseline(same).value == 0


def test_what_is_left_out_or_open_is_said(child):
    store(baseline(child, 4))
    assert said(by_capd(child, 25, 4)) == "CAPD 4, no higher than 4 before the infusion"
    assert said(by_capd(child, 25, 9, sedated="Y")) == "Between 0 and 3; still missing: the score without sedation."
    assert "which finding has the other cause" in said(by_ice(child, 25, lost=5, other_cause="Y")).lower()
    several = by_ice(child, 25, lost=5, other_cause="Y", other_cause_domain="SEVERAL")
    assert said(several) == "Between 0 and 2; the findings do not say which."
    assert said(assessed(child, 25, assessed_at=None)) == "The time of the assessment is needed."


def said(page):
    return str(icans_grade_computed(page).words)


def test_the_totals_are_stored_with_the_answers_behind_them(child):
    made = ice_total_computed(by_ice(child, 25, lost=1))
    assert (made.value, str(made.rule), made.inputs["ice_year"]) == (9, "ICE-2019 v1", "N")
    made = capd_total_computed(by_capd(child, 25, 4))
    assert (made.value, str(made.rule), made.inputs["capd_restless"]) == (4, "CAPD-2014 v1", "ALWAYS")


def test_without_a_baseline_there_is_no_change_and_the_table_is_read_as_it_stands(child):
    page = by_capd(child, 25, 4)
    assert capd_change_from_baseline(page).value is None
    assert page.icans_grade_computed == "1"


def test_the_baseline_has_no_change_of_its_own(child):
    store(by_capd(child, 19, 2))
    assert capd_change_from_baseline(baseline(child, 4)).value is None


def test_a_change_needs_both_scores():
    assert capd_change(score=13, baseline=4) == 9
    assert capd_change(score=2, baseline=4) == -2
    assert capd_change(score=None, baseline=4) is None
    assert capd_change(score=4, baseline=None) is None


def test_a_child_too_deep_for_the_capd_is_grade_4_unless_sedated(child):
    gone = dict.fromkeys(CAPD_ITEMS)
    made = icans_grade_computed(by_capd(child, 25, **gone, rass=-4))
    assert (made.value, str(made.words)) == ("4", "the CAPD cannot be performed")
    assert by_capd(child, 25, **gone, rass=-3).icans_grade_computed is None
    assert by_capd(child, 25, **gone, rass=-4, sedated="Y").icans_grade_computed is None


def test_a_finding_of_another_cause_is_left_out_by_name(child):
    seizure = {"seizure": "BRIEF", "other_cause": "Y", "other_cause_description": "low sodium"}
    assert by_ice(child, 25, **seizure, other_cause_domain="SEIZURE").icans_grade_computed == "0"
    assert by_ice(child, 25, **seizure, other_cause_domain="MOTOR").icans_grade_computed == "3"
    assert by_ice(child, 25, **seizure, other_cause_domain="SEVERAL").icans_grade_computed is None


def test_death_by_icans_is_grade_5_on_its_day(child):
    store(Death(subject=child, visit_code="LOG", died_on=PartialDate(2026, 11, 25), cause="ICANS"))
    assert by_ice(child, 25).icans_grade_computed == "5"
    assert by_ice(child, 24).icans_grade_computed == "0"


def test_another_grade_of_the_investigator_is_asked_about_and_the_same_is_not(child):
    assert fired(by_ice(child, 21, lost=1, icans_grade_investigator="1")) == set()
    assert fired(by_ice(child, 21, lost=1, icans_grade_investigator="0")) == {"ICE-005"}
    assert fired(by_ice(child, 21, ice_objects=None, icans_grade_investigator="0")) == set()

"""What stands in the database once the default cast has been written."""

from collections import Counter

import pytest
from django.utils import timezone

from adverse_events.demonstration.casebook import AT_VISITS, LOGS
from adverse_events.models import (
    CrsAssessment,
    DltAssessment,
    NeurotoxicityAssessment,
    SeriousAdverseEvent,
    ToxicityTreatment,
)
from edc.crf.reading import forms
from edc.records.base import PageStatus
from edc.records.query import Closure, Query, QueryState
from patients.models import Death, EndOfStudy, Infusion, ResponseAssessment, Subject, SubsequentTreatment, VisitPage
from tests import databases
from tests.demonstration.making import the_cast, written
from trial.models import CohortSlot, DoseLevelDecision

pytestmark = pytest.mark.slow

# Each with its reason in the table of conduct: slips that were corrected, odd values, a late visit, CMV.
INTENDED = {"SV-001", "VS-002", "VIR-001", "VS.diastolic_mmhg.range", "VS.heart_rate_bpm.range", "ED-202"}
CORRECTED = {"LB-003", "INF-002", "INF-011"}
UNDER_WORK = {"month_one", "newest"}


@pytest.fixture(scope="module")
def made(postgres, migrated, django_db_blocker):
    """The default cast in a database of this module."""
    with django_db_blocker.unblock(), databases.copy(postgres, migrated):
        yield written(list(the_cast().values()))


@pytest.fixture(scope="module")
def keys(made):
    """Archetype -> participant number, by the birth date."""
    by_birth = {course.born: key for key, course in the_cast().items()}
    return {by_birth[subject.birth_date]: subject.number for subject in Subject.objects.all()}


def test_twelve_are_registered_nine_infused_three_a_level(made):
    assert Subject.objects.count() == made.participants == 12
    assert Counter(Infusion.objects.values_list("dose_level", flat=True)) == {"DL1": 3, "DL2": 3, "DL3": 3}
    left = Counter(EndOfStudy.objects.values_list("reason", flat=True))
    assert (left["SCREEN FAILURE"], left["NEVER DOSED"]) == (2, 1)


def test_every_form_of_the_software_has_a_page(made):
    assert {code for code, model in forms().items() if not model.objects.exists()} == set()


def test_no_form_is_missing_on_either_side(made):
    assert made.left_out == frozenset()
    assert set(forms()) - {*AT_VISITS, *LOGS} == set()


def test_soft_checks_fire_only_where_they_are_meant_to(made):
    """Those that the data answered came from the order of entry, or from a slip that was corrected."""
    fired = Query.objects.exclude(check_id="")
    lasting = Counter(fired.exclude(closure=Closure.DATA_CHANGED).values_list("check_id", flat=True))
    assert set(lasting) == INTENDED
    assert lasting.total() == 6
    assert set(fired.filter(closure=Closure.DATA_CHANGED).values_list("check_id", flat=True)) >= CORRECTED


def test_queries_stand_in_every_state(made):
    of_checks = set(Query.objects.exclude(check_id="").values_list("state", flat=True))
    of_the_monitor = set(Query.objects.filter(check_id="").values_list("state", flat=True))
    assert of_checks == of_the_monitor == set(QueryState.values)


def test_only_the_newest_have_pages_under_work(made, keys):
    open_pages = {
        number
        for model in forms().values()
        for number in model.objects.filter(status=PageStatus.INCOMPLETE).values_list("subject_id", flat=True)
    }
    assert open_pages == {keys[key] for key in UNDER_WORK}


def test_the_home_page_has_something_due_and_something_overdue(made, keys):
    newest = Subject.objects.get(pk=keys["newest"])
    states = {
        visit.form_state(timezone.localdate())
        for visit in newest.schedule()
        for code in visit.forms
        if visit.code in ("D7", "D10")
        if not forms()[code].objects.filter(subject=newest, visit_code=visit.code).exists()
    }
    assert states == {"due", "overdue"}


def test_the_grade_of_crs_is_that_of_lee_2019(made):
    for page in CrsAssessment.objects.exclude(crs_grade_investigator=None).prefetch_related("vasopressors"):
        grade = int(page.crs_grade_investigator)
        if grade >= 2:
            assert grade == max(by_pressure(page), by_oxygen(page)), page


def by_pressure(page):
    return {0: 2 if page.hypotension == "Y" else 1, 1: 3, 2: 4}[page.vasopressors.count()]


def by_oxygen(page):
    return {"NONE": 1, "NASAL CANNULA": 2, "HIGH FLOW CANNULA": 3, "VENTILATOR": 4}[page.oxygen_device]


def test_the_grade_of_icans_is_that_of_lee_2019(made):
    """ICE 10: 0, 7-9: 1, 3-6: 2, 0-2: 3. CAPD from 9: 3; below, whether the child awakens to voice decides 1 or 2."""
    tools = set()
    for page in NeurotoxicityAssessment.objects.exclude(icans_grade_investigator=None):
        grade = int(page.icans_grade_investigator)
        tools.add((page.tool, grade > 0))
        if page.tool == "ICE":
            assert grade == next(g for g, lowest in ((0, 10), (1, 7), (2, 3), (3, 0)) if page.ice_total >= lowest)
        elif grade:
            by_voice = 2 if page.consciousness == "VOICE" else 1
            assert grade == (3 if page.capd_total >= 9 else by_voice)
    assert {("ICE", True), ("CAPD", True)} <= tools


def test_tocilizumab_is_dosed_by_weight(made):
    doses = ToxicityTreatment.objects.filter(drug="TOCILIZUMAB")
    light, heavy = doses.filter(weight_kg__lt=30), doses.filter(weight_kg__gte=30)
    assert all(11 < page.dose_mg_per_kg <= 12 for page in light)
    assert all(7 < page.dose_mg_per_kg <= 8 for page in heavy)
    assert light
    assert heavy


def test_one_dose_limiting_toxicity_expands_its_level(made, keys):
    limited = DltAssessment.objects.filter(dlt_occurred="Y").values_list("subject_id", flat=True)
    assert list(limited) == [keys["dlt"]]
    newest = DoseLevelDecision.objects.order_by("-met_on").first()
    assert (newest.decision, newest.level_from, newest.level_to) == ("EXPAND", "DL3", "DL3")
    assert newest.data_seen["counts"]["DL3"] == {"treated": 1, "evaluable": 1, "dlt": 1, "pending": 0}
    assert newest.differs_because, "the design has two places left there, the committee decides on three more"


def test_every_decision_is_signed_by_the_site_and_the_oversight(made):
    assert all(decision.is_in_force for decision in DoseLevelDecision.objects.all())
    assert DoseLevelDecision.objects.filter(decision="OPEN", differs_because="").count() == 3


def test_everybody_infused_held_a_place_and_whose_batch_failed_left_it(made, keys):
    held = CohortSlot.objects.filter(state="RESERVED")
    assert Counter(held.values_list("level", flat=True)) == {"DL1": 3, "DL2": 3, "DL3": 3}
    left = CohortSlot.objects.get(state="RELEASED")
    assert (left.subject_number, left.released_because) == (keys["not_made"], "MANUFACTURING FAILURE")


def test_a_relapse_without_cd19_a_transplant_and_a_death(made, keys):
    relapses = ResponseAssessment.objects.filter(response="RELAPSED DISEASE")
    assert set(relapses.filter(subject=keys["lost_cd19"]).values_list("cd19_at_relapse", flat=True)) == {"NEGATIVE"}
    assert SubsequentTreatment.objects.get(therapy="HSCT").subject_id == keys["transplant"]
    assert Death.objects.get().subject_id == keys["relapse"]


def test_a_missed_visit_leaves_its_forms_not_done(made, keys):
    missed = VisitPage.objects.get(held="MISSED")
    assert (missed.subject_id, missed.visit_code) == (keys["adult"], "M5")
    survival = forms()["SU"].objects.get(subject=missed.subject_id, visit_code="M5")
    assert survival.status == PageStatus.NOT_DONE


def test_severe_events_of_the_cells_are_reported_within_24_hours(made):
    for page in SeriousAdverseEvent.objects.all():
        first = min(row.reported_at for row in page.rows("reports") if row.recipient == "SPONSOR")
        assert (first - page.aware_at).total_seconds() < 24 * 3600


def test_pages_are_locked_and_stay_readable(made, keys):
    locked = forms()["IC"].objects.filter(is_locked=True).values_list("subject_id", flat=True)
    assert set(locked) == {keys[key] for key in ("first", "relapse", "csf")}


def test_nobody_but_an_investigator_judges(made):
    """The nurse saves the day without the grade, an investigator adds it: two versions by two people."""
    first = CrsAssessment.history.filter(visit_code="D5").order_by("history_id").first()
    assert first.crs_grade_investigator is None
    judged = CrsAssessment.history.filter(visit_code="D5").exclude(crs_grade_investigator=None).first()
    assert judged.history_user_id != first.history_user_id

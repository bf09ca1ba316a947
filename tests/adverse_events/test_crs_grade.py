"""The grade of CRS on the form: from this assessment and the earlier ones, explained, and set beside the judgement.

The tables themselves are tested in tests/published/test_crs_astct.py.
"""

import datetime as dt
from decimal import Decimal

import pytest

from adverse_events.checks.crs_assessment import hypotension_for_age
from adverse_events.checks.crs_grade import crs_grade_computed, lee_2014_computed, penn_computed
from adverse_events.codelists.crs import OxygenDevice
from adverse_events.models import CrsAssessment, Transfusion, Vasopressor
from adverse_events.rules.crs import CANNULAS, GRADE_BY_DEVICE
from edc.access.roles import Role
from edc.crf import PartialDate
from edc.records.audit.context import Reason, ReasonCode
from edc.records.query import Query
from edc.records.saving import Rows, save_page
from patients.models import Death, Infusion, Subject
from tests.participants import at, fired, participant, ready_to_infuse, store, words
from tests.patients.test_step_order import infuse
from tests.people import make_user

NORADRENALINE = {"drug": "NOREPINEPHRINE", "dose_ug_kg_min": Decimal("0.05")}
FEBRILE = {
    "highest_temperature_c": Decimal("39.2"), "fever_other_cause": "N", "antipyretic_given": "N",
    "anticytokine_given": "N", "hypotension": "N", "fluid_bolus": "N", "hypoxia_other_cause": "N",
    "oxygen_device": "NONE",
}  # fmt: skip
LOW = {"hypotension": "Y", "hypotension_other_cause": "N"}
CANNULA = {"oxygen_device": "NASAL CANNULA", "oxygen_flow_l_min": Decimal(4)}
COOL = {"highest_temperature_c": Decimal("37.4")}

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def child():
    """Infused on 20 November at 10 o'clock."""
    subject = participant(born=dt.date(2017, 6, 3))
    store(Infusion(subject=subject, visit_code="D0", started_at=at(20, 10), weight_kg=Decimal(28)))
    return Subject.objects.get(pk=subject.pk)


def on(subject, day, *pressors, **values):
    """The assessment of one day of November, as the software sees it before it is saved."""
    subject = Subject.objects.get(pk=subject.pk)
    times = {"period_start": at(day, 0), "period_end": at(day, 23)}
    page = CrsAssessment(subject=subject, visit_code=f"D{day - 20}", **{**times, **FEBRILE, **values})
    page.stage_rows("vasopressors", [Vasopressor(**each) for each in pressors])
    page.crs_grade_computed = crs_grade_computed(page).value
    return page


def test_every_device_of_the_form_has_its_place_in_the_table():
    assert {*GRADE_BY_DEVICE, *CANNULAS} == set(OxygenDevice.values)


def test_the_grade_says_what_decided_it(child):
    made = crs_grade_computed(on(child, 21, NORADRENALINE, **LOW, **CANNULA))
    assert made.value == "3"
    assert str(made.words) == "one vasopressor; low-flow oxygen alone would be 2"
    assert str(made.rule) == "CRS-ASTCT-2019 v1"


def test_the_inputs_are_those_of_the_page(child):
    stored = crs_grade_computed(on(child, 21, NORADRENALINE, **LOW)).derivation()["inputs"]
    assert stored["highest_temperature_c"] == "39.2"
    assert stored["vasopressors"] == ["NOREPINEPHRINE"]
    assert stored["crs_before"] == ""


def test_two_that_decide_together_are_both_named(child):
    made = crs_grade_computed(on(child, 21, NORADRENALINE, **LOW, oxygen_device="FACE MASK"))
    assert str(made.words) == "one vasopressor, high-flow oxygen or a mask"


@pytest.mark.parametrize(
    ("values", "grade", "said"),
    [
        ({}, "1", "fever without hypotension or hypoxia"),
        (COOL, "0", "no fever that belongs to CRS, and no treated CRS before"),
        ({"fever_other_cause": "Y"}, "0", "no fever that belongs to CRS, and no treated CRS before"),
    ],
)
def test_the_mild_ends_are_explained_too(child, values, grade, said):
    made = crs_grade_computed(on(child, 21, **values))
    assert (made.value, str(made.words)) == (grade, said)


def test_without_a_grade_it_says_what_is_missing(child):
    made = crs_grade_computed(on(child, 21, oxygen_device="NASAL CANNULA"))
    assert made.value is None
    assert str(made.words) == "Between 2 and 3; still missing: Highest oxygen flow."
    assert crs_grade_computed(CrsAssessment(subject=child, visit_code="D1")).value is None


def test_a_vasopressor_without_hypotension_is_named_as_the_obstacle(child):
    assert "hypotension on a vasopressor" in str(crs_grade_computed(on(child, 21, NORADRENALINE)).words)


def test_fever_is_waived_by_what_earlier_assessments_say(child):
    """Day 1 fever and an antipyretic; day 2 no fever, but a vasopressor: grade 3. Without day 1 there would be none."""
    assert crs_grade_computed(on(child, 22, NORADRENALINE, **LOW, **COOL)).value == "0"
    store(on(child, 21, antipyretic_given="Y"))
    made = crs_grade_computed(on(child, 22, NORADRENALINE, **LOW, **COOL))
    assert made.value == "3"
    assert str(made.words) == "one vasopressor; treated before, so fever is not asked for"
    assert (made.inputs["crs_before"], made.inputs["treated_before"]) == ("CRS D1 1", "CRS D1 1")


def test_treatment_before_crs_waives_nothing(child):
    """Paracetamol on day 1 without CRS; fever on day 2, no fever on day 3."""
    store(on(child, 21, antipyretic_given="Y", **COOL), on(child, 22))
    assert crs_grade_computed(on(child, 23, NORADRENALINE, **LOW, **COOL)).value == "0"


def test_later_assessments_do_not_count_as_earlier(child):
    store(on(child, 23, anticytokine_given="Y"))
    assert crs_grade_computed(on(child, 22, NORADRENALINE, **LOW, **COOL)).value == "0"


def test_the_investigator_says_whether_crs_was_diagnosed(child):
    """The fever of day 1 was judged to be no CRS: nothing is waived on day 2."""
    store(on(child, 21, antipyretic_given="Y", crs_grade_investigator="0"))
    assert crs_grade_computed(on(child, 22, NORADRENALINE, **LOW, **COOL)).value == "0"


def test_vasopressin_alone_follows_the_protocol_and_says_so(child):
    made = crs_grade_computed(on(child, 21, {"drug": "VASOPRESSIN", "dose_mu_kg_min": Decimal(1)}, **LOW))
    assert made.value == "3"
    assert str(made.words) == "vasopressin alone, graded as the protocol says"
    assert made.inputs["vasopressin_alone_grade"] == 3


def test_death_by_crs_is_grade_5_on_its_day_only(child):
    store(Death(subject=child, visit_code="LOG", died_on=PartialDate(2026, 11, 24), cause="CYTOKINE RELEASE SYNDROME"))
    assert crs_grade_computed(on(child, 23)).value == "1"
    assert crs_grade_computed(on(child, 24)).value == "5"


@pytest.mark.parametrize(
    ("died_on", "cause"),
    [(PartialDate(2026, 11, 24), "INFECTION"), (PartialDate(2026, 11), "CYTOKINE RELEASE SYNDROME")],
)
def test_death_of_another_cause_or_on_an_unknown_day_grades_nothing(child, died_on, cause):
    store(Death(subject=child, visit_code="LOG", died_on=died_on, cause=cause))
    assert crs_grade_computed(on(child, 24)).value == "1"


def test_another_grade_of_the_investigator_is_asked_about_and_the_same_is_not(child):
    assert fired(on(child, 21, NORADRENALINE, **LOW, crs_grade_investigator="3")) == set()
    differs = on(child, 21, NORADRENALINE, **LOW, crs_grade_investigator="2")
    assert fired(differs) == {"CRS-007"}
    assert words(differs, "CRS-007") == (
        "The findings give grade 3 (one vasopressor). Why is the investigator's grade different?"
    )


def test_a_missing_side_is_not_a_difference(child):
    assert "CRS-007" not in fired(on(child, 21, hypotension=None, crs_grade_investigator="2"))
    assert "CRS-007" not in fired(on(child, 21))


@pytest.mark.parametrize(("systolic", "said"), [(87, "87 < 88 = 70 + 2 × 9"), (88, "88 ≥ 88 = 70 + 2 × 9")])
def test_the_threshold_of_the_age_is_shown(child, systolic, said):
    """Nine years old on that day: 70 + 2 x 9."""
    made = hypotension_for_age(on(child, 21, lowest_systolic_mmhg=systolic))
    assert (str(made.words), str(made.rule)) == (said, "HYPOTENSION-AGE v1")


def test_the_older_scales_wait_for_the_organs(child):
    """Low-flow oxygen: Lee 2 and Penn 3 at least; transaminases of grade 4 make Lee 3."""
    page = on(child, 21, **CANNULA)
    assert (lee_2014_computed(page).value, penn_computed(page).value) == (None, None)
    assert "Highest organ toxicity" in str(lee_2014_computed(page).words)
    page.organ_grade, page.transaminase_grade, page.in_hospital_for_crs = "1", "0", "Y"
    assert (lee_2014_computed(page).value, penn_computed(page).value) == ("2", "3")
    page.transaminase_grade = "4"
    assert lee_2014_computed(page).value == "3"


def test_the_older_scales_are_not_confirmed(child):
    page = on(child, 21)
    assert not lee_2014_computed(page).rule.is_confirmed
    assert not penn_computed(page).rule.is_confirmed


def test_penn_reads_coagulation_factors_from_the_transfusion_log(child):
    answers = {"organ_grade": "0", "transaminase_grade": "0", "in_hospital_for_crs": "N"}
    assert penn_computed(on(child, 21, **answers)).value == "1"
    store(Transfusion(subject=child, visit_code="LOG", product="PLASMA", started_at=at(22, 9)))
    assert penn_computed(on(child, 21, **answers)).value == "1"
    assert penn_computed(on(child, 22, **answers)).value == "3"


def test_a_corrected_day_is_followed_by_the_days_after_it():
    """Day 2 has a vasopressor without fever: no CRS until day 1 turns out to be treated CRS."""
    both = make_user(Role.RESEARCH_NURSE, Role.INVESTIGATOR)
    subject = ready_to_infuse(by=both)
    infuse(subject, both)
    subject = Subject.objects.get(pk=subject.pk)
    days = {
        day: CrsAssessment(
            subject=subject, visit_code=f"D{day - 20}", period_start=at(day, 0), period_end=at(day, 23), **values
        )
        for day, values in ((21, {**FEBRILE, **COOL}), (22, {**FEBRILE, **COOL, **LOW, "crs_grade_investigator": "3"}))
    }
    save_page(days[21], by=both)
    save_page(days[22], by=both, rows={"vasopressors": Rows([Vasopressor(**NORADRENALINE)])})
    assert asked() == ["open"]

    first = CrsAssessment.objects.get(visit_code="D1")
    first.highest_temperature_c, first.antipyretic_given = Decimal("38.0"), "Y"
    save_page(first, by=both, reason=Reason(ReasonCode.TRANSCRIPTION_ERROR, "chart of the night"))

    second = CrsAssessment.objects.get(visit_code="D2")
    assert second.crs_grade_computed == "3"
    assert second.derivations["crs_grade_computed"]["inputs"]["crs_before"] == "CRS D1 1"
    assert asked() == ["closed"]


def asked():
    return list(Query.objects.filter(check_id="CRS-007").values_list("state", flat=True))

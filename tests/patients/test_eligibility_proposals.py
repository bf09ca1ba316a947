"""What the record proposes for each criterion of NCT05270772: met, not met, cannot decide, with the evidence."""

import datetime as dt

import pytest
from django.utils import translation

from adverse_events.models import GraftVersusHostDisease
from edc.crf import PartialDate
from edc.records.deriving import derive_page
from patients.criteria.verdicts import DERIVED
from patients.models import (
    BoneMarrow,
    CerebrospinalFluid,
    DiseaseHistory,
    EarlierTherapy,
    EarlierTransplant,
    Eligibility,
    ExaminedSite,
    ExtramedullaryDisease,
    MedicalHistory,
    PerformanceStatus,
    PregnancyTest,
    PriorTherapy,
    Relapse,
    Subject,
)
from tests.participants import participant, store
from tests.patients.screened import (
    ASSESSED,
    CONSENTED,
    MET,
    NOT_MET,
    OPEN,
    assessed,
    person,
    proposal,
    row,
    stored,
    virology,
    why,
)
from tests.trial.files import SECOND, changed
from trial.protocol_criteria import Derivation

pytestmark = pytest.mark.usefixtures("db")

EIGHT = ("HBSAG", "HBDNA", "HCAB", "HCRNA", "HIVAB", "TPAB", "EBVDNA", "CMVDNA")


@pytest.fixture
def child():
    return person("F")


def test_every_derivation_has_its_reading_of_the_record():
    assert set(DERIVED) == set(Derivation)


def test_an_empty_record_decides_nothing_but_consent(child):
    proposed = {each.criterion_code: each.proposed for each in assessed(child).rows("criteria")}
    assert {code for code, outcome in proposed.items() if outcome != OPEN} == {"I5"}
    assert proposed["I5"] == MET


@pytest.mark.parametrize(
    ("relapses", "refractory", "outcome"), [(1, "N", MET), (0, "Y", MET), (0, "N", NOT_MET), (0, None, OPEN)]
)
def test_i1_disease(child, relapses, refractory, outcome):
    store(DiseaseHistory(subject=child, visit_code="SCR", relapse_number=relapses, refractory=refractory))
    assert proposal(child, "I1") == outcome


@pytest.mark.parametrize(
    ("sampled_on", "status", "outcome"),
    [
        (dt.date(2026, 8, 9), "POSITIVE", MET),
        (dt.date(2026, 8, 8), "POSITIVE", NOT_MET),
        (ASSESSED, "NEGATIVE", NOT_MET),
        (dt.date(2026, 11, 10), "POSITIVE", OPEN),
        (ASSESSED, "DIM", OPEN),
        (ASSESSED, "NO BLASTS", OPEN),
    ],
)
def test_i2_cd19_within_3_calendar_months_of_enrolment(child, sampled_on, status, outcome):
    store(BoneMarrow(subject=child, visit_code="SCR", sampled_on=sampled_on, cd19_status=status))
    assert proposal(child, "I2") == outcome


def test_i2_enrolment_is_the_first_conclusion_so_later_pages_do_not_ask_for_a_new_sample(child):
    store(BoneMarrow(subject=child, visit_code="SCR", sampled_on=dt.date(2026, 8, 9), cd19_status="POSITIVE"))
    store(Eligibility(subject=child, visit_code="SCR", assessed_on=ASSESSED, eligible="Y"))
    page = Eligibility(subject=Subject.objects.get(pk=child.pk), visit_code="D0", assessed_on=dt.date(2026, 12, 20))
    page.stage_rows("criteria", page.preset_rows("criteria"))
    derive_page(page)
    assert row(page, "I2").proposed == MET


@pytest.mark.parametrize(
    ("scale", "score", "outcome"),
    [("LPPS SCALE", 50, MET), ("LPPS SCALE", 40, NOT_MET), ("KPS SCALE", 100, OPEN), ("LPPS SCALE", None, OPEN)],
)
def test_i3_performance_on_the_scale_of_a_child_of_seven(child, scale, score, outcome):
    name = "lansky" if scale == "LPPS SCALE" else "karnofsky"
    page = PerformanceStatus(subject=child, visit_code="SCR", assessed_on=CONSENTED, scale=scale, **{name: score})
    store(page)
    assert proposal(child, "I3") == outcome


@pytest.mark.parametrize(("weeks", "outcome"), [(12, MET), (11, NOT_MET)])
def test_i4_life_expectancy(child, weeks, outcome):
    store(PerformanceStatus(subject=child, visit_code="SCR", assessed_on=CONSENTED, life_expectancy_weeks=weeks))
    assert proposal(child, "I4") == outcome


@pytest.mark.parametrize(
    ("born", "outcome"), [(dt.date(2019, 6, 3), MET), (dt.date(2018, 11, 9), NOT_MET), (dt.date(2018, 11, 10), MET)]
)
def test_i5_a_guardian_alone_until_the_day_before_the_8th_birthday(born, outcome):
    assert proposal(participant(born=born, consented=CONSENTED), "I5") == outcome


def test_i5_without_a_signature_it_cannot_be_decided():
    assert proposal(participant(born=dt.date(2019, 6, 3)), "I5") == OPEN


@pytest.mark.parametrize(
    ("concluded", "finding", "outcome"),
    [("N", "ABSENT", NOT_MET), ("Y", "ABSENT", MET), ("N", "PRESENT", MET), (None, "ABSENT", OPEN)],
)
def test_e1_disease_outside_the_marrow(child, concluded, finding, outcome):
    page = ExtramedullaryDisease(subject=child, visit_code="SCR", assessed_on=CONSENTED, any_disease=concluded)
    stored(page, sites=[ExaminedSite(site="TESTIS", finding=finding)])
    assert proposal(child, "E1") == outcome


def test_e1_an_earlier_relapse_of_the_testis_does_not_exclude_and_the_present_one_does(child):
    store(ExtramedullaryDisease(subject=child, visit_code="SCR", assessed_on=CONSENTED, any_disease="N"))
    page = DiseaseHistory(subject=child, visit_code="SCR", relapse_number=2)
    stored(page, relapses=[Relapse(number=1, site="TESTIS"), Relapse(number=2, site="BONE MARROW")])
    assert proposal(child, "E1") == NOT_MET
    stored(Relapse(page=page, position=3, number=2, site="TESTIS"))
    assert proposal(child, "E1") == MET


@pytest.mark.parametrize(
    ("genetic", "malignancy", "subtype", "outcome"),
    [
        ("N", "N", "KMT2A-R", NOT_MET),
        ("Y", "N", "KMT2A-R", MET),
        ("N", "Y", "KMT2A-R", MET),
        ("N", "N", "MYC-R", OPEN),
        ("N", None, "KMT2A-R", OPEN),
        ("N", "N", None, OPEN),
    ],
)
def test_e2_other_diseases_and_a_leukaemia_that_may_be_burkitts(child, genetic, malignancy, subtype, outcome):
    store(MedicalHistory(subject=child, visit_code="SCR", genetic_disease=genetic, other_malignancy=malignancy))
    store(DiseaseHistory(subject=child, visit_code="SCR", subtype=subtype))
    assert proposal(child, "E2") == outcome


def test_e3_eight_markers_negative_and_anti_hbc_is_not_listed(child):
    virology(child, HBCAB="POSITIVE")
    assert proposal(child, "E3") == NOT_MET


@pytest.mark.parametrize("marker", EIGHT)
def test_e3_each_marker_positive_excludes(child, marker):
    virology(child, **{marker: "POSITIVE"})
    assert proposal(child, "E3") == MET


def test_e3_a_missing_marker_is_named_and_never_a_pass(child):
    virology(child, without=("HIVAB",))
    assert proposal(child, "E3") == OPEN
    assert "HIV antibody" in why(child, "E3")


def test_e3_an_indeterminate_marker_decides_nothing(child):
    virology(child, TPAB="INDETERMINATE")
    assert proposal(child, "E3") == OPEN


def test_e3_the_newest_result_up_to_the_assessment_counts(child):
    virology(child, CMVDNA="POSITIVE")
    virology(child, on=ASSESSED, occurrence=2)
    virology(child, on=ASSESSED + dt.timedelta(days=1), occurrence=3, EBVDNA="POSITIVE")
    assert proposal(child, "E3") == NOT_MET
    assert proposal(child, "E3", on=dt.date(2026, 11, 8)) == MET


@pytest.mark.parametrize(("infection", "outcome"), [("Y", MET), ("N", NOT_MET), (None, OPEN)])
def test_e4_uncontrolled_infection(child, infection, outcome):
    store(MedicalHistory(subject=child, visit_code="SCR", uncontrolled_infection=infection))
    assert proposal(child, "E4") == outcome


@pytest.mark.parametrize(
    ("drug", "target", "outcome"),
    [
        ("Blinatumomab", "CD19", MET),
        ("blinatumomab", None, MET),
        ("CD19/CD22 CAR-T", "CD19 AND CD22", MET),
        ("Inotuzumab ozogamicin", "CD22", NOT_MET),
        ("vincristine", "NONE", NOT_MET),
        ("study drug", None, OPEN),
    ],
)
def test_e5_earlier_treatment_by_its_target(child, drug, target, outcome):
    page = PriorTherapy(subject=child, visit_code="SCR", any_therapy="Y")
    stored(
        page, therapies=[EarlierTherapy(drug="vincristine", target="NONE"), EarlierTherapy(drug=drug, target=target)]
    )
    assert proposal(child, "E5") == outcome


@pytest.mark.parametrize(
    ("performed_on", "e8"),
    [
        (PartialDate(2026, 8, 2), MET),
        (PartialDate(2026, 8, 1), NOT_MET),
        (PartialDate(2026, 9), MET),
        (PartialDate(2026, 8), OPEN),
        (PartialDate(2026, 7), NOT_MET),
    ],
)
def test_e8_a_transplant_within_3_calendar_months_of_screening(child, performed_on, e8):
    page = PriorTherapy(subject=child, visit_code="SCR", any_transplant="Y")
    stored(page, transplants=[EarlierTransplant(performed_on=performed_on, kind="ALLOGENEIC STEM CELL TRANSPLANT")])
    assert proposal(child, "E8") == e8
    assert proposal(child, "E6") == OPEN


def test_e6_and_e8_without_any_transplant(child):
    store(PriorTherapy(subject=child, visit_code="SCR", any_transplant="N"))
    assert (proposal(child, "E6"), proposal(child, "E8")) == (NOT_MET, NOT_MET)


@pytest.mark.parametrize(
    ("ended_on", "grade", "outcome"),
    [
        (PartialDate(2026, 8, 2), "II", MET),
        (PartialDate(2026, 8, 1), "II", NOT_MET),
        (PartialDate(2026, 8, 2), "I", NOT_MET),
        (None, "IV", OPEN),
    ],
)
def test_e6_acute_gvhd_of_grade_2_within_3_calendar_months_of_screening(child, ended_on, grade, outcome):
    store(PriorTherapy(subject=child, visit_code="SCR", any_transplant="Y"))
    episode = {"kind": "ACUTE", "acute_grade": grade, "ongoing": "N", "started_on": PartialDate(2026, 3)}
    store(GraftVersusHostDisease(subject=child, visit_code="LOG", ended_on=ended_on, **episode))
    assert proposal(child, "E6") == outcome


@pytest.mark.parametrize(("cytology", "outcome"), [("BLASTS", MET), ("NO BLASTS", NOT_MET), ("INADEQUATE", OPEN)])
def test_e7_blasts_in_cerebrospinal_fluid(child, cytology, outcome):
    store(CerebrospinalFluid(subject=child, visit_code="SCR", punctured_on=CONSENTED, cytology=cytology))
    assert proposal(child, "E7") == outcome


@pytest.mark.parametrize(
    ("other_trial", "ended_on", "outcome"),
    [
        ("Y", dt.date(2026, 10, 5), MET),
        ("Y", dt.date(2026, 10, 4), NOT_MET),
        ("Y", None, OPEN),
        ("N", None, NOT_MET),
        (None, None, OPEN),
    ],
)
def test_e9_another_trial_within_28_days_of_consent(child, other_trial, ended_on, outcome):
    store(PriorTherapy(subject=child, visit_code="SCR", other_trial=other_trial, other_trial_ended_on=ended_on))
    assert proposal(child, "E9") == outcome


@pytest.mark.parametrize(
    ("applicability", "result", "lactating", "outcome"),
    [
        ("BEFORE MENARCHE", None, None, NOT_MET),
        ("APPLICABLE", "NEGATIVE", "N", NOT_MET),
        ("APPLICABLE", "POSITIVE", "N", MET),
        ("APPLICABLE", "NEGATIVE", "Y", MET),
        ("APPLICABLE", None, "N", OPEN),
        ("MALE", None, None, OPEN),
    ],
)
def test_e10_pregnancy_of_a_female_is_stated_by_a_person(child, applicability, result, lactating, outcome):
    stated = {"stated_on": CONSENTED, "applicability": applicability, "result": result, "lactating": lactating}
    store(PregnancyTest(subject=child, visit_code="SCR", **stated))
    assert proposal(child, "E10") == outcome


def test_e10_is_not_applicable_to_a_male():
    male = person("M")
    assert proposal(male, "E10") == NOT_MET
    assert "not applicable: male" in why(male, "E10")


def test_e11_is_left_to_the_investigator(child):
    assert proposal(child, "E11") == OPEN
    assert why(child, "E11") == "left to the investigator"


def test_the_evidence_is_stored_with_the_words_of_the_protocol_version(child):
    virology(child, CMVDNA="POSITIVE")
    made = row(assessed(child), "E3").derivations["proposed"]
    assert made["rule"] == "ELIGIBILITY v1"
    assert made["inputs"]["protocol"] == "CT19-ALL-02 1.1"
    assert "CMV-DNA" in made["inputs"]["criterion"]["en"]
    marker = child.data.page("VIR").rows("markers")[7]
    assert made["inputs"]["evidence"] == [
        ["VIR", "SCR", 1, "result", marker.position, marker.pk, "CMVDNA", True, "2026-11-02"]
    ]
    assert "CMV-DNA" in why(child, "E3")
    assert "VIR SCR" in why(child, "E3")


def test_the_words_of_a_criterion_stay_those_under_which_it_was_answered(child):
    page = assessed(child)
    old = {"en": "The words before the amendment.", "zh": "修订前的文字。"}
    row(page, "E8").derivations["proposed"]["inputs"] |= {"criterion": old, "protocol": "CT19-ALL-02 1.0"}
    derive_page(page)
    kept = row(page, "E8").derivations["proposed"]["inputs"]
    assert (kept["criterion"], kept["protocol"]) == (old, "CT19-ALL-02 1.0")
    with translation.override("zh-hans"):
        assert row(page, "E8").caption == "修订前的文字。"


def test_another_protocol_uses_the_same_readings_by_name():
    reading = '{ en = "Leukaemia.", zh = "白血病。" }\nreading = { derivation = "blasts_in_csf" }'
    text = changed(SECOND, ('{ en = "Leukaemia.", zh = "白血病。" }', reading))
    subject = participant(born=dt.date(1990, 1, 1), consented=CONSENTED, protocol=text)
    store(CerebrospinalFluid(subject=subject, visit_code="BASE", punctured_on=CONSENTED, cytology="BLASTS"))
    assert proposal(subject, "EX-01") == MET
    assert proposal(subject, "IN-01") == OPEN

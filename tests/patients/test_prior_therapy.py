"""Prior therapy: lines with their targets, transplants, earlier trials."""

import pytest

from edc.crf import PartialDate
from edc.crf.reading import unanswered
from patients.models import DiseaseHistory, EarlierTherapy, EarlierTransplant, PriorTherapy
from patients.rules.drug_targets import known_target
from tests.participants import fired, participant, store


def prior(*therapies, transplants=(), subject=None, **values):
    page = PriorTherapy(subject=subject or participant(), visit_code="SCR", **values)
    page.stage_rows("therapies", list(therapies))
    page.stage_rows("transplants", list(transplants))
    return page


@pytest.mark.parametrize(
    ("drug", "target"),
    [
        ("Blinatumomab", "CD19"), ("inotuzumab ozogamicin", "CD22"), ("loncastuximab tesirine", "CD19"),
        ("TISAGENLECLEUCEL", "CD19"), ("dasatinib", "BCR::ABL1"), ("vincristine", None),
    ],
)  # fmt: skip
def test_targets_by_nonproprietary_name(drug, target):
    assert known_target(drug) == target


def test_a_target_other_than_that_of_the_drug_is_asked_about(db):
    assert "PT-003" in fired(prior(EarlierTherapy(drug="blinatumomab", target="CD22"), any_therapy="Y"))
    assert fired(prior(EarlierTherapy(drug="inotuzumab", target="CD22"), any_therapy="Y")) == set()


def test_earlier_treatment_against_cd19_is_said_aloud(db):
    """Exclusion E5 of the record; CD22 alone passes."""
    assert "PT-004" in fired(prior(EarlierTherapy(drug="own CAR-T", target="CD19 AND CD22"), any_therapy="Y"))


def test_a_course_does_not_end_before_it_begins(db):
    ended = {"started_on": PartialDate(2025, 3), "stop_reason": "COMPLETED"}
    backwards = EarlierTherapy(**ended, stopped_on=PartialDate(2025, 2))
    same_year = EarlierTherapy(**ended, stopped_on=PartialDate(2025))
    assert fired(prior(backwards, any_therapy="Y")) == {"PT-001"}
    assert fired(prior(same_year, any_therapy="Y")) == set()


def test_rows_and_answers_agree(db):
    assert fired(prior(any_therapy="Y")) == {"PT-002"}
    assert fired(prior(any_therapy="N", any_transplant="N")) == set()


def test_a_transplant_before_the_diagnosis_is_asked_about(db):
    child = participant()
    store(DiseaseHistory(subject=child, visit_code="SCR", diagnosed_on=PartialDate(2024, 5)))
    early, later = (EarlierTransplant(performed_on=PartialDate(year)) for year in (2023, 2025))
    assert fired(prior(transplants=[early], subject=child, any_transplant="Y")) == {"PT-005"}
    assert fired(prior(transplants=[later], subject=child, any_transplant="Y")) == set()


def test_an_end_is_asked_of_what_has_ended():
    assert "stopped_on" in unanswered(EarlierTherapy(stop_reason="COMPLETED"))
    assert "stopped_on" not in unanswered(EarlierTherapy(stop_reason="ONGOING"))
    assert "donor" not in unanswered(EarlierTransplant(kind="AUTOLOGOUS STEM CELL TRANSPLANT"))

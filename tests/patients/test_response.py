"""The response by its findings (ELN 2024 table), and what the form asks."""

import datetime as dt
from decimal import Decimal

import pytest

from edc.crf.reading import judgements_of
from patients.checks.response_assessment import derived_response
from patients.models import ResponseAssessment
from patients.rules.response import Criteria, Findings, response
from tests.participants import fired, participant, store

CLEAR = {
    "marrow_blasts_percent": Decimal("4.9"), "in_blood": False, "in_csf": False, "elsewhere": False,
    "neutrophils": Decimal("1.01"), "platelets": Decimal(101), "transfusion_independent": True,
}  # fmt: skip


def by_findings(*, earlier_remission=False, criteria=None, **found):
    findings = Findings(**{**CLEAR, **found})
    concluded = response(findings, criteria=criteria or Criteria(), earlier_remission=earlier_remission)
    return concluded.response if concluded else None


@pytest.mark.parametrize(
    ("neutrophils", "platelets", "expected"),
    [
        ("1.01", "101", "CR"),
        ("1.0", "101", "CRh"),
        ("1.01", "100", "CRh"),
        ("0.51", "51", "CRh"),
        ("0.5", "51", "CRi"),
        ("0.51", "50", "CRi"),
        ("5", "20", "CRi"),
    ],
)
def test_the_counts_decide_between_complete_remissions(neutrophils, platelets, expected):
    assert by_findings(neutrophils=Decimal(neutrophils), platelets=Decimal(platelets)) == expected


def test_counts_under_transfusion_do_not_speak():
    assert by_findings(transfusion_independent=False) == "CRi"


@pytest.mark.parametrize(
    "disease", [{"marrow_blasts_percent": Decimal(5)}, {"in_blood": True}, {"in_csf": True}, {"elsewhere": True}]
)
def test_disease_anywhere_is_no_response_and_relapse_after_a_remission(disease):
    assert by_findings(**disease) == "NR"
    assert by_findings(**disease, earlier_remission=True) == "RELAPSED DISEASE"


def test_disease_is_seen_without_a_marrow_and_remission_is_not():
    assert by_findings(marrow_blasts_percent=None, in_blood=True) == "NR"
    assert by_findings(marrow_blasts_percent=None) == "NE"


@pytest.mark.parametrize("gap", ["in_blood", "elsewhere", "neutrophils", "platelets", "transfusion_independent"])
def test_nothing_is_guessed_from_a_gap(gap):
    assert by_findings(**{gap: None}) is None


def test_csf_that_was_not_examined_stands_in_nobody_s_way():
    assert by_findings(in_csf=None) == "CR"


ASSESSED = {
    "assessed_on": dt.date(2026, 12, 18), "marrow_blasts_percent": Decimal(1), "blood_blasts": "N",
    "cns_status": "CNS1", "extramedullary": "N", "neutrophils_e9_per_l": Decimal(2), "platelets_e9_per_l": 150,
    "transfusion_independent": "Y",
}  # fmt: skip


def derived(page):
    made = derived_response(page)
    return made.value if made else None


def assessment(**values):
    given = {"subject": values.pop("subject", None) or participant(), "visit_code": "D28", **ASSESSED, **values}
    return ResponseAssessment(**given)


@pytest.mark.django_db
def test_a_relapse_needs_an_earlier_remission():
    subject = participant()
    store(assessment(subject=subject, response="CR"))
    later = {"subject": subject, "visit_code": "M3", "assessed_on": dt.date(2027, 2, 18)}
    assert derived(assessment(**later, marrow_blasts_percent=Decimal(60))) == "RELAPSED DISEASE"
    assert derived(assessment(marrow_blasts_percent=Decimal(60))) == "NR"


@pytest.mark.django_db
def test_cns2_is_disease():
    assert derived(assessment(cns_status="CNS2")) == "NR"


@pytest.mark.django_db
def test_a_difference_from_the_investigator_is_asked_about():
    assert "RS-001" in fired(assessment(derived_response="CR", response="CRi"))
    assert "RS-001" not in fired(assessment(derived_response="CR", response="CR"))


@pytest.mark.django_db
def test_mrd_is_apart_from_the_response_but_not_from_blasts():
    assert derived(assessment(mrd="POSITIVE")) == "CR"
    assert "RS-002" in fired(assessment(mrd="NEGATIVE", marrow_blasts_percent=Decimal(5)))
    assert "RS-002" not in fired(assessment(mrd="NEGATIVE", marrow_blasts_percent=Decimal("4.9")))


def test_the_response_is_the_investigator_s():
    assert judgements_of(ResponseAssessment) == ("response",)

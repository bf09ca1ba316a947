"""AC-09: consent, then eligibility, then infusion, then CRS assessments: the order is kept on the server."""

import datetime as dt
from decimal import Decimal

import pytest

from adverse_events.models import CrsAssessment
from edc.access.roles import Role
from edc.records.audit.context import Reason, ReasonCode
from edc.records.refusals import EntryRefused
from edc.records.saving import Rows, save_page
from patients.models import (
    Bag,
    Demographics,
    Eligibility,
    InformedConsent,
    Infusion,
    LaboratoryPanel,
    Leukapheresis,
    Lymphodepletion,
    ProductBatch,
    Subject,
)
from tests.participants import at, participant, release_product
from tests.people import make_user

CONSENTED = dt.date(2026, 11, 2)
EXPLAINED = {
    "consent_version": "1.0", "consent_language": "zh", "explained_on": CONSENTED, "explained_by": "Dr Li",
    "copy_given": "Y", "signer_cannot_read": "N",
}  # fmt: skip
CHILD = {
    "guardian_signed": "Y", "guardian_relation": "MOTHER", "guardian_signed_on": CONSENTED,
    "participant_could_assent": "Y", "participant_refused": "N", "participant_signed": "Y",
    "participant_signed_on": CONSENTED,
}  # fmt: skip
GIVEN = {
    "batch_id": "B-7", "identity_agrees": "Y", "first_checker": "Li Na", "second_checker": "Wang Wei",
    "route": "INTRAVENOUS", "started_at": at(20, 10), "ended_at": at(20, 10, 30), "reaction": "N", "dose_level": "DL1",
    "weight_kg": Decimal(26), "weight_date": dt.date(2026, 11, 20), "car_gate": "VIABLE",
    "dose_e6_per_kg": Decimal("0.5"),
}  # fmt: skip
BAG = {
    "bag_id": "B-7-1", "thaw_method": "FRESH", "thawed_at": at(20, 9), "started_at": at(20, 10),
    "ended_at": at(20, 10, 30), "volume_ml": Decimal(50), "total_cells_e6": Decimal(26),
    "viability_percent": Decimal(100), "cd3_percent": Decimal(90), "car_percent": Decimal(50),
}  # fmt: skip


@pytest.fixture
def nurse(db):
    return make_user(Role.RESEARCH_NURSE)


@pytest.fixture
def investigator(db):
    return make_user(Role.INVESTIGATOR)


@pytest.fixture
def child(nurse):
    """A registered girl of 9 with complete demographics, nothing else."""
    subject = participant()
    page = Demographics(
        subject=subject,
        visit_code="SCR",
        birth_date=dt.date(2017, 6, 3),
        sex="F",
        ethnic_group="HAN",
        nationality="CHN",
    )
    save_page(page, by=nurse)
    return Subject.objects.get(pk=subject.pk)


def consent(subject, nurse):
    save_page(InformedConsent(subject=subject, visit_code="SCR", **EXPLAINED, **CHILD), by=nurse)


def eligible(subject, nurse):
    page = Eligibility(subject=subject, visit_code="SCR", assessed_on=CONSENTED, eligible="Y", decided_by="Dr Li")
    rows = page.preset_rows("criteria")
    for row in rows:
        row.answer = "Y" if row.criterion_code.startswith("I") else "N"
    save_page(page, by=nurse, rows={"criteria": Rows(rows)})
    return page


def infuse(subject, nurse):
    page = Infusion(subject=subject, visit_code="D0", **GIVEN)
    save_page(page, by=nurse, rows={"bags": Rows([Bag(**BAG)])})
    return page


@pytest.mark.parametrize("form", [Eligibility, LaboratoryPanel, Infusion])
def test_AC_09_nothing_is_entered_before_consent(child, nurse, form):
    with pytest.raises(EntryRefused, match="Informed consent"):
        save_page(form(subject=child, visit_code="SCR"), by=nurse)


def test_AC_09_no_infusion_before_eligibility_and_no_crs_before_infusion(child, nurse):
    consent(child, nurse)
    with pytest.raises(EntryRefused, match="Eligibility"):
        infuse(child, nurse)
    with pytest.raises(EntryRefused, match="infusion"):
        save_page(CrsAssessment(subject=child, visit_code="D1"), by=nurse)


def test_AC_09_step_by_step_everything_is_entered(child, nurse, investigator):
    """26 x 10^6 cells, all viable, half of them CAR+: 13 x 10^6 for 26 kg is 0.5 x 10^6/kg."""
    consent(child, nurse)
    assert eligible(child, investigator).age_at_consent == 9
    release_product(child, infused_on=dt.date(2026, 11, 20), by=nurse)
    assert infuse(child, nurse).counted_dose_e6_per_kg == Decimal("0.5")
    save_page(CrsAssessment(subject=child, visit_code="D1", period_start=at(21, 8)), by=nurse)


def test_AC_09_no_product_before_leukapheresis_and_no_lymphodepletion_before_the_product(child, nurse, investigator):
    consent(child, nurse)
    with pytest.raises(EntryRefused, match="Eligibility"):
        save_page(Leukapheresis(subject=child, visit_code="APH"), by=nurse)
    eligible(child, investigator)
    with pytest.raises(EntryRefused, match="Leukapheresis"):
        save_page(ProductBatch(subject=child, visit_code="LOG"), by=nurse)
    with pytest.raises(EntryRefused, match="Manufacturing and release"):
        save_page(Lymphodepletion(subject=child, visit_code="LD1"), by=nurse)
    with pytest.raises(EntryRefused, match="Lymphodepletion"):
        infuse(child, nurse)


def test_AC_09_a_batch_without_outcome_opens_no_lymphodepletion(child, nurse, investigator):
    consent(child, nurse)
    eligible(child, investigator)
    release_product(child, infused_on=dt.date(2026, 11, 20), by=nurse)
    batch = child.productbatch_pages.get()
    batch.outcome = None
    save_page(batch, by=nurse, reason=Reason(ReasonCode.TRANSCRIPTION_ERROR, "not yet released"))
    with pytest.raises(EntryRefused, match="Manufacturing and release"):
        save_page(Lymphodepletion(subject=child, visit_code="LD2"), by=nurse)


def test_AC_09_a_consent_with_gaps_opens_nothing(child, nurse):
    gaps = {**CHILD, "participant_signed": None, "participant_signed_on": None}
    save_page(InformedConsent(subject=child, visit_code="SCR", **EXPLAINED, **gaps), by=nurse)
    with pytest.raises(EntryRefused, match="Informed consent"):
        eligible(child, nurse)

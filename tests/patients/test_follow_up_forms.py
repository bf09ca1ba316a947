"""Kinetics, B cells, subsequent therapy, survival, death, end of study: what is asked, and what is refused."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError

from edc.crf import PartialDate
from edc.crf.reading import unanswered
from patients.checks.b_cells import counted_aplasia
from patients.checks.car_t_kinetics import cd4_cd8_ratio
from patients.models import (
    BCells,
    CarTKinetics,
    ConsentWithdrawal,
    Death,
    EndOfStudy,
    Infusion,
    Subject,
    SubsequentTreatment,
    SurvivalFollowUp,
    VisitPage,
)
from tests.participants import at, fired, participant, store

pytestmark = pytest.mark.usefixtures("db")
DAY_0 = dt.date(2026, 11, 20)


def infused():
    subject = participant()
    store(Infusion(subject=subject, visit_code="D0", started_at=at(20, 10)))
    return Subject.objects.get(pk=subject.pk)


def page(form, visit="M3", **values):
    return form(**{"subject": participant(), "visit_code": visit, **values})


def day(text):
    return PartialDate.parse(text)


def test_a_number_below_the_limit_is_marked_as_below():
    low = {"lloq_copies_per_ug": Decimal(50), "copies_per_ug": Decimal("49.9")}
    assert fired(page(CarTKinetics, pcr_done="Y", below_lloq="N", **low)) == {"CK-001"}
    at_limit = low | {"copies_per_ug": Decimal(50)}
    assert fired(page(CarTKinetics, pcr_done="Y", below_lloq="N", **at_limit)) == set()


def test_copies_are_asked_only_above_the_limit():
    assert "copies_per_ug" in unanswered(page(CarTKinetics, pcr_done="Y", below_lloq="N"))
    assert "copies_per_ug" not in unanswered(page(CarTKinetics, pcr_done="Y", below_lloq="Y"))
    assert "method" not in unanswered(page(CarTKinetics, pcr_done="N"))


def test_the_car_gene_before_the_infusion_is_asked_about():
    subject, found = infused(), {"copies_per_ug": Decimal(800), "below_lloq": "N"}
    assert "CK-002" in fired(page(CarTKinetics, subject=subject, collected_at=at(20, 9), **found))
    assert "CK-002" not in fired(page(CarTKinetics, subject=subject, collected_at=at(20, 11), **found))


def test_cd4_to_cd8():
    """60 % over 30 % is 2; without CD8+ cells there is no ratio."""
    assert cd4_cd8_ratio(page(CarTKinetics, cd4_percent=Decimal(60), cd8_percent=Decimal(30))) == Decimal("2.00")
    assert cd4_cd8_ratio(page(CarTKinetics, cd4_percent=Decimal(60), cd8_percent=Decimal(0))) is None
    assert fired(page(CarTKinetics, flow_done="Y", cd4_percent=Decimal(70), cd8_percent=Decimal(31))) == {"CK-003"}


def test_negative_copies_are_refused():
    with pytest.raises(IntegrityError, match="kinetics_copies_not_negative"):
        store(page(CarTKinetics, copies_per_ug=Decimal(-1)))
    store(page(CarTKinetics, copies_per_ug=Decimal(0)))


@pytest.mark.parametrize(
    ("count", "aplasia", "asked"), [("49.9", "N", True), ("49.9", "Y", False), ("50", "Y", True), ("50", "N", False)]
)
def test_aplasia_is_below_50_per_microlitre(count, aplasia, asked):
    found = fired(page(BCells, cd19_per_ul=Decimal(count), b_cell_aplasia=aplasia))
    assert found == ({"BC-001"} if asked else set())


@pytest.mark.parametrize(("count", "counted"), [("0", "Y"), ("49.99", "Y"), ("50", "N"), (None, None)])
def test_aplasia_by_count_stands_beside_the_judgement(count, counted):
    made = counted_aplasia(page(BCells, cd19_per_ul=None if count is None else Decimal(count), b_cell_aplasia="Y"))
    assert (made.value if made else None) == counted


def test_a_share_without_cells_and_an_infusion_after_the_sample_are_asked_about():
    assert fired(page(BCells, cd19_per_ul=Decimal(0), cd19_percent=Decimal(5))) == {"BC-002"}
    sample = {"collected_at": at(20, 9), "ivig_given": "Y"}
    assert fired(page(BCells, last_ivig_on=day("2026-11-21"), **sample)) == {"BC-003"}
    assert fired(page(BCells, last_ivig_on=day("2026-11"), **sample)) == set()


def test_an_impossible_share_of_b_cells_is_refused():
    with pytest.raises(IntegrityError, match="b_cells_share_is_percentage"):
        store(page(BCells, cd19_percent=Decimal(101)))
    store(page(BCells, cd19_percent=Decimal(100)))


def test_a_therapy_stops_after_it_started():
    subject = infused()
    assert fired(page(SubsequentTreatment, subject=subject, started_on=day("2026-11"))) == set()
    turned = {"therapy": "CHEMOTHERAPY", "started_on": day("2026-11"), "stopped_on": day("2026-10-31")}
    assert fired(page(SubsequentTreatment, subject=subject, **turned)) == {"ST-002"}


def test_a_transplant_asks_for_its_donor():
    assert {"transplant", "conditioning"} <= set(unanswered(page(SubsequentTreatment, therapy="HSCT")))
    assert "donor" in unanswered(
        page(SubsequentTreatment, therapy="HSCT", transplant="ALLOGENEIC STEM CELL TRANSPLANT")
    )
    assert "transplant" not in unanswered(page(SubsequentTreatment, therapy="TKI"))


def test_who_is_dead_has_the_form_of_death():
    subject = participant()
    dead = page(SurvivalFollowUp, subject=subject, survival="DEAD")
    left = page(EndOfStudy, "EOS", subject=subject, reason="DEATH")
    assert (fired(dead), fired(left)) == ({"SU-001"}, {"EOS-001"})
    store(page(Death, "LOG", subject=subject, died_on=day("2026-11-20")))
    assert (fired(dead), fired(left)) == (set(), set())


def test_nobody_is_alive_after_death_or_inquiry():
    subject = participant()
    store(page(Death, "LOG", subject=subject, died_on=day("2026-11")))
    later = page(SurvivalFollowUp, subject=subject, last_known_alive_on=day("2026-12-01"), inquired_on=DAY_0)
    assert {"SU-002", "SU-003"} <= fired(later)
    possible = page(SurvivalFollowUp, subject=subject, last_known_alive_on=day("2026-11-20"), inquired_on=DAY_0)
    assert fired(possible) == set()


def test_death_before_the_last_day_known_alive_is_asked_about():
    subject = participant()
    store(page(SurvivalFollowUp, subject=subject, last_known_alive_on=day("2026-11-20")))
    assert fired(page(Death, "LOG", subject=subject, died_on=day("2026-10"))) == {"DD-001"}
    assert fired(page(Death, "LOG", subject=subject, died_on=day("2026-11"))) == set()


def test_a_toxicity_of_the_cells_is_related():
    for cause in ("CYTOKINE RELEASE SYNDROME", "ICANS", "IEC-HS"):
        assert fired(page(Death, "LOG", cause=cause, relation="NOT RELATED")) == {"DD-002"}
    assert fired(page(Death, "LOG", cause="INFECTION", relation="NOT RELATED")) == set()


@pytest.mark.parametrize(("form", "name"), [(Death, "death_one"), (EndOfStudy, "end_of_study_one")])
def test_one_page_for_each_participant(form, name):
    subject = participant()
    store(page(form, "LOG", subject=subject))
    with pytest.raises(IntegrityError, match=f"{name}_per_subject"):
        store(page(form, "LOG", subject=subject, occurrence=2))


def test_the_end_of_study_agrees_with_what_is_recorded():
    subject = infused()
    for reason in ("NEVER DOSED", "SCREEN FAILURE"):
        assert fired(page(EndOfStudy, "EOS", subject=subject, reason=reason)) == {"EOS-003"}
    withdrew = page(EndOfStudy, "EOS", subject=subject, reason="WITHDRAWAL BY PARENT/GUARDIAN")
    assert fired(withdrew) == {"EOS-002"}
    store(page(ConsentWithdrawal, "LOG", subject=subject, withdrawn_on=DAY_0, scope="ALL"))
    assert fired(withdrew) == set()


@pytest.mark.parametrize(
    ("held_on", "asked"), [((12, 14), True), ((12, 15), False), ((12, 21), False), ((12, 22), True)]
)
def test_day_28_is_held_from_day_25_to_day_31(held_on, asked):
    """Infused on 20 November: day 25 is 15 December, day 31 is 21 December."""
    visit = page(VisitPage, "D28", subject=infused(), held="SCHEDULED", held_on=dt.date(2026, *held_on))
    assert ("SV-001" in fired(visit)) == asked


def test_a_visit_has_one_page():
    subject = participant()
    store(page(VisitPage, "D28", subject=subject))
    with pytest.raises(IntegrityError, match="visit_page_once_at_a_visit"):
        store(page(VisitPage, "D28", subject=subject, occurrence=2))

"""The infusion form: dose from bags and weight, identity check, times."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from patients.checks.infusion import counted_dose
from patients.models import Bag, Eligibility, Infusion
from tests.participants import at, fired, participant, store, words

pytestmark = pytest.mark.django_db

TEN_YEARS = dt.date(2016, 5, 12)


def bag(**values):
    counted = {"total_cells_e6": Decimal(100), "viability_percent": Decimal(90), "car_percent": Decimal(50)}
    return Bag(**{**counted, "cd3_percent": Decimal(80), **values})


def infusion(*bags, **values):
    """By default two bags of 45 and 20 x 10^6 CAR+ cells among viable cells, for 26 kg."""
    given = {"subject": participant(), "car_gate": "VIABLE", "weight_kg": Decimal(26), **values}
    page = Infusion(visit_code="D0", **given)
    second = bag(total_cells_e6=Decimal(50), viability_percent=Decimal(80))
    page.stage_rows("bags", list(bags) or [bag(), second])
    return page


def test_dose_counts_every_bag():
    """100 x 0.9 x 0.5 = 45 and 50 x 0.8 x 0.5 = 20; 65 / 26 kg = 2.5 x 10^6/kg."""
    assert counted_dose(infusion()) == Decimal("2.5")


def test_dose_by_cd3_gate_is_smaller():
    """80 % CD3+: 36 + 16 = 52; 52 / 26 kg = 2.0 x 10^6/kg."""
    assert counted_dose(infusion(car_gate="CD3")) == Decimal(2)


@pytest.mark.parametrize("missing", [{"car_gate": None}, {"weight_kg": None}])
def test_no_dose_is_guessed_from_a_page_with_a_gap(missing):
    assert counted_dose(infusion(**missing)) is None


@pytest.mark.parametrize("missing", [{"viability_percent": None}, {"total_cells_e6": None}, {"car_percent": None}])
def test_no_dose_is_guessed_from_a_bag_with_a_gap(missing):
    assert counted_dose(infusion(bag(), bag(**missing))) is None


def test_no_bag_is_no_dose():
    page = infusion()
    page.stage_rows("bags", [])
    assert counted_dose(page) is None


@pytest.mark.parametrize("recorded", ["2.45", "2.5", "2.55"])
def test_recorded_dose_may_differ_by_rounding(recorded):
    assert "INF-002" not in fired(infusion(counted_dose_e6_per_kg=Decimal("2.5"), dose_e6_per_kg=Decimal(recorded)))


def test_recorded_dose_that_bags_and_weight_do_not_give_is_asked_about():
    page = infusion(counted_dose_e6_per_kg=Decimal("2.5"), dose_e6_per_kg=Decimal("2.551"))
    assert "2.50 × 10⁶/kg" in words(page, "INF-002")


def test_identity_is_checked_by_two_people():
    assert "INF-003" in fired(infusion(first_checker="Li Na", second_checker=" li na "))
    assert "INF-003" not in fired(infusion(first_checker="Li Na", second_checker="Wang Wei"))


def test_infusing_without_confirmed_eligibility_is_asked_about_and_never_refused():
    child = participant()
    assert "INF-006" in fired(infusion(subject=child))
    store(Eligibility(subject=child, visit_code="SCR", assessed_on=dt.date(2026, 11, 1), eligible="N"))
    assert "INF-006" in fired(infusion(subject=child))
    store(Eligibility(subject=child, visit_code="APH", assessed_on=dt.date(2026, 11, 8), eligible="Y"))
    assert "INF-006" not in fired(infusion(subject=child))


def test_dose_level_is_one_of_the_three_of_the_record():
    """NCT05270772: 0.5, 1.5 and 5.0 x 10^6/kg."""
    for level in ("DL1", "DL2", "DL3"):
        assert "INF-007" not in fired(infusion(dose_level=level))
    assert "DL1, DL2, DL3" in words(infusion(dose_level="DL4"), "INF-007")


def test_disagreeing_labels_are_reported():
    assert "INF-004" in fired(infusion(identity_agrees="N"))
    assert "INF-004" not in fired(infusion(identity_agrees="Y"))


def test_a_bag_is_thawed_then_started_then_finished():
    in_order = bag(thawed_at=at(20, 9), started_at=at(20, 9, 15), ended_at=at(20, 9, 40))
    assert "INF-005" not in fired(infusion(in_order))
    assert "INF-005" in fired(infusion(bag(thawed_at=at(20, 9, 30), started_at=at(20, 9, 15))))
    assert "INF-005" in fired(infusion(bag(started_at=at(20, 9, 30), ended_at=at(20, 9, 15))))


def test_a_weight_of_nothing_is_refused_and_a_small_one_saved(db):
    subject = participant(born=TEN_YEARS)
    with pytest.raises(IntegrityError, match="infusion_weight_positive"):
        store(Infusion(subject=subject, visit_code="D0", weight_kg=Decimal(0)))
    store(Infusion(subject=subject, visit_code="D0", weight_kg=Decimal("0.1")))


def test_an_infusion_that_ends_before_it_starts_is_refused_in_words(db):
    page = Infusion(subject=participant(), visit_code="D0", started_at=at(20, 10), ended_at=at(20, 9))
    with pytest.raises(ValidationError, match="cannot end before it starts"):
        page.validate_constraints()
    page.ended_at = at(20, 10)
    page.validate_constraints()
    store(page)


def test_a_share_above_all_is_refused(db):
    page = Infusion(subject=participant(), visit_code="D0")
    store(page)
    with pytest.raises(IntegrityError, match="bag_shares_are_percentages"):
        store(bag(page=page, viability_percent=Decimal("100.01")))
    store(bag(page=page, viability_percent=Decimal(100)))

"""Planned, made and given doses stand apart; what lies between them is asked about, and nothing is refused."""

import datetime as dt
from decimal import Decimal

import pytest

from edc.records.deriving import derive_page
from edc.records.subject_data import read_anew
from patients.models import (
    Bag,
    BoneMarrow,
    Infusion,
    Leukapheresis,
    MadeBag,
    ProductBatch,
    ReleaseResult,
    ViralResult,
    Virology,
)
from tests.participants import at, fired, participant, store, words

pytestmark = pytest.mark.usefixtures("db")

CERTIFICATE = {"VIABILITY": "90", "CD3": "80 %", "CAR": "50", "ENDOTOXIN": "0.25", "VCN": "2"}


@pytest.fixture
def child():
    return participant(born=dt.date(2016, 5, 12))


def rows_of(page, table, rows):
    store(page)
    for number, row in enumerate(rows, start=1):
        row.page, row.position = page, number
        store(row)


def batch(subject, *, cells="100", gate="VIABLE", weight="20", results=None, **values):
    """Batch B-7 of one bag, from cells collected at 20 kg."""
    given = {"outcome": "RELEASED", "released_on": dt.date(2026, 11, 16), **values}
    collected = {"apheresis_id": "A-7", "weight_kg": Decimal(weight), "started_at": at(2, 9)}
    store(Leukapheresis(subject=subject, visit_code="APH", **collected))
    page = ProductBatch(subject=subject, visit_code="LOG", apheresis_id="A-7", batch_id="B-7", car_gate=gate, **given)
    printed = CERTIFICATE | (results or {})
    page.stage_rows("tests", [ReleaseResult(test=test, result=value) for test, value in printed.items()])
    page.stage_rows("bags", [MadeBag(bag_id="B-7-1", total_cells_e6=Decimal(cells))])
    read_anew(subject)
    derive_page(page)
    made, bags = page.rows("tests"), page.rows("bags")
    rows_of(page, "tests", made)
    rows_of(page, "bags", bags)
    return page


def infusion(subject, *, dose="1.5", level="DL2", weight="20", **values):
    """30 x 10^6 CAR+ cells for 20 kg: 1.5 x 10^6/kg, the dose of the second level."""
    given = {"car_gate": "VIABLE", "batch_id": "B-7", "started_at": at(20, 10), **values}
    page = Infusion(subject=subject, visit_code="D0", dose_level=level, weight_kg=Decimal(weight), **given)
    page.dose_e6_per_kg = None if dose is None else Decimal(dose)
    bag = Bag(bag_id="B-7-1", total_cells_e6=Decimal(75), viability_percent=Decimal(80), car_percent=Decimal(50))
    page.stage_rows("bags", [bag])
    read_anew(subject)
    derive_page(page)
    return page


def test_planned_cells_are_level_times_weight_and_given_ones_are_counted_from_the_bags(child):
    page = infusion(child)
    assert (page.planned_e6_per_kg, page.planned_cells_e6) == (Decimal("1.5"), Decimal(30))
    assert (page.given_cells_e6, page.counted_dose_e6_per_kg) == (Decimal(30), Decimal("1.5"))
    assert page.derivations["planned_cells_e6"]["inputs"] == {"level_e6_per_kg": "1.5", "weight_kg": "20.0"}


@pytest.mark.parametrize(
    ("gap", "empty"),
    [
        ({"level": "DL9"}, "planned_cells_e6"),
        ({"level": None}, "level_deviation_percent"),
        ({"car_gate": None}, "given_cells_e6"),
    ],
)
def test_nothing_is_guessed_where_an_input_is_missing(child, gap, empty):
    assert getattr(infusion(child, **gap), empty) is None


@pytest.mark.parametrize(
    ("dose", "deviation", "asked"),
    [("1.8", "20.0", False), ("1.801", "20.1", True), ("1.2", "-20.0", False), ("1.199", "-20.1", True)],
)
def test_a_dose_more_than_20_percent_off_its_level_is_asked_about(child, dose, deviation, asked):
    page = infusion(child, dose=dose)
    assert page.level_deviation_percent == Decimal(deviation)
    assert ("INF-011" in fired(page)) is asked


def test_without_a_recorded_dose_the_counted_one_is_compared(child):
    assert infusion(child, dose=None, weight="30").level_deviation_percent == Decimal("-33.3")


@pytest.mark.parametrize(("weight", "asked"), [("22", False), ("22.1", True), ("18", False), ("17.9", True)])
def test_a_weight_more_than_10_percent_from_leukapheresis_is_confirmed(child, weight, asked):
    batch(child)
    assert ("INF-012" in fired(infusion(child, weight=weight))) is asked


def test_a_change_just_above_10_percent_is_confirmed_before_it_is_rounded(child):
    """From 20.9 to 23.0 kg: 2.1 / 20.9 is 10.05 %."""
    batch(child, weight="20.9")
    assert "INF-012" in fired(infusion(child, weight="23"))
    assert "INF-012" not in fired(infusion(child, weight="22.9"))


def test_no_change_is_computed_without_leukapheresis(child):
    assert infusion(child).weight_change_percent is None


@pytest.mark.parametrize(("gate", "made"), [("VIABLE", 45), ("CD3", 36)])
def test_made_cells_by_the_gate_that_is_stated(child, gate, made):
    """100 x 0.9 x 0.5 = 45; of CD3+ cells 45 x 0.8 = 36."""
    assert batch(child, gate=gate).made_car_cells_e6 == made


@pytest.mark.parametrize("gap", [{"gate": None}, {"results": {"CAR": "pending"}}])
def test_no_made_cells_are_guessed(child, gap):
    page = batch(child, **gap)
    assert (page.made_car_cells_e6, page.sufficient_for) == (None, None)


@pytest.mark.parametrize(
    ("cells", "level"), [("17.7", "-"), ("17.8", "DL1"), ("53.3", "DL1"), ("53.4", "DL2"), ("178", "DL3")]
)
def test_the_level_for_which_a_batch_suffices_at_20_kg(child, cells, level):
    """45 % of all cells are viable and CAR+. The levels ask for 10, 30 and 100 x 10^6, of which a fifth may be lacking:

    8, 24 and 80 x 10^6, which is 17.8, 53.3 and 177.8 x 10^6 cells in all.
    """
    assert batch(child, cells=cells).sufficient_for == level


def test_a_batch_with_fewer_cells_than_the_level_asks_for_is_asked_about(child):
    batch(child, cells="53.3")
    assert "INF-013" in fired(infusion(child))
    assert "INF-013" not in fired(infusion(child, level="DL1"))


def test_release_by_the_limits_of_the_protocol_and_the_certificate(child):
    page = batch(child)
    assert page.release_verdict == "MEETS"
    assert {row.by_both_specifications for row in page.rows("tests")} == {"PASS"}


def test_a_result_below_the_protocol_is_out_of_specification_whatever_the_certificate_says(child):
    """Viability >= 70 % (ARI-0001, PMC6319086, Table 2)."""
    page = batch(child, results={"VIABILITY": "69"})
    assert page.release_verdict == "OUT OF SPECIFICATION"
    page.rows("tests")[0].verdict = "PASS"
    assert "MF-008" in fired(page)
    page.outcome = "RELEASED BY EXCEPTION"
    assert "MF-008" not in fired(page)


EXCEPTION = {
    "outcome": "RELEASED BY EXCEPTION", "exception_reason": "no other treatment", "exception_approved_by": "sponsor",
    "exception_approved_on": dt.date(2026, 11, 16),
}  # fmt: skip


@pytest.mark.parametrize(
    ("exception", "asked"),
    [
        ({}, True),
        (EXCEPTION, False),
        (EXCEPTION | {"exception_approved_on": dt.date(2026, 11, 20)}, False),
        (EXCEPTION | {"exception_approved_on": dt.date(2026, 11, 21)}, True),
    ],
)
def test_infusing_out_of_specification_needs_an_exception_approved_by_then(child, exception, asked):
    """The infusion is on 20 November."""
    batch(child, results={"VIABILITY": "69"}, **exception)
    assert ("INF-014" in fired(infusion(child))) == asked


def test_a_batch_within_specification_is_infused_without_a_question(child):
    batch(child)
    assert "INF-014" not in fired(infusion(child))


@pytest.mark.parametrize(("approved", "asked"), [(16, False), (17, True)])
def test_an_exception_is_approved_before_the_release(child, approved, asked):
    page = batch(child, **{**EXCEPTION, "exception_approved_on": dt.date(2026, 11, approved)})
    assert ("MF-009" in fired(page)) is asked


def findings(subject, *, virology="2026-10-23", marrow="2026-10-23", cd19="2026-10-23"):
    """For an infusion on 20 November: 28 days before is 23 October, 3 months before is 20 August."""
    rows_of(
        Virology(subject=subject, visit_code="SCR"), "markers",
        [ViralResult(marker="HBSAG", result="NEGATIVE", sampled_on=dt.date.fromisoformat(virology))],
    )  # fmt: skip
    store(
        BoneMarrow(
            subject=subject, visit_code="SCR", sampled_on=dt.date.fromisoformat(marrow), blasts_percent=Decimal(60)
        ),
        BoneMarrow(subject=subject, visit_code="UNS", sampled_on=dt.date.fromisoformat(cd19), cd19_status="POSITIVE"),
    )


def test_findings_of_28_days_and_3_months_before_infusion_are_young_enough(child):
    findings(child, cd19="2026-08-20")
    assert "INF-015" not in fired(infusion(child))


@pytest.mark.parametrize(
    ("older", "named"),
    [
        ({"virology": "2026-10-22"}, "virology"),
        ({"marrow": "2026-10-22"}, "bone marrow"),
        ({"cd19": "2026-08-19"}, "CD19"),
    ],
)
def test_a_finding_one_day_older_is_asked_about_by_name(child, older, named):
    findings(child, **older)
    assert named in words(infusion(child), "INF-015")


def test_findings_that_are_not_there_are_asked_about(child):
    assert "virology" in words(infusion(child), "INF-015")
    assert "INF-015" not in fired(infusion(child, started_at=None))

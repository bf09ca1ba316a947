"""Virology: the eight markers of the record, anti-HBc, viral load and its logarithm."""

from decimal import Decimal

import pytest
from django.db import IntegrityError

from patients.models import ViralResult, Virology
from patients.rules.virology import log10_load
from tests.participants import fired, participant, store


@pytest.mark.parametrize(("load", "log"), [("1000", "3.00"), ("1", "0.00"), ("2000", "3.30"), ("0", None)])
def test_logarithm_of_a_load(load, log):
    """log10 of 2 is 0.30103."""
    assert log10_load(Decimal(load)) == (None if log is None else Decimal(log))


def sampling(*markers):
    page = Virology(subject=participant(), visit_code="SCR")
    page.stage_rows("markers", list(markers))
    return page


def test_a_new_page_asks_about_the_eight_markers_and_anti_hbc():
    """NCT05270772, exclusion 3: HBsAg, HBV-DNA, HCV-Ab, HCV-RNA, HIV-Ab, TP-Ab, EBV-DNA, CMV-DNA."""
    rows = Virology().preset_rows("markers")
    assert [row.marker for row in rows] == [
        "HBSAG", "HBDNA", "HCAB", "HCRNA", "HIVAB", "TPAB", "EBVDNA", "CMVDNA", "HBCAB",
    ]  # fmt: skip


@pytest.mark.parametrize("marker", ["HBSAG", "HCAB", "HIVAB", "TPAB"])
def test_a_positive_marker_speaks_against_taking_part(db, marker):
    assert fired(sampling(ViralResult(marker=marker, result="POSITIVE"))) == {"VIR-001"}
    assert fired(sampling(ViralResult(marker=marker, result="NEGATIVE"))) == set()


def test_anti_hbc_alone_does_not_exclude_and_asks_for_hbv_dna(db):
    positive = ViralResult(marker="HBCAB", result="POSITIVE")
    assert fired(sampling(positive)) == {"VIR-002"}
    assert fired(sampling(positive, ViralResult(marker="HBDNA", result="NEGATIVE"))) == set()


def test_a_positive_pcr_has_a_load_and_its_unit(db):
    row = ViralResult(marker="CMVDNA", result="POSITIVE", viral_load=Decimal(1500))
    assert fired(sampling(row)) == {"VIR-001", "VIR-003"}
    row.load_unit = "[IU]/mL"
    assert fired(sampling(row)) == {"VIR-001"}


def test_a_load_below_nothing_is_refused(db):
    page = Virology(subject=participant(), visit_code="SCR")
    store(page)
    with pytest.raises(IntegrityError, match="viral_load_not_negative"):
        store(ViralResult(page=page, marker="EBVDNA", viral_load=Decimal(-1)))
    store(ViralResult(page=page, marker="EBVDNA", viral_load=Decimal(0)))

"""Cerebrospinal fluid: CNS1 to CNS3, traumatic tap by Steinherz and Bleyer."""

from decimal import Decimal

import pytest

from patients.models import CerebrospinalFluid
from patients.rules.cns import cns_status, steinherz_bleyer
from tests.participants import fired, participant


@pytest.mark.parametrize(
    ("white", "blasts", "signs", "traumatic", "exceeds", "status"),
    [
        (3, False, False, False, None, "CNS1"), (30, False, False, False, None, "CNS1"),
        (4, True, False, False, None, "CNS2"), (5, True, False, False, None, "CNS3"),
        (0, False, True, False, None, "CNS3"), (8, True, False, True, True, "CNS3"),
        (8, True, False, True, False, "CNS2"), (8, True, False, True, None, None),
        (4, True, False, True, None, "CNS2"),
    ],
)  # fmt: skip
def test_cns_status(white, blasts, signs, traumatic, exceeds, status):
    given = {"blasts": blasts, "signs": signs, "traumatic": traumatic, "exceeds_blood": exceeds}
    assert cns_status(white_cells_per_ul=Decimal(white), **given) == status


@pytest.mark.parametrize(("csf_white", "exceeds"), [(60, True), (40, False), (41, True)])
def test_steinherz_bleyer(csf_white, exceeds):
    """Blood: 80 x 10^9/L over 4 x 10^12/L is 0.02; twice that of 1000 red cells/uL is 40 white cells/uL."""
    given = {"blood_white_e9_per_l": Decimal(80), "blood_red_e12_per_l": Decimal(4)}
    counted = steinherz_bleyer(csf_white_per_ul=Decimal(csf_white), csf_red_per_ul=Decimal(1000), **given)
    assert counted is exceeds


def puncture(**values):
    clear = {"white_cells_per_ul": 2, "red_cells_per_ul": 0, "cytology": "NO BLASTS", "traumatic": "N"}
    return CerebrospinalFluid(subject=participant(), visit_code="SCR", **{**clear, "clinical_signs": "N", **values})


def test_a_status_against_the_counts_is_asked_about(db):
    assert fired(puncture(cns_status="CNS1")) == set()
    assert fired(puncture(cns_status="CNS3")) == {"CSF-002"}
    assert fired(puncture(cns_status="CNS3", clinical_signs="Y")) == set()


@pytest.mark.parametrize(
    ("red", "traumatic", "asked"), [(10, "N", True), (10, "Y", False), (9, "N", False), (9, "Y", True)]
)
def test_a_tap_is_traumatic_from_ten_red_cells(db, red, traumatic, asked):
    assert ("CSF-003" in fired(puncture(red_cells_per_ul=red, traumatic=traumatic))) is asked

"""CNS status and the traumatic tap, against the definitions in print.

CNS1 to CNS3: Smith M et al. J Clin Oncol 1996;14:18-24. Traumatic tap: "treat as CNS 3 if the CSF WBC count divided by
the CSF RBC count is greater than 2 times the blood WBC count divided by the blood RBC count" (Medscape, Kanwar VS,
pediatric acute lymphoblastic leukemia, 2019; Steinherz-Bleyer algorithm as in COG AALL0232).
"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.rules.cns import cns_status, steinherz_bleyer


def status(white="0", *, blasts=False, signs=False, traumatic=False, exceeds_blood=None):
    return cns_status(
        white_cells_per_ul=Decimal(white), blasts=blasts, signs=signs, traumatic=traumatic, exceeds_blood=exceeds_blood
    )


@pytest.mark.parametrize(("white", "blasts", "signs", "expected"), [
    ("0", False, False, "CNS1"), ("60", False, False, "CNS1"), ("4", True, False, "CNS2"), ("5", True, False, "CNS3"),
    ("0", False, True, "CNS3"), ("4", True, True, "CNS3"),
])  # fmt: skip
def test_cns_1_to_3(white, blasts, signs, expected):
    """No blasts, whatever the count: 1. Blasts among fewer than 5 white cells: 2, among 5 or more, or with signs: 3."""
    assert status(white, blasts=blasts, signs=signs) == expected


def test_white_cells_of_a_traumatic_tap_count_if_they_exceed_blood():
    assert status("60", blasts=True, traumatic=True, exceeds_blood=True) == "CNS3"
    assert status("60", blasts=True, traumatic=True, exceeds_blood=False) == "CNS2"
    assert status("60", blasts=True, traumatic=True) is None
    assert status("4", blasts=True, traumatic=True) == "CNS2"
    assert status("60", blasts=True, traumatic=True, exceeds_blood=False, signs=True) == "CNS3"
    assert status("60", traumatic=True) == "CNS1"


@pytest.mark.parametrize(("csf_white", "exceeds"), [("40", False), ("41", True), ("39", False)])
def test_the_bound_is_twice_the_ratio_of_the_blood(csf_white, exceeds):
    """Blood 50 x 10^9/L white, 3.75 x 10^12/L red: 1 to 75. Fluid with 1500 red: twice that ratio is 40 white."""
    assert exceeds is steinherz_bleyer(
        csf_white_per_ul=Decimal(csf_white), csf_red_per_ul=Decimal(1500),
        blood_white_e9_per_l=Decimal(50), blood_red_e12_per_l=Decimal("3.75"),
    )  # fmt: skip


@given(white=st.integers(0, 10_000), red=st.integers(1, 100_000), more=st.integers(0, 1000))
def test_more_white_cells_never_stop_exceeding(white, red, more):
    def exceeds(count: int) -> bool:
        return steinherz_bleyer(
            csf_white_per_ul=Decimal(count), csf_red_per_ul=Decimal(red),
            blood_white_e9_per_l=Decimal("7.3"), blood_red_e12_per_l=Decimal("3.9"),
        )  # fmt: skip

    assert exceeds(white + more) or not exceeds(white)

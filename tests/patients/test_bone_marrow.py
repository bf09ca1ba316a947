"""Bone marrow: residual disease against 10^-4, CD19, adequacy."""

from decimal import Decimal

import pytest
from django.db import IntegrityError

from patients.models import BoneMarrow, ResidualDisease
from patients.rules.mrd import mrd_result
from tests.participants import fired, participant, store


@pytest.mark.parametrize(
    ("level", "sensitivity", "result"),
    [
        ("0.01", "0.01", "POSITIVE"), ("0.009", "0.01", "NEGATIVE"), ("0", "0.001", "NEGATIVE"),
        ("0", "0.1", "NOT EVALUABLE"), ("0.5", "0.1", "POSITIVE"), ("0.009", "0.011", "NOT EVALUABLE"),
    ],
)  # fmt: skip
def test_negative_is_below_1e4_by_an_assay_that_reaches_it(level, sensitivity, result):
    assert mrd_result(level_percent=Decimal(level), sensitivity_percent=Decimal(sensitivity)) == result


def marrow(*residual, **values):
    page = BoneMarrow(subject=participant(), visit_code="D28", **values)
    page.stage_rows("residual", list(residual))
    return page


def by_flow(level, sensitivity="0.01", **values):
    return ResidualDisease(
        method="FLOW CYTOMETRY", level_percent=Decimal(level), sensitivity_percent=Decimal(sensitivity), **values
    )


def test_a_report_against_its_numbers_is_asked_about(db):
    assert fired(marrow(by_flow("0.02", result="NEGATIVE"))) == {"BM-002"}
    assert fired(marrow(by_flow("0.02", result="POSITIVE"))) == set()


def test_blasts_by_morphology_with_none_by_flow_are_asked_about(db):
    assert fired(marrow(by_flow("0"), blasts_percent=Decimal(5))) == {"BM-004"}
    assert fired(marrow(by_flow("0"), blasts_percent=Decimal("4.9"))) == set()


def test_blasts_of_an_inadequate_sample_are_asked_about(db):
    assert fired(marrow(adequacy="DRY TAP", blasts_percent=Decimal(1))) == {"BM-003"}
    assert fired(marrow(adequacy="ADEQUATE", blasts_percent=Decimal(1))) == set()


def test_cd19_status_and_share_agree(db):
    assert fired(marrow(cd19_status="NEGATIVE", cd19_percent=Decimal(96))) == {"BM-005"}
    assert fired(marrow(cd19_status="POSITIVE", cd19_percent=Decimal(0))) == {"BM-005"}
    assert fired(marrow(cd19_status="POSITIVE", cd19_percent=Decimal(96))) == set()


def test_more_than_all_cells_is_refused(db):
    with pytest.raises(IntegrityError, match="bone_marrow_shares"):
        store(BoneMarrow(subject=participant(), visit_code="D28", blasts_percent=Decimal("100.1")))
    store(BoneMarrow(subject=participant(), visit_code="D28", blasts_percent=Decimal(100)))

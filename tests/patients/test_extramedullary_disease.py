"""Extramedullary disease: the conclusion follows the sites."""

from decimal import Decimal

import pytest
from django.db import IntegrityError

from patients.models import ExaminedSite, ExtramedullaryDisease
from tests.participants import fired, participant, store

pytestmark = pytest.mark.usefixtures("db")


def assessment(finding, conclusion):
    page = ExtramedullaryDisease(subject=participant(), visit_code="SCR", any_disease=conclusion)
    page.stage_rows("sites", [ExaminedSite(site="TESTIS", method="ULTRASOUND", finding=finding)])
    return page


@pytest.mark.parametrize(
    ("finding", "conclusion", "asked"),
    [("PRESENT", "Y", set()), ("PRESENT", "N", {"EMD-001"}), ("ABSENT", "N", set()), ("EQUIVOCAL", "Y", {"EMD-001"})],
)
def test_the_conclusion_follows_the_sites(finding, conclusion, asked):
    assert fired(assessment(finding, conclusion)) == asked


def test_a_diameter_of_nothing_is_refused():
    page = ExtramedullaryDisease(subject=participant(), visit_code="SCR")
    store(page)
    with pytest.raises(IntegrityError, match="diameter_positive"):
        store(ExaminedSite(page=page, site="SKIN", longest_mm=Decimal(0)))
    store(ExaminedSite(page=page, site="SKIN", longest_mm=Decimal("0.5")))

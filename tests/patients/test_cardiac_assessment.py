"""Cardiac assessment: QTc by Fridericia and Bazett."""

from decimal import Decimal

import pytest
from django.db import IntegrityError

from patients.models import CardiacAssessment
from patients.rules.cardiac import corrected_qt_ms
from tests.participants import fired, participant, store


@pytest.mark.parametrize(
    ("rate", "formula", "qtc"),
    [(60, "FRIDERICIA", 360), (60, "BAZETT", 360), (240, "BAZETT", 720), (480, "FRIDERICIA", 720)],
)
def test_corrected_qt(rate, formula, qtc):
    """RR is 1 s at 60/min, 1/4 s at 240 (its root 1/2), 1/8 s at 480 (its cube root 1/2): 360 ms over a half is 720."""
    counted = corrected_qt_ms(qt_ms=Decimal(360), heart_rate_bpm=Decimal(rate), formula=formula)
    assert counted == qtc


def ecg(**values):
    given = {"qt_ms": 360, "ecg_heart_rate_bpm": 60, "qtc_formula": "BAZETT", **values}
    return CardiacAssessment(subject=participant(), visit_code="SCR", **given)


def test_a_qtc_that_qt_and_rate_do_not_give_is_asked_about(db):
    assert fired(ecg(qtc_ms=370)) == set()
    assert fired(ecg(qtc_ms=371)) == {"CA-001"}


def test_an_ejection_fraction_above_all_is_refused(db):
    with pytest.raises(IntegrityError, match="cardiac_lvef"):
        store(ecg(lvef_percent=Decimal("100.1")))
    store(ecg(lvef_percent=Decimal(62)))

"""Disease history: relapses by row, subtype and lesions, dates as far as known."""

import datetime as dt

import pytest
from django.db import IntegrityError

from edc.crf import PartialDate
from patients.models import DiseaseHistory, Lesion, Relapse
from tests.participants import fired, participant, store

pytestmark = pytest.mark.usefixtures("db")


def history(*relapses, lesions=(), **values):
    page = DiseaseHistory(subject=participant(born=dt.date(2017, 6, 3)), visit_code="SCR", **values)
    page.stage_rows("relapses", list(relapses))
    page.stage_rows("lesions", list(lesions))
    return page


def relapse(number, on="2025", site="BONE MARROW"):
    return Relapse(number=number, relapsed_on=PartialDate.parse(on), site=site)


def test_every_relapse_that_is_counted_stands_in_a_row():
    """A first relapse in marrow and brain takes two rows."""
    assert fired(history(relapse(1), relapse(1, site="CENTRAL NERVOUS SYSTEM"), relapse_number=1)) == set()
    assert fired(history(relapse(1), relapse_number=2)) == {"DH-002"}
    assert fired(history(relapse_number=0)) == set()


def test_neither_relapsed_nor_refractory_is_asked_about():
    assert fired(history(relapse_number=0, refractory="N")) == {"DH-003"}
    assert fired(history(relapse_number=0, refractory="Y")) == set()


def test_only_a_relapse_certainly_before_the_diagnosis_is_asked_about():
    """In the year of the diagnosis nobody knows which came first."""
    assert fired(history(relapse(1, "2024"), relapse_number=1, diagnosed_on=PartialDate(2024, 5))) == set()
    assert fired(history(relapse(1, "2023"), relapse_number=1, diagnosed_on=PartialDate(2024, 5))) == {"DH-004"}


def test_a_diagnosis_before_birth_is_asked_about():
    assert fired(history(diagnosed_on=PartialDate(2016))) == {"DH-001"}
    assert fired(history(diagnosed_on=PartialDate(2017))) == set()


def test_a_subtype_goes_with_its_lesion():
    found, absent = (Lesion(lesion="BCR::ABL1", result=result) for result in ("DETECTED", "NOT DETECTED"))
    assert fired(history(lesions=[found], subtype="BCR::ABL1")) == set()
    assert fired(history(lesions=[absent], subtype="BCR::ABL1")) == {"DH-005"}


def test_a_new_page_asks_about_seven_lesions():
    rows = DiseaseHistory().preset_rows("lesions")
    assert [row.lesion for row in rows] == [
        "KMT2A-R", "BCR::ABL1", "ETV6::RUNX1", "HYPODIPLOID", "TP53", "PH-LIKE", "HYPERDIPLOID",
    ]  # fmt: skip


def test_more_than_all_cells_is_refused_and_all_cells_saved():
    with pytest.raises(IntegrityError, match="disease_history_blasts"):
        store(history(blasts_at_diagnosis_percent=101))
    store(history(blasts_at_diagnosis_percent=100))

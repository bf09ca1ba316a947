"""Late effects: the answer and the list agree, a second malignancy is tested for the CAR gene."""

import pytest

from adverse_events.models import AdverseEvent, LateEffectRow, LateEffects
from edc.crf.reading import unanswered
from tests.participants import fired, participant, store

pytestmark = pytest.mark.usefixtures("db")


def late(*rows, subject=None, **values):
    page = LateEffects(subject=subject or participant(), visit_code="Y3", **values)
    page.stage_rows("effects", list(rows))
    return page


def effect(kind="AUTOIMMUNE", **values):
    return LateEffectRow(kind=kind, **values)


def test_the_answer_agrees_with_the_list():
    assert fired(late(effect(), any_effect="Y")) == set()
    assert fired(late(any_effect="N")) == set()
    assert fired(late(any_effect="Y")) == {"LT-001"}
    assert fired(late(effect(), any_effect="N")) == {"LT-001"}


def test_a_second_malignancy_is_tested_for_the_car_gene():
    for tested in ("DETECTED", "NOT DETECTED", "PENDING"):
        assert fired(late(effect("MALIGNANCY", transgene=tested), any_effect="Y")) == set()
    assert fired(late(effect("MALIGNANCY", transgene="NOT TESTED"), any_effect="Y")) == {"LT-002"}


def test_tumour_items_are_asked_of_a_tumour_only():
    assert {"lineage", "pathology", "transgene"} <= set(unanswered(effect("MALIGNANCY")))
    assert not {"lineage", "pathology", "transgene"} & set(unanswered(effect("NEUROLOGIC")))


def test_effects_are_events_of_the_log():
    child = participant()
    store(AdverseEvent(subject=child, visit_code="LOG", occurrence=1))
    assert fired(late(effect(ae_number=1), effect(), subject=child, any_effect="Y")) == set()
    assert fired(late(effect(ae_number=1), effect(ae_number=2), subject=child, any_effect="Y")) == {"LT-003"}


def test_a_page_is_saved_with_its_effect():
    page = late(any_effect="Y")
    store(page, LateEffectRow(page=page, kind="MALIGNANCY", lineage="T-CELL"))
    assert LateEffects.objects.get().rows("effects")[0].lineage == "T-CELL"

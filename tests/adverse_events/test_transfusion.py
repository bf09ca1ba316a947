"""Transfusions: irradiated cells (Foukaneli 2020), an amount, times in order."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from adverse_events.models import Transfusion
from edc.crf.reading import unanswered
from tests.participants import at, fired, participant, store

pytestmark = pytest.mark.usefixtures("db")


def transfusion(product="PLATELETS", units="1", **values):
    given = {"product": product, "units": units and Decimal(units), **values}
    return Transfusion(subject=participant(), visit_code="LOG", **given)


@pytest.mark.parametrize("product", ["RED BLOOD CELLS", "PLATELETS", "GRANULOCYTES"])
def test_cells_that_are_not_irradiated_are_asked_about(product):
    assert "irradiated" in unanswered(transfusion(product))
    assert fired(transfusion(product, irradiated="N")) == {"TF-001"}
    assert fired(transfusion(product, irradiated="Y")) == set()


@pytest.mark.parametrize("product", ["PLASMA", "CRYOPRECIPITATE", "FIBRINOGEN CONCENTRATE", "ALBUMIN"])
def test_nobody_irradiates_what_has_no_cells(product):
    assert "irradiated" not in unanswered(transfusion(product))
    assert fired(transfusion(product)) == set()


def test_units_or_volume_say_how_much():
    assert fired(transfusion(units=None)) == {"TF-002"}
    assert fired(transfusion(units=None, volume_ml=200)) == set()
    assert fired(transfusion(units="0.5")) == set()


def test_the_end_is_not_before_the_start():
    assert fired(transfusion(started_at=at(12, 10), ended_at=at(12, 9))) == {"TF-003"}
    assert fired(transfusion(started_at=at(12, 10), ended_at=at(12, 11))) == set()


def test_a_reaction_is_an_event_of_the_log():
    assert "ae_number" in unanswered(transfusion(reaction="Y"))
    assert "ae_number" not in unanswered(transfusion(reaction="N"))
    assert fired(transfusion(reaction="Y", ae_number=1)) == {"TF-004"}


@pytest.mark.parametrize("nothing", [{"units": "0"}, {"volume_ml": 0}])
def test_nothing_is_no_transfusion(nothing):
    with pytest.raises(ValidationError, match="above 0"):
        transfusion(**nothing).validate_constraints()
    with pytest.raises(IntegrityError, match="transfusion_amount_positive"):
        store(transfusion(**nothing))


def test_half_a_unit_is_saved():
    store(transfusion(units="0.5", volume_ml=100))

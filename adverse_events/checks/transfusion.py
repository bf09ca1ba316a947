"""Soft checks of the transfusion log."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from adverse_events.codelists.treatment import BloodProduct
from edc.crf import Finding
from edc.crf.codelists import NoYes

CELLULAR = (BloodProduct.RED_CELLS, BloodProduct.PLATELETS, BloodProduct.GRANULOCYTES)


def cells_are_irradiated(page: Any) -> Finding | None:
    """Cellular products are irradiated before leukapheresis, after fludarabine and after CAR-T cells.

    Source: Foukaneli T et al. Br J Haematol 2020;191:704-724.
    """
    if page.product not in CELLULAR or page.irradiated != NoYes.NO:
        return None
    text = _("Blood cells for this patient should be irradiated. Is “no” right? Then inform the investigator.")
    return Finding("TF-001", ("irradiated",), text)


def amount_is_given(page: Any) -> Finding | None:
    """A transfusion has an amount: units, or millilitres."""
    if page.product is None or page.units is not None or page.volume_ml is not None:
        return None
    return Finding("TF-002", ("units",), _("Write how much was given: units, or the volume."))

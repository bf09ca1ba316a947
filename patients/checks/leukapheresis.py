"""Soft checks of leukapheresis."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from edc.crf import Finding


def apheresis_id_is_new(page: Any) -> Finding | None:
    """An apheresis number belongs to one collection of one participant."""
    if not page.apheresis_id:
        return None
    others = type(page).objects.filter(apheresis_id=page.apheresis_id).exclude(pk=page.pk)
    if not others.exists():
        return None
    text = _("STOP: this apheresis number stands on another page. Compare it with the label now.")
    return Finding("LK-001", ("apheresis_id",), text)


def t_cells_within_all_cells(page: Any) -> Finding | None:
    """There are no more T cells than cells."""
    if page.cd3_count_e9 is None or page.nucleated_cells_e9 is None or page.cd3_count_e9 <= page.nucleated_cells_e9:
        return None
    return Finding("LK-002", ("cd3_count_e9",), _("More CD3+ cells than cells. Are the two exchanged?"))

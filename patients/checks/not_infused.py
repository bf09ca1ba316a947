"""Soft checks of products that were not infused."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from patients.codelists.treatment import NotInfused, ProductFate


def was_infused_all_the_same(page: Any) -> Finding | None:
    """An infusion is recorded for this participant, of the same batch."""
    if not page.batch_id or all(each.batch_id != page.batch_id for each in page.subject.data.pages("INF")):
        return None
    return Finding("NI-002", ("stage",), _("An infusion of this batch is recorded. Which of the two is right?"))


def made_but_no_batch(page: Any) -> Finding | None:
    """A product that was made has a fate."""
    if page.stage != NotInfused.NOT_INFUSED or page.product_fate != ProductFate.NONE:
        return None
    return Finding("NI-003", ("product_fate",), _("The product was made: where is it now?"))

"""Soft checks and the derived ratio of the kinetics form."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from edc.crf.codelists import NoYes


def cd4_cd8_ratio(page: Any) -> Decimal | None:
    """CD4+ over CD8+ CAR+ T cells, to two decimals; None while one is missing or there are no CD8+ cells."""
    if page.cd4_percent is None or not page.cd8_percent:
        return None
    return (Decimal(page.cd4_percent) / Decimal(page.cd8_percent)).quantize(Decimal("0.01"))


def copies_below_the_limit_are_marked(page: Any) -> Finding | None:
    """A number below the limit of quantification is reported as being below it, not as a number."""
    copies, limit = page.copies_per_ug, page.lloq_copies_per_ug
    if copies is None or limit is None or copies >= limit or page.below_lloq == NoYes.YES:
        return None
    text = _("This number lies below the limit of quantification, but it is not marked as below. Which is right?")
    return Finding("CK-001", ("below_lloq", "copies_per_ug"), text)


def nothing_found_before_infusion(page: Any) -> Finding | None:
    """No CAR gene is in a sample that was taken before the cells were given."""
    taken, infused = page.collected_at, page.subject.infused_at
    if taken is None or infused is None or taken >= infused or not page.copies_per_ug:
        return None
    text = _("Taken before the infusion, and yet the CAR gene was found. Check the time and the sample.")
    return Finding("CK-002", ("collected_at", "copies_per_ug"), text)


def subsets_within_all_cells(page: Any) -> Finding | None:
    """CD4+ and CD8+ cells together are not more than all of them."""
    if page.cd4_percent is None or page.cd8_percent is None or page.cd4_percent + page.cd8_percent <= 100:
        return None
    text = _("CD4+ and CD8+ cells are more than 100 % together. Check both shares.")
    return Finding("CK-003", ("cd8_percent", "cd4_percent"), text)

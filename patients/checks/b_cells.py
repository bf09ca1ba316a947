"""Soft checks of the form of B cells and immunoglobulins."""

from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf import Computed, Finding
from edc.crf.codelists import NoYes
from patients.rules.b_cells import RULE, is_aplasia


def counted_aplasia(page: Any) -> Computed | None:
    """What the count says by the limit of the protocol; None without a count."""
    if page.cd19_per_ul is None:
        return None
    limit = _limit(page)
    value = NoYes.YES if is_aplasia(cd19_per_ul=page.cd19_per_ul, below_per_ul=limit) else NoYes.NO
    words = format_lazy(_("aplasia below {limit} CD19+ cells/µL"), limit=limit)
    return Computed(value, RULE, {"cd19_per_ul": page.cd19_per_ul, "below_per_ul": limit}, words)


def aplasia_agrees_with_count(page: Any) -> Finding | None:
    """The judgement on aplasia is the one that the count gives."""
    counted = counted_aplasia(page)
    if page.b_cell_aplasia is None or counted is None or counted.value == page.b_cell_aplasia:
        return None
    text = _("The protocol calls it aplasia below {limit} CD19+ cells/µL, and the count says otherwise. Is this meant?")
    return Finding("BC-001", ("b_cell_aplasia", "cd19_per_ul"), format_lazy(text, limit=_limit(page)))


def count_and_share_agree(page: Any) -> Finding | None:
    """Where there is no cell there is no share, and the other way round."""
    count, share = page.cd19_per_ul, page.cd19_percent
    if count is None or share is None or share <= 1 or count > 0:
        return None
    text = _("No CD19+ cells, and yet a share of the lymphocytes. Check both numbers.")
    return Finding("BC-002", ("cd19_percent", "cd19_per_ul"), text)


def immunoglobulin_given_before_sample(page: Any) -> Finding | None:
    """What is asked is the last infusion before this sample."""
    given, taken = page.last_ivig_on, page.collected_at
    if given is None or taken is None or not given.certainly_after(timezone.localdate(taken)):
        return None
    text = _("This infusion is later than the sample. Record the last one before it.")
    return Finding("BC-003", ("last_ivig_on",), text)


def _limit(page: Any) -> Decimal:
    limit: Decimal = page.subject.protocol_version.protocol.b_cell_aplasia.below_per_ul
    return limit

"""Soft checks and the derived body surface of vital signs."""

from decimal import Decimal
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from patients.rules.body import body_surface_m2

# More than a tenth between two weighings is more often a slip than a change; our limit, no publication rules it.
WEIGHT_CHANGE = Decimal("0.1")


def body_surface(page: Any) -> Decimal | None:
    """Body surface in m2; None while weight or height is missing or nothing."""
    if not page.weight_kg or not page.height_cm or min(page.weight_kg, page.height_cm) <= 0:
        return None
    return body_surface_m2(weight_kg=page.weight_kg, height_cm=page.height_cm)


def pressures_in_order(page: Any) -> Finding | None:
    """Diastolic pressure lies below systolic pressure."""
    high, low = page.systolic_mmhg, page.diastolic_mmhg
    if high is None or low is None or low < high:
        return None
    return Finding("VS-001", ("diastolic_mmhg",), _("Diastolic is not below systolic pressure. Are they exchanged?"))


def weight_is_stable(page: Any) -> Finding | None:
    """Weight differs from the last one before it by a tenth at most."""
    if page.weight_kg is None or page.measured_at is None:
        return None
    weighed = [each for each in page.subject.data.pages("VS") if each.weight_kg is not None and each.measured_at]
    before = [each for each in weighed if each.measured_at < page.measured_at]
    last = max(before, key=lambda each: each.measured_at).weight_kg if before else None
    if last is None or abs(page.weight_kg - last) <= WEIGHT_CHANGE * last:
        return None
    return Finding("VS-002", ("weight_kg",), format_lazy(_("More than a tenth away from the last, {kg} kg."), kg=last))

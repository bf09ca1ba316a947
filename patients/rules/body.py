"""Body surface area."""

from decimal import Decimal

SQUARE_CM_KG_PER_M4 = Decimal(3600)
TO_HUNDREDTHS = Decimal("0.01")


def body_surface_m2(*, weight_kg: Decimal, height_cm: Decimal) -> Decimal:
    """Body surface area in m2, to two decimals: the root of height x weight / 3600.

    Source: Mosteller RD. Simplified calculation of body-surface area. N Engl J Med 1987;317:1098.
    """
    return (weight_kg * height_cm / SQUARE_CM_KG_PER_M4).sqrt().quantize(TO_HUNDREDTHS)

"""Viral load on the scale on which it is compared."""

from decimal import Decimal

TO_HUNDREDTHS = Decimal("0.01")


def log10_load(load: Decimal) -> Decimal | None:
    """Decimal logarithm of a viral load (IU/mL or copies/mL), to two decimals; None for no virus at all.

    Source: arithmetic.
    """
    return load.log10().quantize(TO_HUNDREDTHS) if load > 0 else None

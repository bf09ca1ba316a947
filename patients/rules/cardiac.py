"""QT interval corrected for the heart rate."""

from decimal import Decimal

MS = Decimal(1)


def corrected_qt_ms(*, qt_ms: Decimal, heart_rate_bpm: Decimal, formula: str) -> Decimal:
    """QTc in ms, whole; `formula` is FRIDERICIA (cube root of RR) or BAZETT (square root). RR is 60 / rate, in s.

    Source: Fridericia LS. Acta Med Scand 1920;53:469-486. Bazett HC. Heart 1920;7:353-370.
    """
    rr_s = Decimal(60) / heart_rate_bpm
    root = rr_s.sqrt() if formula == "BAZETT" else rr_s ** (Decimal(1) / 3)
    return (qt_ms / root).quantize(MS)

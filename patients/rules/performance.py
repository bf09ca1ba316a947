"""Which performance scale fits which age."""

from typing import Literal

Scale = Literal["KPS SCALE", "LPPS SCALE", "NONE"]


def performance_scale(*, age_years: int) -> Scale:
    """Karnofsky from 16 completed years, Lansky from 1 to 15, no scale for infants.

    Source: CIBMTR Forms Instruction Manual, appendix L.
    """
    if age_years >= 16:
        return "KPS SCALE"
    return "LPPS SCALE" if age_years >= 1 else "NONE"

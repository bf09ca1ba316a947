"""When B cells count as gone."""

from decimal import Decimal

APLASIA_BELOW_PER_UL = Decimal(50)


def is_aplasia(*, cd19_per_ul: Decimal) -> bool:
    """Whether a count of CD19+ cells per µL of blood means B-cell aplasia.

    Source: below 50/µL, the limit that most trials use; others take 20/µL or 1 % of lymphocytes. To be confirmed by
    the sponsor, and the investigator's judgement stands beside it.
    """
    return cd19_per_ul < APLASIA_BELOW_PER_UL

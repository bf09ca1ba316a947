"""Whether a result of a release test meets a specification that is written as one limit."""

import re
from decimal import Decimal

LIMIT = re.compile(r"\s*(>=|<=|≥|≤|>|<)\s*(\d+(?:\.\d+)?)\D*")
NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)\D*")


def meets(*, specification: str, result: str) -> bool | None:
    """`">= 70"` against `"82.5"`; None where either is in words ("no growth", "70 to 90").

    Source: the comparison as written; the specification itself is that of the certificate.
    """
    limit, number = LIMIT.fullmatch(specification), NUMBER.fullmatch(result)
    if limit is None or number is None:
        return None
    sign, bound, value = limit[1].replace("≥", ">=").replace("≤", "<="), Decimal(limit[2]), Decimal(number[1])
    return {">=": value >= bound, "<=": value <= bound, ">": value > bound, "<": value < bound}[sign]

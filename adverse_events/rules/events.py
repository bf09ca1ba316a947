"""Adverse events: which scale grades what."""

from collections.abc import Sequence

SCALE_OF_CATEGORY = {
    "CRS": "ASTCT 2019",
    "ICANS": "ASTCT 2019",
    "IEC-HS": "IEC-HS 2023",
    "ICAHT": "ICAHT 2023",
    "GVHD": "MAGIC 2016",
}
EVERYTHING_ELSE = "CTCAE V5.0"


def fitting_scale(category: str) -> str:
    """The scale that grades a category of event; CTCAE v5.0 for whatever has no scale of its own.

    Sources: Lee DW 2019 (CRS, ICANS); Hines MR 2023 (IEC-HS); Rejeski K 2023 (ICAHT); Harris AC 2016 (acute GVHD).
    """
    return SCALE_OF_CATEGORY.get(category, EVERYTHING_ELSE)


def highest_grade(grades: Sequence[str | None]) -> str | None:
    """The highest of the grades "1" to "5"; None without any, and while one is missing, which might be the highest.

    Source: CDISC SDTMIG 3.4, AE: --TOXGR is the greatest grade of the event.
    """
    known = [grade for grade in grades if grade is not None]
    return max(known) if known and len(known) == len(grades) else None

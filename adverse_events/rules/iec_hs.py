"""IEC-HS, the haemophagocytic syndrome after CAR-T cells: which criteria are met, and the grade.

Quoted from memory of the publication and not yet compared with it: every result says so (`RULE.is_confirmed`).
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from edc.rule import Rule

RULE = Rule(
    "IEC-HS", 1, "IEC-HS: criteria and grade",
    "Hines MR et al. Transplant Cell Ther 2023;29:438.e1-438.e16, from memory", is_confirmed=False,
)  # fmt: skip


FERRITIN_ABOVE_TIMES = 2
TRANSAMINASES_ABOVE_TIMES = 5
FIBRINOGEN_BELOW_G_L = Decimal("1.5")
TRIGLYCERIDES_ABOVE_MG_DL = Decimal(265)

# Criterion -> which group of the publication's table it stands in.
CRITERIA = {
    "ferritin": "required",
    "transaminases": "common", "fibrinogen": "common", "haemophagocytosis": "common", "cytopenia": "common",
    "ldh": "other", "coagulation": "other", "direct_bilirubin": "other", "splenomegaly": "other", "fever": "other",
    "neurotoxicity": "other", "pulmonary": "other", "renal": "other", "triglycerides": "other",
}  # fmt: skip

# From the worst grade down: what it takes. Grade 1 is the syndrome, observed only.
GRADES = ((5, "death"), (4, "life_threatening"), (3, "severe"), (2, "intervention"), (1, "syndrome"))


def raised_ferritin(*, value: Decimal | None, limit: Decimal | None, baseline: Decimal | None) -> bool | None:
    """Whether ferritin is above twice the upper limit, or twice the baseline at infusion; all in one unit.

    None without a value, and while what is known does not reach it and the limit or the baseline is missing.

    Source: Hines MR et al. 2023, from memory.
    """
    if value is None:
        return None
    references = (limit, baseline)
    if any(reference is not None and value > FERRITIN_ABOVE_TIMES * reference for reference in references):
        return True
    return None if None in references else False


def raised_transaminase(*, value: Decimal | None, limit: Decimal | None, baseline: Decimal | None) -> bool | None:
    """Whether ALT or AST is above 5 times the upper limit, or above 5 times a baseline that was itself above the limit.

    None without a value or without the limit; all in one unit.

    Source: Hines MR et al. 2023, from memory.
    """
    if value is None or limit is None:
        return None
    return value > TRANSAMINASES_ABOVE_TIMES * max(limit, baseline or limit)


def low_fibrinogen(*, g_per_l: Decimal | None, lower_limit: Decimal | None) -> bool | None:
    """Whether fibrinogen is below 1.5 g/L or below the lower limit; None without a value.

    Source: Hines MR et al. 2023, from memory.
    """
    if g_per_l is None:
        return None
    return g_per_l < max(FIBRINOGEN_BELOW_G_L, lower_limit or FIBRINOGEN_BELOW_G_L)


def met(findings: Mapping[str, bool | None], *, group: str) -> tuple[str, ...]:
    """The criteria of a group ("required", "common", "other") that are met, in the order of the table.

    Source: Hines MR et al. 2023, from memory.
    """
    return tuple(name for name, of in CRITERIA.items() if of == group and findings.get(name))


def is_iec_hs(findings: Mapping[str, bool | None], *, attributable: bool | None) -> bool | None:
    """Whether the findings make the syndrome: due to the cells, ferritin, and at least one common criterion.

    `findings` are by the names of `CRITERIA`; None is not examined. None while an open one may still decide. The
    publication names no number of common criteria; one is our reading.

    Source: Hines MR et al. 2023, from memory.
    """
    common = _any(findings.get(name) for name, of in CRITERIA.items() if of == "common")
    parts = (attributable, findings.get("ferritin"), common)
    return False if False in parts else None if None in parts else True


def iec_hs_grade(course: Mapping[str, bool | None]) -> int | None:
    """Grade 0 to 5: syndrome observed only 1, treated or transfused 2, severe 3, life-threatening 4, death by it 5.

    `course` answers "syndrome", "intervention", "severe", "life_threatening" and "death". 0 without the syndrome; None
    while it is undecided, or while a higher grade than the one reached is.

    Source: Hines MR et al. 2023, from memory.
    """
    if course.get("syndrome") is not True:
        return 0 if course.get("syndrome") is False else None
    for grade, name in GRADES:
        answer = course.get(name)
        if answer is not False:
            return None if answer is None else grade
    return None


def _any(answers: Iterable[bool | None]) -> bool | None:
    """True with any yes, None while any is open, else False."""
    given = list(answers)
    return True if True in given else None if None in given else False

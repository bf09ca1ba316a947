"""Where leukaemia is looked for: marrow, fluid, other sites; and what is found there."""

from dataclasses import replace
from decimal import Decimal

from adverse_events.demonstration.courses import Course
from adverse_events.demonstration.curves import rounded
from adverse_events.demonstration.entry import Entry, Held, Values

SENSITIVITY = Decimal("0.001")


def blasts_percent(course: Course, day: int) -> Decimal:
    """Blasts in the marrow: as at screening, none from day 28 on, many at relapse."""
    if day < 0:
        return rounded(course.archetype.blasts_percent, 1)
    return rounded(58 if course.relapsed(day) else course.draw("marrow", day).choice([0, 0.5, 1]), 1)


def mrd_percent(course: Course, day: int) -> Decimal:
    """Residual disease: as many as the blasts, or none; three months before a relapse it comes back."""
    if day < 0 or course.relapsed(day):
        return blasts_percent(course, day)
    relapse = course.archetype.relapse_day
    return Decimal("0.08") if relapse is not None and relapse - day < 100 and day > 28 else Decimal(0)


def mrd_result(course: Course, day: int) -> str:
    return "NEGATIVE" if mrd_percent(course, day) < Decimal("0.01") else "POSITIVE"


def bone_marrow(held: Held) -> list[Entry]:
    """Morphology, residual disease by flow, CD19 on the blasts; chimerism after a transplant."""
    course, day = held.course, held.day
    level = mrd_percent(course, day)
    rows = [
        {
            "method": "FLOW CYTOMETRY", "level_percent": level, "sensitivity_percent": SENSITIVITY,
            "result": mrd_result(course, day),
        }
    ]  # fmt: skip
    entry = held.entry(
        "BM", sampled_on=held.date, adequacy="ADEQUATE",
        cellularity="HYPERCELLULAR" if blasts_percent(course, day) > 20 else "NORMOCELLULAR",
        blasts_percent=blasts_percent(course, day), **cd19(course, day), **_chimerism(course, day),
    )  # fmt: skip
    return [replace(entry, rows={"residual": rows})]


def cd19(course: Course, day: int) -> Values:
    """CD19 on the leukaemia cells, where there are any."""
    if mrd_result(course, day) == "NEGATIVE":
        return {"cd19_status": "NO BLASTS"}
    lost = course.relapsed(day) and course.archetype.relapse_cd19 == "NEGATIVE"
    return {"cd19_status": "NEGATIVE", "cd19_percent": 1} if lost else {"cd19_status": "POSITIVE", "cd19_percent": 98}


def _chimerism(course: Course, day: int) -> Values:
    transplanted = course.archetype.transplant_day
    done = course.archetype.prior_transplant or (transplanted is not None and day > transplanted)
    return {"donor_chimerism_percent": rounded(99.5 if day > 0 else 91, 1)} if done else {}


def cerebrospinal_fluid(held: Held) -> list[Entry]:
    """Clear fluid; the one screening failure has blasts in it."""
    blasts = held.course.archetype.failure == "CSF"
    found = {"cytology": "BLASTS", "blasts_percent": 40} if blasts else {"cytology": "NO BLASTS"}
    return [
        held.entry(
            "CSF", punctured_on=held.date, white_cells_per_ul=3 if blasts else 1, red_cells_per_ul=0, **found,
            traumatic="N", clinical_signs="N", cns_status="CNS2" if blasts else "CNS1",
        )
    ]  # fmt: skip


def extramedullary(held: Held) -> list[Entry]:
    """PET-CT, and testes by ultrasound in males."""
    males = [("TESTIS", "ULTRASOUND")] if held.course.archetype.sex == "M" else []
    rows = [
        {"site": site, "method": method, "examined_on": held.date, "finding": "ABSENT"}
        for site, method in [("LYMPH NODE", "PET/CT SCAN"), ("MEDIASTINUM", "PET/CT SCAN"), *males]
    ]
    entry = held.entry("EMD", assessed_on=held.date, any_disease="N")
    return [replace(entry, rows={"sites": rows})]

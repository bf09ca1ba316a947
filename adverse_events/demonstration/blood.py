"""Laboratory panels: what leukaemia, lymphodepletion, expansion and CRS do to the blood."""

import math
from dataclasses import dataclass, replace
from decimal import Decimal

from adverse_events.demonstration.courses import Course
from adverse_events.demonstration.curves import echo, rounded, through
from adverse_events.demonstration.entry import Entry, Held, Missing, Values

# Days with a blood count of the same day or the two before, wherever in its window a visit was held.
COUNTED_DAYS = (*range(17), 18, 22, 25)
PANELS = ("HEMATOLOGY", "CHEMISTRY", "COAGULATION", "INFLAMMATION")
SPECIMEN = {"HEMATOLOGY": "BLOOD", "CHEMISTRY": "SERUM", "COAGULATION": "PLASMA", "INFLAMMATION": "SERUM"}
OUTPATIENT = ("HEMATOLOGY", "CHEMISTRY")


@dataclass(frozen=True)
class Normal:
    """A test in health: unit, reference range, usual value, and by how much a grade of CRS multiplies it (as e^x)."""

    unit: str
    low: float
    high: float
    usual: float
    spread: float
    digits: int
    by_crs: float = 0.0
    fading: float = 3.0


TESTS: dict[str, dict[str, Normal]] = {
    "CHEMISTRY": {
        "ALT": Normal("U/L", 7, 40, 26, 0.15, 0, 0.50), "AST": Normal("U/L", 13, 40, 27, 0.15, 0, 0.52),
        "BILI": Normal("umol/L", 3, 21, 9, 0.15, 1, 0.22), "BILDIR": Normal("umol/L", 0, 7, 3, 0.15, 1, 0.25),
        "ALP": Normal("U/L", 50, 350, 180, 0.10, 0, 0.05), "GGT": Normal("U/L", 7, 45, 24, 0.15, 0, 0.20),
        "LDH": Normal("U/L", 120, 250, 215, 0.08, 0, 0.35), "CREAT": Normal("umol/L", 20, 104, 42, 0.06, 0, 0.06),
        "UREA": Normal("mmol/L", 1.8, 7.5, 4.1, 0.12, 1, 0.08), "K": Normal("mmol/L", 3.5, 5.3, 4.0, 0.04, 2, -0.03),
        "SODIUM": Normal("mmol/L", 137, 147, 140, 0.008, 0, -0.008),
        "CA": Normal("mmol/L", 2.1, 2.7, 2.3, 0.02, 2, -0.03),
        "MG": Normal("mmol/L", 0.7, 1.1, 0.84, 0.04, 2), "PHOS": Normal("mmol/L", 0.9, 1.9, 1.4, 0.06, 2, -0.12),
        "GLUC": Normal("mmol/L", 3.9, 6.1, 5.0, 0.07, 1, 0.06), "ALB": Normal("g/L", 35, 55, 41, 0.03, 1, -0.09),
        "CK": Normal("U/L", 24, 195, 70, 0.2, 0, 0.2),
    },
    "COAGULATION": {
        "INR": Normal("1", 0.85, 1.2, 1.04, 0.03, 2, 0.07), "APTT": Normal("s", 25, 40, 31, 0.04, 1, 0.09),
        "FIBRINO": Normal("g/L", 2, 4, 3.3, 0.08, 2, -0.28, 5), "DDIMER": Normal("mg/L", 0, 0.5, 0.4, 0.2, 2, 0.90),
    },
    "INFLAMMATION": {
        "CRP": Normal("mg/L", 0, 8, 4, 0.2, 1, 1.15, 2.5), "FERRITIN": Normal("ug/L", 15, 200, 650, 0.1, 0, 0.95, 6),
        "INTLK6": Normal("pg/mL", 0, 7, 5, 0.25, 1, 1.85, 2), "TRIG": Normal("mmol/L", 0.4, 1.7, 1.3, 0.1, 2, 0.25, 6),
        "PCT": Normal("ng/mL", 0, 0.05, 0.06, 0.2, 2, 0.6),
    },
}  # fmt: skip
HAEMATOLOGY = {
    "WBC": ("10*9/L", 4, 10, 2), "NEUT": ("10*9/L", 1.8, 6.3, 3), "LYM": ("10*9/L", 1.1, 3.2, 3),
    "HGB": ("g/L", 115, 150, 0), "PLAT": ("10*9/L", 125, 350, 0), "BLASTLE": ("%", 0, 0, 1),
}  # fmt: skip


def panels(held: Held) -> list[Entry]:
    """All four panels while in hospital and on day 28; blood count and chemistry later."""
    wanted = PANELS if held.day <= 28 else OUTPATIENT
    return [_panel(held, name, number) for number, name in enumerate(wanted, start=1)]


def _panel(held: Held, name: str, number: int) -> Entry:
    fasting = {"fasting": "Y"} if name == "CHEMISTRY" else {}
    entry = held.entry(
        "LB", panel=name, sample_collected_at=held.at(6, 20), specimen=SPECIMEN[name],
        laboratory_name="Central laboratory", **fasting,
    )  # fmt: skip
    return replace(entry, rows={"results": _results(held, name)}, occurrence=number)


def _results(held: Held, name: str) -> list[Values]:
    course, day = held.course, held.day
    if name == "HEMATOLOGY":
        values = counts(course, day)
        return [result(test, values[test], *HAEMATOLOGY[test][:3]) for test in HAEMATOLOGY]
    rows = [
        result(test, measured(course, test, normal, day), normal.unit, normal.low, normal.high)
        for test, normal in TESTS[name].items()
    ]
    if course.draw("lost sample", name, day).random() < 0.02:
        rows[-1] = {"test": rows[-1]["test"], "value": Missing("ND")}
    return rows


def result(test: str, value: Decimal, unit: str, low: float, high: float) -> Values:
    """One line of the report, marked as the laboratory marks it."""
    flag = "LOW" if value < Decimal(repr(low)) else "HIGH" if value > Decimal(repr(high)) else "NORMAL"
    limits = {"reference_low": Decimal(repr(low)), "reference_high": Decimal(repr(high))}
    return {"test": test, "value": value, "unit": unit, **limits, "flag": flag}


def measured(course: Course, test: str, normal: Normal, day: int) -> Decimal:
    """A test of one day: usual value times the echo of CRS; creatinine grows with the child."""
    usual = normal.usual if test != "CREAT" else 22 + 2.2 * min(course.age_on(day), 20)
    heard = echo(course.archetype.crs, day, fading=normal.fading)
    return rounded(course.varied(usual * math.exp(normal.by_crs * heard), normal.spread, test, day), normal.digits)


def counts(course: Course, day: int) -> dict[str, Decimal]:
    """Blood count: nadir after lymphodepletion, lymphocytes with the expansion, recovery on the course's own day."""
    back, blasts = course.archetype.counts_back, _blasts_percent(course, day)
    relapse = 0.5 if course.relapsed(day) else 1.0
    neutrophils = relapse * through(
        [(-45, 1.9), (-5, 1.6), (0, 0.6), (4, 0.12), (10, 0.06), (15, 0.2), (back, 1.3), (back + 40, 2.6)], day
    )
    lymphocytes = through(
        [(-45, 0.9), (-5, 0.8), (0, 0.03), (5, 0.08), (course.archetype.peak_day, 0.7), (28, 0.8), (180, 1.6)], day
    )
    platelets = relapse * through(
        [(-45, 115), (-5, 105), (0, 70), (8, 24), (15, 22), (back, 118), (back + 40, 190)], day
    )
    haemoglobin = relapse**0.2 * through([(-45, 96), (-5, 92), (0, 86), (12, 74), (28, 92), (90, 122)], day)
    drawn = {"NEUT": neutrophils, "LYM": lymphocytes, "PLAT": platelets, "HGB": haemoglobin}
    values = {
        test: rounded(course.varied(value, 0.07, test, day), HAEMATOLOGY[test][3]) for test, value in drawn.items()
    }
    white = float(values["NEUT"] + values["LYM"]) * 1.12 / (1 - blasts / 100)
    return values | {"WBC": rounded(white, 2), "BLASTLE": rounded(blasts, 1)}


def _blasts_percent(course: Course, day: int) -> float:
    """Blasts in blood: before lymphodepletion in heavy disease, and again at relapse."""
    heavy = course.archetype.blasts_percent > 80
    if (day < -3 and heavy) or course.relapsed(day):
        return round(course.varied(12 if day < 0 else 31, 0.2, "blasts", day), 1)
    return 0.0


def transfused(course: Course) -> list[tuple[int, str]]:
    """Day and product: platelets below 25, red cells below 78 g/L, with some days between."""
    given: list[tuple[int, str]] = []
    for product, test, limit, rest in (("PLATELETS", "PLAT", 25, 4), ("RED BLOOD CELLS", "HGB", 78, 6)):
        last = -rest
        for day in COUNTED_DAYS if course.infused else ():
            if day <= course.last_day and day - last >= rest and counts(course, day)[test] < limit:
                given.append((day, product))
                last = day
    return given

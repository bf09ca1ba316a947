"""Haematotoxicity at day 28 and month 3, read from the blood counts; IEC-HS, looked for after a severe CRS."""

from decimal import Decimal

from adverse_events.demonstration.blood import counts
from adverse_events.demonstration.courses import Course
from adverse_events.demonstration.entry import INVESTIGATOR, LOG, Dated, Entry, Held, Missing, Values
from adverse_events.demonstration.events import SERIOUS_FROM, number_of
from adverse_events.rules.icaht import Haematotoxicity, early_icaht, early_t_icaht, late_icaht, late_t_icaht

EARLY_DAYS = (*range(15), 17, 21, 24)
LATE_DAYS = (60,)
LATEST_DAY_28 = 31
TOO_FEW = Missing("NA")
"""In place of a grade where fewer counts lie in the days that it looks at than it needs."""
LOOKED_FOR = ("haemophagocytosis", "splenomegaly", "neurotoxicity", "pulmonary", "renal")
COURSE = ("intervention", "severe", "life_threatening", "death")


def assessment(held: Held) -> list[Entry]:
    """Early at day 28, late at month 3."""
    is_early = held.day <= LATEST_DAY_28
    days = (*(EARLY_DAYS if is_early else LATE_DAYS), held.day)
    neutrophils, platelets = (
        {day: counts(held.course, day)[test] for day in days if day <= held.day} for test in ("NEUT", "PLAT")
    )
    grades = _early(neutrophils, platelets) if is_early else _late(neutrophils, platelets)
    icaht, t_icaht = (str(each.grade) if each else TOO_FEW for each in grades)
    entry = held.entry(
        "HT", period="EARLY" if is_early else "LATE", assessed_on=held.date, icaht=icaht, t_icaht=t_icaht
    )
    return [entry]


def _early(neutrophils: dict[int, Decimal], platelets: dict[int, Decimal]) -> tuple[Haematotoxicity | None, ...]:
    return (
        early_icaht(neutrophils=neutrophils, method="longest run", never="all days", gap_days=7),
        early_t_icaht(platelets=platelets, method="longest run", gap_days=7),
    )


def _late(neutrophils: dict[int, Decimal], platelets: dict[int, Decimal]) -> tuple[Haematotoxicity | None, ...]:
    return (
        late_icaht(neutrophils=neutrophils),
        late_t_icaht(platelets=platelets, method="longest run", gap_days=7),
    )


def looked_for_iec_hs(course: Course) -> list[Dated]:
    """After a severe CRS: high ferritin and low counts, which the CRS explains."""
    severe = [day for day, grade in course.archetype.crs.items() if grade >= SERIOUS_FROM]
    number = number_of(course, "CRS")
    if number is None or not severe:
        return []
    items: Values = {
        "started_on": course.on(min(severe)), "ongoing": "N", "ended_on": course.on(max(severe)), "ae_number": number,
        "cytopenia": "Y", "fever": "Y", **dict.fromkeys((*LOOKED_FOR, *COURSE), "N"), "attributable": "N", "grade": "0",
    }  # fmt: skip
    return [(max(severe) + 1, Entry("IHS", LOG, items, by=INVESTIGATOR))]

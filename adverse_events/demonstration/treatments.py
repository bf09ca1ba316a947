"""Drugs against the toxicity, other drugs, and transfusions: logs, one entry for each."""

from dataclasses import dataclass
from decimal import Decimal

from adverse_events.demonstration.blood import transfused
from adverse_events.demonstration.courses import Course
from adverse_events.demonstration.curves import rounded
from adverse_events.demonstration.entry import LOG, Dated, Entry, Values
from adverse_events.demonstration.events import (
    ANTIBODIES,
    CRS_TERM,
    G_CSF_AFTER_DAY,
    NEUTROPHILS,
    events_of,
    number_of,
    number_of_term,
)

HEAVY_KG, MOST_MG = 30, 800


def against_toxicity(course: Course) -> list[Dated]:
    """Each dose of tocilizumab; steroid and anakinra as one course each."""
    archetype = course.archetype
    acts = [(day, _tocilizumab(course, day)) for day in archetype.tocilizumab]
    if archetype.steroid is not None:
        dose = min(10.0, round(course.weight_kg * 0.2))
        toxicity = "ICANS" if course.icans(archetype.steroid[0]) else "CRS"
        acts.append(_span(course, "DEXAMETHASONE", toxicity, dose, "Q6H", archetype.steroid))
    if archetype.anakinra is not None:
        acts.append(_span(course, "ANAKINRA", "ICANS", 100.0, "QD", archetype.anakinra))
    return _numbered("TX", [(day, items) for day, items in acts if day <= course.last_day])


def _tocilizumab(course: Course, day: int) -> Values:
    """12 mg/kg below 30 kg, else 8 mg/kg, at most 800 mg; rounded down to whole milligrams."""
    dose = int(min((8 if course.weight_kg >= HEAVY_KG else 12) * course.weight_kg, MOST_MG))
    times: Values = {"started_at": course.at(day, 15, 10), "ongoing": "N", "stopped_at": course.at(day, 16, 10)}
    return _drug(course, "TOCILIZUMAB", "CRS", dose) | {"frequency": "ONCE", "route": "INTRAVENOUS"} | times


def _span(
    course: Course, drug: str, toxicity: str, dose: float, frequency: str, days: tuple[int, int]
) -> tuple[int, Values]:
    route = "SUBCUTANEOUS" if drug == "ANAKINRA" else "INTRAVENOUS"
    times: Values = {"started_at": course.at(days[0], 17, 30), "ongoing": "Y"}
    if days[1] < course.last_day:
        times |= {"ongoing": "N", "stopped_at": course.at(days[1], 17, 30)}
    return days[0], _drug(course, drug, toxicity, dose) | {"frequency": frequency, "route": route} | times


def _drug(course: Course, drug: str, toxicity: str, dose: float) -> Values:
    weight = rounded(course.weight_kg, 1)
    number = number_of(course, toxicity)
    return {"drug": drug, "toxicity": toxicity, "ae_number": number, "dose_mg": rounded(dose, 1), "weight_kg": weight}


def _numbered(form: str, acts: list[tuple[int, Values]]) -> list[Dated]:
    """Log entries in the order of their days, counted from 1."""
    ordered = sorted(acts, key=lambda act: act[0])
    return [(day, Entry(form, LOG, items, occurrence=at)) for at, (day, items) in enumerate(ordered, start=1)]


@dataclass(frozen=True)
class Prescription:
    """A drug with its single dose, from a day until a day; None: it goes on."""

    medication: str
    category: str
    indication: str
    dose: Decimal
    unit: str
    frequency: str
    route: str
    begins: int
    ends: int | None
    treats: str = ""


def medication(course: Course) -> list[Dated]:
    """What nearly everybody gets, and what follows from low counts and lack of antibodies."""
    acts = [(each.begins, _medication(course, each)) for each in _prescriptions(course)]
    return _numbered("CM", [(day, items) for day, items in acts if day <= course.last_day])


def _prescriptions(course: Course) -> list[Prescription]:
    if not course.infused:
        return []
    back, day_of_fever = course.archetype.counts_back, min(course.archetype.crs, default=4)
    found = [
        Prescription("Aciclovir", "ANTIINFECTIVE PROPHYLAXIS", "prevention of herpes", Decimal(10), "mg/kg", "BID",
                     "ORAL", -5, None),
        Prescription("Levetiracetam", "ANTISEIZURE", "prevention of seizures", Decimal(10), "mg/kg", "BID", "ORAL",
                     0, 30),
        Prescription("Paracetamol", "SUPPORTIVE", "fever", Decimal(15), "mg/kg", "PRN", "ORAL", day_of_fever,
                     day_of_fever + 6, CRS_TERM),
        Prescription("Human immunoglobulin", "IMMUNOGLOBULIN", "low IgG", Decimal("0.4"), "g/kg", "QM", "INTRAVENOUS",
                     28, course.archetype.b_cells_back, ANTIBODIES),
    ]  # fmt: skip
    if back > G_CSF_AFTER_DAY:
        found.append(
            Prescription("Filgrastim", "G-CSF", "neutropenia", Decimal(5), "ug/kg", "QD", "SUBCUTANEOUS", 15, back,
                         NEUTROPHILS)
        )  # fmt: skip
    found += [
        Prescription("Meropenem", "ANTIINFECTIVE TREATMENT", event.term, Decimal(20), "mg/kg", "Q8H", "INTRAVENOUS",
                     event.started, event.ended, event.term)
        for event in events_of(course) if event.category == "INFECTION"
    ]  # fmt: skip
    return found


def _medication(course: Course, given: Prescription) -> Values:
    times: Values = {"ongoing": "Y"}
    ends = min((day for day in (given.ends, course.archetype.death_day) if day is not None), default=None)
    if ends is not None and ends <= course.last_day:
        times = {"ongoing": "N", "stopped_on": str(course.on(ends))}
    return times | {
        "ae_number": number_of_term(course, given.treats),
        "medication": given.medication, "category": given.category, "indication": given.indication,
        "dose": given.dose, "dose_unit": given.unit, "frequency": given.frequency, "route": given.route,
        "started_on": str(course.on(given.begins)),
    }  # fmt: skip


def transfusions(course: Course) -> list[Dated]:
    """Platelets and red cells, irradiated."""
    return _numbered("TF", [(day, _transfusion(course, day, product)) for day, product in transfused(course)])


def _transfusion(course: Course, day: int, product: str) -> Values:
    units = Decimal(1) if product == "PLATELETS" else Decimal("1.5")
    return {
        "product": product, "units": units, "irradiated": "Y", "reason": "LOW COUNT",
        "started_at": course.at(day, 14), "ended_at": course.at(day, 15, 40), "reaction": "N",
    }  # fmt: skip

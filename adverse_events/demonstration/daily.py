"""What is written down at every visit and on every day of the first weeks: visit, vital signs, CRS, ICE or CAPD."""

from dataclasses import replace
from decimal import Decimal

from adverse_events.demonstration.courses import DayState, Oxygen
from adverse_events.demonstration.curves import rounded
from adverse_events.demonstration.entry import Entry, Held, Values
from adverse_events.rules.neurotoxicity import capd_fits

BY_TELEPHONE = ("M4", "M5")
ICE_ORDER = ("ice_counting", "ice_sentence", "ice_city", "ice_month", "ice_year", "ice_hospital", "ice_command")
POINTS_LOST = {0: 0, 1: 1, 2: 4, 3: 7, 4: 7}
OBJECTS = {0: 3, 1: 3, 2: 2, 3: 1, 4: 0}
CONSCIOUSNESS = {0: "SPONTANEOUS", 1: "SPONTANEOUS", 2: "VOICE", 3: "TOUCH", 4: "UNAROUSABLE"}
PURPOSE = ("capd_eye_contact", "capd_purposeful", "capd_aware", "capd_communicates")
DISTRESS = ("capd_restless", "capd_inconsolable", "capd_underactive", "capd_slow")
# CAPD totals of 0, 4, 6 and 14: 1 to 8 is grade 1 or 2 by consciousness, from 9 grade 3.
CAPD_BY_GRADE = {
    0: ("ALWAYS", ("NEVER",) * 4), 1: ("OFTEN", ("NEVER",) * 4), 2: ("OFTEN", ("NEVER", "NEVER", "RARELY", "RARELY")),
    3: ("SOMETIMES", ("RARELY", "RARELY", "SOMETIMES", "SOMETIMES")),
}  # fmt: skip


def visit(held: Held) -> list[Entry]:
    """How the visit was held."""
    contact = "TELEPHONE CALL" if held.code in BY_TELEPHONE else "IN PERSON"
    how = "UNSCHEDULED" if held.code.startswith("UNS") else "SCHEDULED"
    return [held.entry("SV", held=how, held_on=held.date, contact=contact)]


def vital_signs(held: Held) -> list[Entry]:
    """In the morning with weight; every six hours from grade 2 of CRS on."""
    state = held.course.state(held.day)
    hours = (7, 13, 19, 23) if state.crs >= 2 else (7,)
    return [_vital_signs(held, state, number, hour) for number, hour in enumerate(hours, start=1)]


def _vital_signs(held: Held, state: DayState, number: int, hour: int) -> Entry:
    course, worst = held.course, hour in (13, 7) and (number == 2 or state.crs < 2)
    draw = course.draw("vital", held.code, number)
    temperature = state.temperature - (0 if worst else draw.uniform(0.2, 0.7))
    systolic = state.systolic + (0 if worst else draw.randint(0, 8))
    rate = round(
        course.near(150 - 3.2 * min(course.age_on(held.day), 20) + 9 * state.crs, 4, "rate", held.code, number)
    )
    weighed: Values = {}
    if number == 1:
        weight, height = rounded(course.weight_on(held.day), 1), rounded(course.height_cm, 1)
        weighed = {"weight_kg": weight, "height_cm": height}
    entry = held.entry(
        "VS", measured_at=held.at(hour, 10), position="SUPINE" if state.crs else "SITTING",
        temperature_c=rounded(temperature, 1), temperature_site="AXILLA", heart_rate_bpm=rate,
        systolic_mmhg=systolic, diastolic_mmhg=round(systolic * 0.58), respiratory_rate_bpm=20 + 3 * state.crs,
        spo2_percent=min(100, state.spo2 + (0 if worst else 1)),
        oxygen_given="N" if state.oxygen.device == "NONE" else "Y", **weighed,
    )  # fmt: skip
    return replace(entry, occurrence=number)


def crs(held: Held) -> list[Entry]:
    """The worst of the day and the grade by the investigator; on day 0 from the end of the infusion on."""
    state = held.course.state(held.day)
    begun = held.at(11) if held.day == 0 else held.at(0)
    low: Values = {"hypotension": "Y", "hypotension_other_cause": "N"} if state.hypotensive else {"hypotension": "N"}
    entry = held.entry(
        "CRS", period_start=begun, period_end=held.at(23, 59), highest_temperature_c=rounded(state.temperature, 1),
        fever_other_cause="N", antipyretic_given="Y" if state.crs else "N",
        anticytokine_given="Y" if _anticytokine(held) else "N", lowest_systolic_mmhg=state.systolic,
        diastolic_mmhg=round(state.systolic * 0.58), **low, fluid_bolus="Y" if state.hypotensive else "N",
        lowest_spo2_percent=state.spo2, hypoxia_other_cause="N", **_oxygen(state.oxygen),
        crs_grade_investigator=str(state.crs),
    )  # fmt: skip
    return [replace(entry, rows={"vasopressors": [_pressor(held, drug) for drug in state.pressors]})]


def _anticytokine(held: Held) -> bool:
    return held.day in held.course.archetype.tocilizumab or held.course.on_steroid(held.day)


def _oxygen(oxygen: Oxygen) -> Values:
    flow = {} if oxygen.flow is None else {"oxygen_flow_l_min": rounded(oxygen.flow, 1)}
    share = {} if oxygen.fio2 is None else {"fio2_percent": oxygen.fio2}
    return {"oxygen_device": oxygen.device, **flow, **share}


def _pressor(held: Held, drug: str) -> Values:
    dose = Decimal("0.150") if drug == "NOREPINEPHRINE" else Decimal("0.050")
    return {"drug": drug, "dose_ug_kg_min": dose, "started_at": held.at(3, 20), "stopped_at": held.at(22, 40)}


def neurotoxicity(held: Held) -> list[Entry]:
    """In the morning, and in the evening too while there is ICANS; the baseline before the infusion."""
    hours = (8, 20) if held.course.icans(held.day) else (8,)
    return [replace(_neurotoxicity(held, hour), occurrence=at) for at, hour in enumerate(hours, start=1)]


def _neurotoxicity(held: Held, hour: int) -> Entry:
    grade = held.course.icans(held.day)
    child = capd_fits(age_years=held.course.age_on(held.day), developmental_delay=False)
    return held.entry(
        "ICE", assessed_at=held.at(hour), is_baseline="Y" if held.day == 0 else "N",
        tool="CAPD" if child else "ICE", developmental_delay="N", **(_capd(grade) if child else _ice(grade)),
        consciousness=CONSCIOUSNESS[grade], seizure="NONE", motor="NONE", oedema="NONE", sedated="N", other_cause="N",
        icans_grade_investigator=str(grade),
    )  # fmt: skip


def course(held: Held) -> list[Entry]:
    """At the end of the four weeks: the highest grades as the investigator has followed them."""
    archetype = held.course.archetype
    highest = [str(max(grades.values(), default=0)) for grades in (archetype.crs, archetype.icans)]
    return [held.entry("CO", crs_maximum_investigator=highest[0], icans_maximum_investigator=highest[1])]


def _ice(grade: int) -> Values:
    """Points are lost from the hardest task on: 10, 9, 5, 1 and 0 of 10."""
    lost = ICE_ORDER[: POINTS_LOST[grade]]
    return {name: "N" if name in lost else "Y" for name in ICE_ORDER} | {"ice_objects": OBJECTS[grade]}


def _capd(grade: int) -> Values:
    purpose, distress = CAPD_BY_GRADE[grade]
    rass = {0: 0, 1: 0, 2: -1, 3: -3}[grade]
    return {"rass": rass, **dict.fromkeys(PURPOSE, purpose), **dict(zip(DISTRESS, distress, strict=True))}

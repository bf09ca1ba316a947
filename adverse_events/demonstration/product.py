"""From the apheresis to the infusion: the chain of one product."""

from dataclasses import replace
from decimal import Decimal

from adverse_events.demonstration.courses import Course
from adverse_events.demonstration.curves import rounded
from adverse_events.demonstration.entry import LOG, Dated, Entry, Held, Values
from adverse_events.demonstration.screening import NURSE_NAME
from patients.rules.body import body_surface_m2
from trial.rules.dose import dose_e6_per_kg, viable_car_cells_e6

APHERESIS_DAY, RELEASE_DAY = -33, -9
DOSE_E6_PER_KG = {"DL1": 0.5, "DL2": 1.5, "DL3": 5.0}
VIABILITY, CD3, CAR = Decimal("92.0"), Decimal("96.0"), Decimal("38.0")
PLAN = (("CYCLOPHOSPHAMIDE", Decimal(300)), ("FLUDARABINE", Decimal(30)))
RELEASE_TESTS = (
    ("VIABILITY", ">= 70", "92.0", "%"), ("CD3", ">= 70", "96.0", "%"), ("CAR", ">= 20", "38.0", "%"),
    ("VCN", "<= 5", "2.1", "{copies}/{cell}"), ("ENDOTOXIN", "<= 0.5", "0.1", "[EU]/mL"),
    ("STERILITY", "no growth", "no growth", None), ("MYCOPLASMA", "not detected", "not detected", None),
    ("RCL", "not detected", "not detected", None), ("POTENCY", ">= 50", "640", "pg/mL"),
)  # fmt: skip


def apheresis_id(course: Course) -> str:
    return f"A-{course.on(APHERESIS_DAY):%y%m%d}-{course.number:02d}"


def batch_id(course: Course) -> str:
    return f"B-{course.on(APHERESIS_DAY):%y%m}-{course.number:02d}"


def collected(course: Course) -> bool:
    """Whether somebody's cells were collected: not of those who failed screening."""
    return course.archetype.failure in ("", "BATCH")


def leukapheresis(held: Held) -> list[Entry]:
    """Two to three blood volumes of 70 mL/kg."""
    course = held.course
    cells = course.varied(9, 0.15, "collected")
    return [
        held.entry(
            "LK", apheresis_id=apheresis_id(course), started_at=held.at(9, 5), ended_at=held.at(12, 25),
            weight_kg=rounded(course.weight_kg, 1), alc_before_e9_per_l=rounded(course.varied(0.9, 0.2, "alc"), 3),
            blood_volume_ml=round(course.weight_kg * 70 * 2.5), product_volume_ml=rounded(110, 1),
            nucleated_cells_e9=rounded(cells, 3), cd3_count_e9=rounded(cells * 0.45, 3), adverse_event="N",
        )
    ]  # fmt: skip


def batch(course: Course) -> list[Dated]:
    """Released three and a half weeks after the apheresis, or failed for lack of growth."""
    if not collected(course):
        return []
    failed = course.archetype.failure == "BATCH"
    day = APHERESIS_DAY + (11 if failed else RELEASE_DAY - APHERESIS_DAY)
    items: Values = {"apheresis_id": apheresis_id(course), "batch_id": batch_id(course),
                     "started_on": course.on(APHERESIS_DAY + 1)}  # fmt: skip
    if failed:
        failure = {"outcome": "FAILED", "failure_reason": "EXPANSION"}
        tests = {"tests": [_test("VIABILITY", ">= 70", "58.0", "%")]}
        return [(day, Entry("MF", LOG, items | failure, tests))]
    released = {
        "harvested_on": course.on(APHERESIS_DAY + 11), "outcome": "RELEASED", "released_on": course.on(RELEASE_DAY),
        "certificate_number": f"COA-{batch_id(course)}", "out_of_specification": "N", "car_gate": "CD3",
    }  # fmt: skip
    rows = {"tests": [_test(*test) for test in RELEASE_TESTS], "bags": [_made(bag) for bag in _bags(course)]}
    return [(day, Entry("MF", LOG, items | released, rows))]


def _test(test: str, specification: str, result: str, unit: str | None) -> Values:
    verdict = "FAIL" if result == "58.0" else "PASS"
    return {"test": test, "specification": specification, "result": result, "unit": unit, "verdict": verdict}


def _made(bag: Values) -> Values:
    return {name: bag[name] for name in ("bag_id", "volume_ml", "total_cells_e6")}


def _bags(course: Course) -> list[Values]:
    """One bag up to 30 kg, else two; filled so that cells over weight give the dose of the level, 3 % off at most."""
    target = DOSE_E6_PER_KG[course.archetype.dose_level] * (1 + course.draw("dose").uniform(-0.03, 0.03))
    count = 1 if course.weight_kg < 30 else 2
    share = VIABILITY * CD3 * CAR / Decimal(1_000_000)
    cells = rounded(target * course.weight_kg / float(share) / count, 3)
    return [
        {"bag_id": f"{batch_id(course)}-{number}", "volume_ml": rounded(20, 1), "total_cells_e6": cells}
        for number in range(1, count + 1)
    ]


def bridging(held: Held) -> list[Entry]:
    """Oral chemotherapy for fast disease; none for the others."""
    if not held.course.archetype.bridged:
        return [held.entry("BT", given="N")]
    drug = {
        "kind": "CHEMOTHERAPY", "drug": "mercaptopurine", "dose": Decimal(50), "dose_unit": "mg/m2", "route": "ORAL",
        "started_on": held.date, "stopped_on": held.course.on(held.day + 10),
    }  # fmt: skip
    entry = held.entry("BT", given="Y", response="NR", assessed_on=held.course.on(held.day + 12))
    return [replace(entry, rows={"drugs": [drug]})]


def lymphodepletion(held: Held) -> list[Entry]:
    """Both drugs of the plan, rounded to whole milligrams."""
    weight, height = rounded(held.course.weight_kg, 1), rounded(held.course.height_cm, 1)
    surface = body_surface_m2(weight_kg=weight, height_cm=height)
    doses = [
        {"drug": drug, "started_at": held.at(10 + at), "planned_mg_per_m2": plan, "dose_mg": round(plan * surface)}
        for at, (drug, plan) in enumerate(PLAN)
    ]
    entry = held.entry("LD", given_on=held.date, weight_kg=weight, height_cm=height)
    return [replace(entry, rows={"doses": doses})]


def infusion(held: Held) -> list[Entry]:
    """Every bag, and the dose that cells and weight give."""
    course, weight = held.course, rounded(held.course.weight_kg, 1)
    bags = [_given(held, at, bag) for at, bag in enumerate(_bags(course))]
    car_cells = sum(
        (viable_car_cells_e6(total_cells_e6=bag["total_cells_e6"], viability_percent=VIABILITY, car_percent=CAR,
                             cd3_percent=CD3) for bag in bags),
        Decimal(0),
    )  # fmt: skip
    dose = dose_e6_per_kg(car_cells_e6=car_cells, weight_kg=weight)
    entry = held.entry(
        "INF", batch_id=batch_id(course), identity_agrees="Y", first_checker=NURSE_NAME, second_checker="Zhao Lei",
        route="INTRAVENOUS", started_at=held.at(10, 5), ended_at=held.at(10, 25 * len(bags)), reaction="N",
        dose_level=course.archetype.dose_level, weight_kg=weight, weight_date=held.date, car_gate="CD3",
        dose_e6_per_kg=rounded(float(dose), 2),
    )  # fmt: skip
    return [replace(entry, rows={"bags": bags})]


def _given(held: Held, at: int, bag: Values) -> Values:
    begun = 5 + 25 * at
    return bag | {
        "thaw_method": "WATER BATH", "thawed_at": held.at(10, begun - 5), "started_at": held.at(10, begun),
        "ended_at": held.at(10, begun + 18), "viability_percent": VIABILITY, "cd3_percent": CD3, "car_percent": CAR,
    }  # fmt: skip


def not_infused(course: Course) -> list[Dated]:
    """The batch failed: the decision and what follows from it."""
    if course.archetype.failure != "BATCH":
        return []
    decided = course.on(APHERESIS_DAY + 13)
    items: Values = {"decided_on": decided, "stage": "NOT MADE", "reason": "MANUFACTURING FAILURE",
                     "product_fate": "NONE"}  # fmt: skip
    return [(APHERESIS_DAY + 13, Entry("NI", LOG, items))]

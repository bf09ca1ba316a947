"""What is written down before the cells are made: consent, history, first examinations, eligibility."""

import datetime as dt
from dataclasses import replace

from adverse_events.demonstration.archetypes import Archetype
from adverse_events.demonstration.courses import CONSENT_DAY, Course
from adverse_events.demonstration.curves import rounded
from adverse_events.demonstration.entry import INVESTIGATOR, Entry, Held, Values
from patients.rules.performance import performance_scale

INCLUSION = ("I1", "I2", "I3", "I4", "I5")
EXCLUSION = tuple(f"E{number}" for number in range(1, 12))
EXCLUDED_BY = {"CMV": "E3", "CSF": "E7"}
LESIONS = ("KMT2A-R", "BCR::ABL1", "ETV6::RUNX1", "HYPODIPLOID", "TP53", "PH-LIKE", "HYPERDIPLOID")
LESION_OF = {"BCR::ABL1-LIKE": "PH-LIKE"}
SEROLOGY = ("HBSAG", "HCAB", "HIVAB", "TPAB", "HBCAB")
INVESTIGATOR_NAME, NURSE_NAME = "Zhang Wei", "Li Na"


def demographics(held: Held) -> list[Entry]:
    """What registration leaves open."""
    group = held.course.draw("group").choices(["HAN", "HUI", "MANCHU", "ZHUANG"], [90, 4, 3, 3])[0]
    return [held.entry("DM", ethnic_group=group, nationality="CHN")]


def consent(held: Held) -> list[Entry]:
    """The guardian below 18, the participant from 8."""
    signed = signatures(held.course, CONSENT_DAY)
    asked = "Y" if held.course.age_on(CONSENT_DAY) >= 7 else "N"
    return [
        held.entry(
            "IC", **document(held.course, CONSENT_DAY), **signed, copy_given="Y",
            participant_could_assent=asked, participant_refused="N", signer_cannot_read="N",
        )
    ]  # fmt: skip


def document(course: Course, day: int) -> Values:
    """The consent document, and the talk about it."""
    return {
        "consent_version": "1.0", "consent_language": "zh",
        "explained_on": course.on(day), "explained_by": INVESTIGATOR_NAME,
    }  # fmt: skip


def signatures(course: Course, day: int) -> Values:
    """Who signed, by the age on the day."""
    age, date = course.age_on(day), course.on(day)
    relation = course.draw("guardian").choice(["MOTHER", "FATHER"])
    minor: Values = {"guardian_signed": "Y", "guardian_relation": relation, "guardian_signed_on": date}
    own: Values = {"participant_signed": "Y", "participant_signed_on": date}
    return {
        **(minor if age < 18 else {"guardian_signed": "N"}),
        **(own if age >= 8 else {"participant_signed": "N"}),
    }


def eligibility(held: Held) -> list[Entry]:
    """Every criterion, concluded by the investigator; somebody excluded is so from the day on which it is known."""
    against = EXCLUDED_BY.get(held.course.archetype.failure)
    rows = [{"criterion_code": code, "answer": "Y"} for code in INCLUSION]
    rows += [{"criterion_code": code, "answer": "Y" if code == against else "N"} for code in EXCLUSION]
    if held.course.archetype.prior_transplant:
        rows[(*INCLUSION, *EXCLUSION).index("E6")] |= {"evidence": "No GVHD since the transplant, by its clinic"}
    entry = held.entry(
        "IE", assessed_on=held.date, eligible="N" if against else "Y", decided_by=INVESTIGATOR_NAME
    )  # fmt: skip
    return [replace(entry, rows={"criteria": rows}, by=INVESTIGATOR)]


def disease_history(held: Held) -> list[Entry]:
    """Diagnosis some years ago, each relapse dated as far as the family knows it."""
    course, archetype = held.course, held.course.archetype
    lesion = LESION_OF.get(archetype.subtype, archetype.subtype)
    lesions = [_lesion(code, found=code == lesion) for code in LESIONS]
    relapses = [
        {"number": number, "relapsed_on": month(relapse_day(course, number)), "site": "BONE MARROW"}
        for number in range(1, archetype.relapses + 1)
    ]
    entry = held.entry(
        "DH", diagnosed_on=month(diagnosis_day(course)), subtype=archetype.subtype, classification="WHO 2022",
        blasts_at_diagnosis_percent=rounded(course.near(88, 4, "diagnosis"), 1), cns_at_diagnosis="CNS1",
        relapse_number=archetype.relapses, refractory="Y" if archetype.relapses > 1 else "N",
        blasts_at_relapse_percent=rounded(archetype.blasts_percent, 1),
    )  # fmt: skip
    return [replace(entry, rows={"lesions": lesions, "relapses": relapses})]


def _lesion(code: str, *, found: bool) -> Values:
    if code == "TP53":
        return {"lesion": code, "result": "NOT TESTED"}
    method = "DNA INDEX" if "DIPLOID" in code else "RT-PCR"
    return {"lesion": code, "result": "DETECTED" if found else "NOT DETECTED", "method": method}


def diagnosis_day(course: Course) -> dt.date:
    """About 2 years before consent, or half the life of a small child."""
    return course.on(CONSENT_DAY) - dt.timedelta(days=round(min(800.0, 180 * course.archetype.age_years)))


def relapse_day(course: Course, number: int) -> dt.date:
    """Relapses spread evenly between diagnosis and consent; the last one three weeks before it."""
    diagnosed, last = diagnosis_day(course), course.on(CONSENT_DAY - 21)
    return diagnosed + (last - diagnosed) * number / course.archetype.relapses


def month(day: dt.date) -> str:
    """A date as far as a history knows it."""
    return f"{day:%Y-%m}"


def prior_therapy(held: Held) -> list[Entry]:
    """Induction, then a salvage for each relapse but the last."""
    course, archetype = held.course, held.course.archetype
    lines = [_line(1, "CCCG-ALL-2020", "vincristine, daunorubicin, pegaspargase, prednisone", diagnosis_day(course))]
    lines += [
        _line(1 + number, "FLAG-IDA", "fludarabine, cytarabine, idarubicin", relapse_day(course, number))
        for number in range(1, archetype.relapses)
    ]
    entry = held.entry(
        "PT", any_therapy="Y", any_transplant="Y" if archetype.prior_transplant else "N", other_trial="N"
    )
    return [replace(entry, rows={"therapies": lines, "transplants": _transplants(course, archetype)})]


def _line(number: int, regimen: str, drug: str, started: dt.date) -> Values:
    return {
        "line": number, "kind": "CHEMOTHERAPY", "regimen": regimen, "drug": drug, "target": "NONE",
        "started_on": month(started), "stopped_on": month(started + dt.timedelta(days=90)),
        "best_response": "CR", "stop_reason": "COMPLETED",
    }  # fmt: skip


def _transplants(course: Course, archetype: Archetype) -> list[Values]:
    if not archetype.prior_transplant:
        return []
    performed = month(relapse_day(course, 1) + dt.timedelta(days=120))
    return [
        {
            "performed_on": performed, "kind": "ALLOGENEIC STEM CELL TRANSPLANT", "donor": "HAPLOIDENTICAL",
            "conditioning": "MYELOABLATIVE", "regimen": "busulfan, cyclophosphamide, ATG",
        }
    ]  # fmt: skip


def medical_history(held: Held) -> list[Entry]:
    """One disease that ended and, in some, one that goes on."""
    course = held.course
    ended = {"term": "Febrile neutropenia", "started_on": str(diagnosis_day(course).year), "ongoing": "N",
             "ended_on": str(diagnosis_day(course).year)}  # fmt: skip
    goes_on = {"term": "Vincristine neuropathy", "started_on": month(diagnosis_day(course)), "ongoing": "Y",
               "ctcae_grade": "1"}  # fmt: skip
    conditions = [ended, goes_on] if course.number % 2 else [ended]
    entry = held.entry(
        "MH", any_condition="Y", genetic_disease="N", other_malignancy="N", uncontrolled_infection="N"
    )  # fmt: skip
    return [replace(entry, rows={"conditions": conditions})]


def performance(held: Held) -> list[Entry]:
    """Karnofsky or Lansky by age, with the life expectancy at screening, by the investigator."""
    course = held.course
    scale = performance_scale(age_years=course.age_on(held.day))
    score = 60 if course.relapsed(held.day) else 90 if held.day >= 28 else 80
    weeks = {"life_expectancy_weeks": 26} if held.code == "SCR" else {}
    name = "karnofsky" if scale == "KPS SCALE" else "lansky"
    entry = held.entry("PS", assessed_on=held.date, scale=scale, **{name: score}, **weeks)
    return [replace(entry, by=INVESTIGATOR)]


def physical_examination(held: Held) -> list[Entry]:
    """Ten systems; a palpable spleen while there is leukaemia."""
    systems = ("GENERAL", "SKIN", "HEENT", "LYMPH NODES", "CARDIOVASCULAR", "RESPIRATORY", "ABDOMEN", "GENITOURINARY",
               "MUSCULOSKELETAL", "NEUROLOGICAL")  # fmt: skip
    ill = held.day < 0 or held.course.relapsed(held.day)
    spleen = {"result": "ABNORMAL", "description": "Spleen palpable 2 cm below the rib", "significant": "N"}
    rows = [{"system": code, **(spleen if ill and code == "ABDOMEN" else {"result": "NORMAL"})} for code in systems]
    entry = held.entry("PE", examined_on=held.date, examined_by=INVESTIGATOR_NAME)
    return [replace(entry, rows={"systems": rows})]


def cardiac(held: Held) -> list[Entry]:
    """ECG and echocardiography; QTc by Fridericia, 60 / rate to the third root."""
    rate, qt = held.course.draw("ecg", held.code).randint(78, 104), 340
    qtc = round(qt / (60 / rate) ** (1 / 3))
    return [
        held.entry(
            "CA", ecg_at=held.at(14, 20), ecg_result="NORMAL", ecg_heart_rate_bpm=rate, qt_ms=qt,
            qtc_formula="FRIDERICIA", qtc_ms=qtc, lvef_on=held.date, lvef_method="ECHOCARDIOGRAPHY",
            lvef_percent=rounded(held.course.near(65, 2, "lvef", held.code), 1),
        )
    ]  # fmt: skip


def virology(held: Held) -> list[Entry]:
    """Eight markers that exclude, and anti-HBc; the one screening failure has CMV in the blood."""
    rows: list[Values] = []
    for marker in ("HBSAG", "HBDNA", "HCAB", "HCRNA", "HIVAB", "TPAB", "EBVDNA", "CMVDNA", "HBCAB"):
        method = "CHEMILUMINESCENT IMMUNOASSAY" if marker in SEROLOGY else "QUANTITATIVE PCR"
        row: Values = {"marker": marker, "result": "NEGATIVE", "method": method, "sampled_on": held.date}
        if marker == "CMVDNA" and held.course.archetype.failure == "CMV":
            row |= {"result": "POSITIVE", "viral_load": rounded(3400, 1), "load_unit": "[IU]/mL"}
        rows.append(row)
    return [replace(held.entry("VIR", laboratory_name="Central laboratory"), rows={"markers": rows})]


def pregnancy(held: Held) -> list[Entry]:
    """Tested from menarche on; else the reason why it does not apply."""
    course = held.course
    stated: Values = {"stated_on": held.date}
    if course.archetype.sex == "M":
        return [held.entry("PG", **stated, applicability="MALE")]
    if course.age_on(held.day) < 12:
        return [held.entry("PG", **stated, applicability="BEFORE MENARCHE")]
    return [
        held.entry("PG", **stated, applicability="APPLICABLE", sampled_on=held.date, specimen="SERUM",
                   result="NEGATIVE", lactating="N")
    ]  # fmt: skip

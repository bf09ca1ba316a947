"""What comes late: further therapy, GVHD, consent asked again or withdrawn, late effects, death, end of study."""

from adverse_events.demonstration.courses import CONSENT_DAY, Course
from adverse_events.demonstration.curves import rounded
from adverse_events.demonstration.entry import INVESTIGATOR, LOG, Dated, Entry, Held, Values
from adverse_events.demonstration.events import number_of
from adverse_events.demonstration.screening import INVESTIGATOR_NAME, document, signatures

LEFT_BEFORE = {"CMV": "SCREEN FAILURE", "CSF": "SCREEN FAILURE", "BATCH": "NEVER DOSED"}
DAYS_LATE = 4
LATE_DAY = 90 + 7 + DAYS_LATE  # month 3, its window, and after it


def end_day(course: Course) -> int | None:
    """The study day on which somebody left; None while still in the trial."""
    archetype = course.archetype
    if archetype.failure:
        return CONSENT_DAY + (24 if archetype.failure == "BATCH" else 12)
    return archetype.death_day if archetype.death_day is not None else archetype.withdrawal_day


def end_of_study(held: Held) -> list[Entry]:
    """The last day in the trial, and why."""
    archetype = held.course.archetype
    left = "DEATH" if archetype.death_day is not None else "WITHDRAWAL BY PARENT/GUARDIAN"
    reason = LEFT_BEFORE.get(archetype.failure, left)
    return [held.entry("EOS", ended_on=held.date, reason=reason, last_contact_on=held.date)]


def death(course: Course) -> list[Dated]:
    """Of leukaemia, after the relapse."""
    day = course.archetype.death_day
    if day is None:
        return []
    items: Values = {"died_on": str(course.on(day)), "place": "HOSPITAL", "source": "PHYSICIAN",
                     "cause": "DISEASE PROGRESSION", "autopsy": "N", "relation": "NOT RELATED"}  # fmt: skip
    return [(day, Entry("DD", LOG, items))]


def further_therapy(course: Course) -> list[Dated]:
    """A transplant in remission, or salvage ten days after a relapse."""
    archetype = course.archetype
    if archetype.transplant_day is not None:
        day, items = archetype.transplant_day, TRANSPLANT
    elif archetype.relapse_day is not None:
        lost = archetype.relapse_cd19 == "NEGATIVE"
        day, items = archetype.relapse_day + 10, ANTIBODY if lost else CHEMOTHERAPY
    else:
        return []
    return [(day, Entry("ST", LOG, items | {"started_on": str(course.on(day))}))]


TRANSPLANT: Values = {
    "therapy": "HSCT", "reason": "CONSOLIDATION", "remission": "CR MRD NEGATIVE",
    "transplant": "ALLOGENEIC STEM CELL TRANSPLANT", "donor": "HAPLOIDENTICAL", "conditioning": "MYELOABLATIVE",
}  # fmt: skip
ANTIBODY: Values = {
    "therapy": "INOTUZUMAB OZOGAMICIN", "name": "inotuzumab ozogamicin", "reason": "RELAPSE",
    "remission": "ACTIVE DISEASE",
}  # fmt: skip
CHEMOTHERAPY: Values = {
    "therapy": "CHEMOTHERAPY", "name": "FLAG-IDA", "reason": "RELAPSE", "remission": "ACTIVE DISEASE",
}  # fmt: skip


def gvhd(course: Course) -> list[Dated]:
    """Skin stage 3, nothing else: grade II by MAGIC; judged by the investigator."""
    if course.archetype.transplant_day is None:
        return []
    day = course.archetype.transplant_day + 60
    items: Values = {
        "kind": "ACUTE", "started_on": str(course.on(day - 28)), "ongoing": "N", "ended_on": str(course.on(day - 2)),
        "ae_number": number_of(course, "GVHD"), "skin_percent": 55, "skin_bullae": "N", "skin_stage": "3",
        "bilirubin_umol_l": rounded(14, 1), "liver_stage": "0", "stool_ml_per_day": 0,
        "weight_kg": rounded(course.weight_kg, 1), "gut_pain_or_blood": "N", "lower_gut_stage": "0",
        "upper_gut_stage": "0", "acute_grade": "II",
    }  # fmt: skip
    return [(day, Entry("GV", LOG, items, by=INVESTIGATOR))]


def withdrawal(course: Course) -> list[Dated]:
    """The guardian wants no more visits; what was collected stays."""
    day = course.archetype.withdrawal_day
    if day is None:
        return []
    items: Values = {
        "withdrawn_on": course.on(day), "withdrawn_by": "GUARDIAN", "scope": "FOLLOW-UP",
        "received_by": INVESTIGATOR_NAME, "words": "The family moves to another province.",
    }  # fmt: skip
    return [(day, Entry("WD", LOG, items))]


def reconsent(course: Course) -> list[Dated]:
    """Asked again because the child has become old enough to sign too."""
    day = course.archetype.reconsent_day
    if day is None:
        return []
    items = {"occasion": "ASSENT AGE", "agreed": "Y", "copy_given": "Y"}
    return [(day, Entry("RC", LOG, items | document(course, day) | signatures(course, day)))]


def late_effects(held: Held) -> list[Entry]:
    """Asked in long-term follow-up; none so far."""
    return [held.entry("LT", asked_on=held.date, any_effect="N")]


def vector_safety(held: Held) -> list[Entry]:
    """Always tested for replication-competent virus; insertion sites from month 3 on."""
    tested: Values = {"rcl_tested": "Y", "rcl_method": "VSV-G PCR", "rcl_result": "NEGATIVE"}
    sites: Values = {"insertion_tested": "N"}
    if held.day > 0:
        share = rounded(held.course.varied(3, 0.3, "clone", held.code), 2)
        sites = {"insertion_tested": "Y", "insertion_method": "LM-PCR", "clonality": "POLYCLONAL",
                 "largest_clone_percent": share, "nearest_gene": "KDM2A"}  # fmt: skip
    return [held.entry("RCL", sampled_on=held.date, **tested, **sites)]


def dose_limiting(course: Course) -> list[Dated]:
    """At the end of the window; severe events of the cells are candidates, and ICANS of grade 3 for days is one."""
    if not course.infused or course.last_day < 31:
        return []
    severe = [name for name in ("CRS", "ICANS") if max(getattr(course.archetype, name.lower()).values(), default=0) > 2]
    rows = [_candidate(course, name) for name in severe]
    items: Values = {"followed_to": course.on(28), "evaluable": "Y", "committee_met_on": course.on(31)}
    return [(31, Entry("DLT", "D28", items, {"candidates": rows}, by=INVESTIGATOR))]


def _candidate(course: Course, name: str) -> Values:
    answer = "Y" if course.had_dlt else "N"
    reason = "Grade 4, or grade 3 for more than 72 hours" if course.had_dlt else "Grade 2 or less within 72 hours"
    return {
        "ae_number": number_of(course, name), "proposed": answer, "proposal_reason": reason, "adjudicated": answer,
        "adjudicated_on": course.on(31),
    }  # fmt: skip


def deviation(course: Course) -> list[Dated]:
    """A visit after its window: minor, told to the sponsor."""
    if not course.archetype.late:
        return []
    day = course.on(LATE_DAY)
    items: Values = {
        "category": "VISIT WINDOW", "description": f"Visit {course.archetype.late} held {DAYS_LATE} days late",
        "occurred_on": str(day), "found_on": day, "affects_safety": "N", "affects_rights": "N", "affects_data": "N",
        "severity": "MINOR", "action": "The next visit is booked now, with travel arranged.",
        "reported_to_sponsor_on": course.on(LATE_DAY + 2),
    }  # fmt: skip
    return [(LATE_DAY + 2, Entry("DV", LOG, items))]

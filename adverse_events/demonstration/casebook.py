"""One participant's casebook from registration to today: everything that is done, in the order of its days."""

from collections.abc import Callable, Iterator, Sequence

from adverse_events.demonstration import (
    blood,
    cells,
    daily,
    endings,
    events,
    haematotoxicity,
    marrow,
    product,
    screening,
    treatments,
)
from adverse_events.demonstration.conduct import as_done, locked
from adverse_events.demonstration.courses import CONSENT_DAY, Course
from adverse_events.demonstration.entry import Act, Dated, Entry, Held, Missed, Register
from adverse_events.demonstration.places import places
from trial.protocol import Visit

Builder = Callable[[Held], list[Entry]]
Log = Callable[[Course], list[Dated]]

AT_VISITS: dict[str, Builder] = {
    "DM": screening.demographics, "IC": screening.consent, "IE": screening.eligibility,
    "DH": screening.disease_history, "PT": screening.prior_therapy, "MH": screening.medical_history,
    "PS": screening.performance, "PE": screening.physical_examination, "CA": screening.cardiac,
    "VIR": screening.virology, "PG": screening.pregnancy, "LK": product.leukapheresis, "BT": product.bridging,
    "LD": product.lymphodepletion, "INF": product.infusion, "SV": daily.visit, "VS": daily.vital_signs,
    "CRS": daily.crs, "ICE": daily.neurotoxicity, "CO": daily.course, "LB": blood.panels, "BM": marrow.bone_marrow,
    "CSF": marrow.cerebrospinal_fluid, "EMD": marrow.extramedullary, "CK": cells.kinetics, "BC": cells.b_cells,
    "RS": cells.assessment, "SU": cells.survival, "RCL": endings.vector_safety, "LT": endings.late_effects,
    "HT": haematotoxicity.assessment, "EOS": endings.end_of_study,
}  # fmt: skip
LOGS: dict[str, Log] = {
    "MF": product.batch, "NI": product.not_infused, "AE": events.adverse_events, "SAE": events.serious_events,
    "TX": treatments.against_toxicity, "CM": treatments.medication, "TF": treatments.transfusions,
    "DLT": endings.dose_limiting, "DD": endings.death, "ST": endings.further_therapy, "GV": endings.gvhd,
    "RC": endings.reconsent, "IHS": haematotoxicity.looked_for_iec_hs,
    "WD": endings.withdrawal, "DV": endings.deviation,
}  # fmt: skip
UNDATED = {"SCR": -40, "APH": product.APHERESIS_DAY, "BRG": -30}
REACHED = {"CMV": ("SCR", "EOS"), "CSF": ("SCR", "EOS"), "BATCH": ("SCR", "APH", "EOS")}
FIRST = ("DM", "IC")


def casebook(course: Course, visits: Sequence[Visit]) -> Iterator[Dated]:
    """Study day and act, by day. Of what the calendar of the trial asks, all that has happened by today."""
    yield CONSENT_DAY, Register()
    # What a log tells of a day stands before the visit of that day, which may refer to it.
    logs = (*LOGS.values(), places)
    steps = [(day, _once(act)) for log in logs for day, act in log(course) if day <= course.last_day]
    steps += [(held.day, _at(held, visit)) for visit in visits if (held := held_visit(course, visit)) is not None]
    for day, acts in sorted(steps, key=lambda step: step[0]):
        for act in acts():
            for done in as_done(course, act):
                yield day, done
    yield from locked(course)


def held_visit(course: Course, visit: Visit) -> Held | None:
    """When a visit was held, a little off its day where the window allows; None while it was not, or never is."""
    if not course.infused and visit.code not in REACHED[course.archetype.failure]:
        return None
    undated = UNDATED | {"EOS": endings.end_day(course), "UNS": course.archetype.relapse_day}
    day = undated.get(visit.code, visit.day)
    if day is None or day > course.last_day:
        return None
    if visit.code == course.archetype.late:
        return Held(course, visit.code, day + visit.after + endings.DAYS_LATE)
    slack = min(visit.before, visit.after, 3)
    day += course.draw("window", visit.code).randint(-slack, slack) if slack and day > 0 else 0
    return Held(course, visit.code, day) if day <= course.last_day else None


def _at(held: Held, visit: Visit) -> Callable[[], list[Act]]:
    """The pages of one visit, built when their day comes; what others wait for comes first."""
    if visit.code == held.course.archetype.missed:
        return _once(Missed(visit.code, "Family could not be reached on three days"))
    codes = sorted(visit.forms, key=lambda code: code not in FIRST)
    return lambda: [entry for code in codes if code in AT_VISITS for entry in AT_VISITS[code](held)]


def _once(act: Act) -> Callable[[], list[Act]]:
    return lambda: [act]

"""How the pages of the cast are dealt with: the table of slips, gaps, queries and locks, by participant and page."""

from collections.abc import Iterator
from decimal import Decimal

from adverse_events.demonstration.courses import Course
from adverse_events.demonstration.entry import Act, Dated, Entry, Lock
from adverse_events.demonstration.notes import (
    Absent,
    Answered,
    Asked,
    LeftOpen,
    NotDone,
    Note,
    NotYet,
    Odd,
    Slip,
    Unjudged,
)

LOCKED = {"first": ("SCR", "APH", "D-1", "D0", "D28"), "relapse": ("SCR",), "csf": ("SCR", "EOS")}
K_ROW = 10  # of the chemistry panel

NOTES: dict[tuple[str, str, str, int], tuple[Note, ...]] = {
    ("first", "IC", "SCR", 1): (
        Asked("guardian_signed_on", "The date beside the mother's signature is hard to read. Please compare.",
              "Compared with the original: the date is as entered.", "Seen in the original."),
    ),
    ("first", "CRS", "D6", 1): (
        Slip("highest_temperature_c", Decimal("39.9"), "Read from the line of another patient on the chart"),
    ),
    ("first", "BC", "M12", 1): (
        Asked("igg_g_per_l", "The report of this sample is not in the folder. Please file it.",
              "Filed today.", "Report seen."),
    ),
    ("relapse", "DH", "SCR", 1): (Absent("blasts_at_diagnosis_percent", "UNK"),),
    ("relapse", "LB", "D4", 2): (
        Slip("value", Decimal(41), "Decimal point missed", table="results", row=K_ROW),
    ),
    ("relapse", "CRS", "D6", 1): (
        Asked("anticytokine_given", "At what time was tocilizumab given on this day?",
              "At 15:10, see the log of treatments."),
    ),
    ("csf", "CSF", "SCR", 1): (
        Asked("blasts_percent", "Was the cytospin reviewed by a second cytologist?",
              "Yes, the same day; both found blasts.", "Second report seen."),
    ),
    ("transplant", "BM", "M24", 1): (NotDone("Remission since the transplant; parents decline sedation"),),
    ("transplant", "PT", "SCR", 1): (
        Asked("any_therapy", "The letter of the first hospital names a second cycle. Please complete."),
    ),
    ("adult", "INF", "D0", 1): (Slip("dose_e6_per_kg", Decimal("1.05"), "Misread on the product record"),),
    ("adult", "CSF", "D28", 1): (NotDone("Lumbar puncture refused by the participant"),),
    ("adult", "SV", "M3", 1): (
        Answered("SV-001", "Trains did not run for a week after the flood; see the log of deviations.",
                 "Deviation is recorded."),
    ),
    ("adult", "AE", "LOG", 3): (
        Asked("started_on", "The nursing chart shows 38.4 °C the evening before. Which day is the onset?"),
    ),
    ("withdrawn", "VS", "D3", 1): (Slip("weight_kg", Decimal("42.8"), "Weight of the child in the next bed"),),
    ("dlt", "VS", "D4", 2): (
        Odd("diastolic_mmhg", 18, "VS.diastolic_mmhg.range", "Confirmed by arterial line, on two vasopressors.",
            "Agrees with the chart of the intensive care unit."),
    ),
    ("dlt", "SAE", "LOG", 1): (
        Asked("narrative", "Please add the doses of both vasopressors.", "They stand in the daily CRS assessment.",
              "Found there."),
    ),
    ("dlt", "RCL", "M3", 1): (NotYet(),),
    ("cmv", "VIR", "SCR", 1): (
        Answered("VIR-001", "Confirmed in a second sample.", "Screening failure is recorded."),
    ),
    ("month_one", "CK", "D21", 1): (NotYet(),),
    ("month_one", "LB", "D21", 4): (NotYet(),),
    ("month_one", "CRS", "D24", 1): (Unjudged(),),
    ("month_one", "VS", "D24", 1): (Odd("weight_kg", Decimal("41.2"), "VS-002"),),
    ("newest", "INF", "D0", 1): (Asked("second_checker", "The second signature is missing on the product record."),),
    ("newest", "VS", "D6", 2): (
        Odd("heart_rate_bpm", 226, "VS.heart_rate_bpm.range", "Seen on the ECG: sinus tachycardia with 40 °C."),
    ),
    ("newest", "CK", "D7", 1): (NotYet(),),
    ("newest", "CRS", "D8", 1): (Unjudged(),),
    ("newest", "ICE", "D8", 1): (Unjudged(),),
    ("newest", "ICE", "D8", 2): (Unjudged(),),
    ("newest", "AE", "LOG", 4): (Unjudged(),),
    ("newest", "LB", "D8", 3): (LeftOpen(("laboratory_name",)),),
    ("newest", "VS", "D9", 1): (LeftOpen(("position", "temperature_site")),),
    ("newest", "CRS", "D9", 1): (Unjudged(),),
    ("newest", "ICE", "D9", 2): (NotYet(),),
    ("newest", "SV", "D9", 1): (NotYet(),),
}  # fmt: skip


def as_done(course: Course, act: Act) -> Iterator[Act]:
    """The act as it was really done, and what followed from it at once."""
    if not isinstance(act, Entry):
        yield act
        return
    typed: Entry | None = act
    notes = NOTES.get((course.archetype.key, act.form, act.visit, act.occurrence), ())
    for note in notes:
        typed = note.typed(typed) if typed is not None else None
    if typed is not None:
        yield typed
        for note in notes:
            yield from note.later(act)


def locked(course: Course) -> Iterator[Dated]:
    """What data management has locked by today."""
    if visits := LOCKED.get(course.archetype.key):
        yield course.last_day, Lock(visits)

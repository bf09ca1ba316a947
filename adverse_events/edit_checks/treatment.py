"""Treatment against toxicity beside the toxicity that it treats."""

from collections.abc import Collection, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from adverse_events.checks.common import event_of
from adverse_events.codelists.events import SEVERE, EventCategory
from adverse_events.codelists.treatment import MedicationCategory, ToxicityDrug
from adverse_events.edit_checks.common import Days, covers, crs_days, events, icans_days, treatments
from adverse_events.rules.treatment import STEROID_EQUIVALENT_MG
from edc.crf.codelists import NoYes
from edc.crf.dates import day_of
from edc.crf.partial_dates import latest
from edc.records.edit_checks import At, EditCheck
from edc.records.subject_data import SubjectData
from patients.checks.survival import death_day
from patients.codelists.laboratory import LabTest
from patients.edit_checks.common import before, days_apart, values_at, with_items
from patients.edit_checks.product import weight_agrees_with_vital_signs

# Another drug may be one as well.
AGAINST_CYTOKINES = (
    ToxicityDrug.TOCILIZUMAB, ToxicityDrug.SILTUXIMAB, ToxicityDrug.ANAKINRA, ToxicityDrug.RUXOLITINIB,
    ToxicityDrug.EMAPALUMAB, ToxicityDrug.OTHER, *STEROID_EQUIVALENT_MG,
)  # fmt: skip
LOW_COUNTS = (EventCategory.CYTOPENIA, EventCategory.ICAHT)
WEIGHED_WITHIN_DAYS = 7
IMMUNOGLOBULIN_WITHIN_DAYS = 60
COUNTED_WITHIN_DAYS = 2
LOW_IGG_G_PER_L = 4


def tocilizumab_has_its_crs(data: SubjectData) -> Iterator[At]:
    """Tocilizumab is given for CRS or for what follows it: there is a grade on that day or the day before."""
    graded = [day for day, grade, _page in crs_days(data) if grade]
    assessed = {day for day, _grade, _page in crs_days(data)}
    for page in treatments(data, ToxicityDrug.TOCILIZUMAB):
        day = day_of(page.started_at)
        near = {day, day - timedelta(days=1)}
        if near & assessed and not near & set(graded) and page.toxicity in (None, EventCategory.CRS):
            yield At(page, values={"day": day})


def assessment_says_treated(data: SubjectData) -> Iterator[At]:
    """An assessment that says “drug against cytokines given” has that drug in the log of treatment."""
    days = [(day_of(page.started_at), day_of(page.stopped_at)) for page in treatments(data, *AGAINST_CYTOKINES)]
    for page in with_items(data, "CRS", "period_start", "anticytokine_given"):
        day = day_of(page.period_start)
        running = [start for start, stop in days if start <= day + timedelta(days=1) and (stop is None or stop >= day)]
        if page.anticytokine_given == NoYes.YES and not running:
            yield At(page)


def treatment_is_in_assessment(data: SubjectData) -> Iterator[At]:
    """A drug against cytokines that was given is seen by the assessment of that day."""
    for treatment in treatments(data, ToxicityDrug.TOCILIZUMAB, ToxicityDrug.SILTUXIMAB):
        for page in with_items(data, "CRS", "period_start", "period_end", "anticytokine_given"):
            within = page.period_start <= treatment.started_at <= page.period_end
            if within and page.anticytokine_given == NoYes.NO:
                yield At(page, values={"drug": ToxicityDrug(treatment.drug).label})


def severe_is_treated(days: Days, drugs: Collection[str], data: SubjectData) -> Iterator[At]:
    """CRS or ICANS of grade 3 or more is not left without one of these drugs; asked once, on the first such day."""
    given = [day_of(page.started_at) for page in treatments(data, *drugs)]
    for day, grade, page in days(data):
        if grade >= SEVERE and not any(start <= day + timedelta(days=1) for start in given):
            yield At(page, values={"grade": grade})
            return


def treatment_fits_its_event(data: SubjectData) -> Iterator[At]:
    """The toxicity that a drug is given for is that of the entry of the log that it names."""
    for page in with_items(data, "TX", "ae_number", "toxicity"):
        event = event_of(page)
        named = page.toxicity in EventCategory.values
        if event and event.category and named and event.category != page.toxicity:
            yield At(page, values={"category": EventCategory(event.category).label})


def begins_after_its_event(name: str, data: SubjectData) -> Iterator[At]:
    """What treats an event does not begin before it."""
    for page, _row, started in values_at(data, name):
        event = event_of(page)
        if event and before(started, event.started_on) and (days_apart(started, event.started_on) or 0) > 1:
            yield At(page, values={"number": page.ae_number, "day": event.started_on})


def treated_event_has_a_treatment(data: SubjectData) -> Iterator[At]:
    """An event that was treated has its treatment in one of the logs; a low count may have been transfused for."""
    for event in events(data):
        if event.treatment_given == NoYes.YES and not _treatments_of(event, data) and not _transfused_for(event, data):
            yield At(event)


def treatment_makes_a_treated_event(data: SubjectData) -> Iterator[At]:
    """An event with a treatment in the logs was treated."""
    for event in events(data):
        if event.treatment_given == NoYes.NO and _treatments_of(event, data):
            yield At(event)


def _treatments_of(event: Any, data: SubjectData) -> list[Any]:
    """Treatments and medications that name an event. What a transfusion names is its reaction."""
    return [page for form in ("TX", "CM") for page in data.pages(form) if page.ae_number == event.occurrence]


def _transfused_for(event: Any, data: SubjectData) -> bool:
    return event.category in LOW_COUNTS and any(
        covers(event, day_of(page.started_at)) for page in with_items(data, "TF", "started_at")
    )


def infection_is_treated(data: SubjectData) -> Iterator[At]:
    """An infection of grade 3 or more has a drug against it, be it one begun before anybody knew the infection."""
    drugs = _medications(data, MedicationCategory.ANTIINFECTIVE)
    for event in events(data, EventCategory.INFECTION):
        during = [
            page
            for page in drugs
            if not before(event.ended_on, page.started_on) and not before(page.stopped_on, event.started_on)
        ]
        if int(event.maximum_grade or 0) >= SEVERE and not during:
            yield At(event)


def immunoglobulin_is_in_the_log(data: SubjectData) -> Iterator[At]:
    """Immunoglobulin that was given stands in the log of medication."""
    for page in data.pages("BC"):
        if page.ivig_given == NoYes.YES and not _medications(data, MedicationCategory.IMMUNOGLOBULIN):
            yield At(page)


def low_igg_is_treated(data: SubjectData) -> Iterator[At]:
    """IgG below 4 g/L is followed by immunoglobulin, or somebody decided against it."""
    given = _medications(data, MedicationCategory.IMMUNOGLOBULIN)
    for page in with_items(data, "BC", "igg_g_per_l", "collected_at"):
        near = [days_apart(each.started_on, page.collected_at) or 0 for each in given]
        treated = page.ivig_given == NoYes.YES or any(apart <= IMMUNOGLOBULIN_WITHIN_DAYS for apart in near)
        if page.igg_g_per_l < LOW_IGG_G_PER_L and not treated:
            yield At(page)


def _medications(data: SubjectData, category: str) -> list[Any]:
    return [page for page in data.pages("CM") if page.category == category]


def transfusion_has_a_count(test: str, product: str, data: SubjectData) -> Iterator[At]:
    """A transfusion for a low count has that count in the two days before it."""
    counted = [
        day_of(page.sample_collected_at)
        for page in with_items(data, "LB", "sample_collected_at")
        if any(row.test == test and row.value is not None for row in page.rows("results"))
    ]
    for page in with_items(data, "TF", "product", "started_at"):
        day = day_of(page.started_at)
        near = [each for each in counted if 0 <= (day - each).days <= COUNTED_WITHIN_DAYS]
        if page.product == product and page.reason == "LOW COUNT" and not near:
            yield At(page)


def nothing_is_given_after_death(name: str, data: SubjectData) -> Iterator[At]:
    """What is still being given ended with death."""
    died = death_day(data)
    form = name.partition(".")[0]
    for page in data.pages(form):
        if died is not None and page.ongoing == NoYes.YES and latest(died) <= data.today:
            yield At(page, values={"died": died})


def _ongoing(check_id: str, name: str) -> EditCheck:
    words = _("Still going on, but the participant died on {died}. When did it end?")
    return EditCheck(check_id, (name, "DD.died_on"), words, partial(nothing_is_given_after_death, name))


def _begins(check_id: str, name: str) -> EditCheck:
    words = _("Entry {number} of the adverse event log began later, on {day}. Is it given for that event?")
    form = name.partition(".")[0]
    return EditCheck(
        check_id, (name, f"{form}.ae_number", "AE.started_on"), words, partial(begins_after_its_event, name)
    )


def _counted(check_id: str, test: Any, product: str) -> EditCheck:
    words = _("No such count in the two days before. Is a laboratory form missing?")
    find = partial(transfusion_has_a_count, test, product)
    return EditCheck(check_id, ("TF.started_at", "LB.results.value"), words, find)


CHECKS = (
    EditCheck(
        "ED-401", ("TX.drug", "CRS.crs_grade_investigator"),
        _("Tocilizumab, and no CRS graded on {day} or the day before. What was it given for?"),
        tocilizumab_has_its_crs,
    ),
    EditCheck(
        "ED-402", ("CRS.anticytokine_given", "TX.started_at"),
        _("No such drug stands in the log of treatment on this day. Is an entry missing?"), assessment_says_treated,
    ),
    EditCheck(
        "ED-403", ("CRS.anticytokine_given", "TX.started_at"),
        _("The log of treatment has {drug} in this period. Which is right?"), treatment_is_in_assessment,
    ),
    EditCheck(
        "ED-404", ("CRS.crs_grade_investigator", "TX.drug"),
        _("CRS of grade {grade}, and no drug against cytokines so far. Is a treatment missing?"),
        partial(severe_is_treated, crs_days, AGAINST_CYTOKINES),
    ),
    EditCheck(
        "ED-405", ("ICE.icans_grade_investigator", "TX.drug"),
        _("ICANS of grade {grade}, and no steroid so far. Is a treatment missing?"),
        partial(severe_is_treated, icans_days, STEROID_EQUIVALENT_MG),
    ),
    EditCheck(
        "ED-406", ("TX.toxicity", "AE.category"),
        _("The event that it names is: {category}. Which is right?"), treatment_fits_its_event, reads=("TX",),
    ),
    _begins("ED-407", "TX.started_at"),
    _begins("ED-408", "CM.started_on"),
    EditCheck(
        "ED-410", ("AE.treatment_given",),
        _("Treated, but no entry of treatment, medication or transfusion names this event. Is one missing?"),
        treated_event_has_a_treatment, reads=("TX", "CM", "TF"),
    ),
    EditCheck(
        "ED-411", ("AE.treatment_given",),
        _("Not treated, and yet a treatment names this event. Which is right?"),
        treatment_makes_a_treated_event, reads=("TX", "CM"),
    ),
    EditCheck(
        "ED-412", ("AE.maximum_grade", "CM.category"),
        _("An infection of grade 3 or more, and no drug against it in the log. Is an entry missing?"),
        infection_is_treated,
    ),
    EditCheck(
        "ED-413", ("BC.ivig_given", "CM.category"),
        _("Immunoglobulin was given, but the log of medication has none. Is an entry missing?"),
        immunoglobulin_is_in_the_log,
    ),
    EditCheck(
        "ED-414", ("BC.igg_g_per_l", "CM.category"),
        _("IgG below 4 g/L and no immunoglobulin within 60 days. Was it decided against?"), low_igg_is_treated,
    ),
    _counted("ED-415", LabTest.PLAT, "PLATELETS"),
    _counted("ED-416", LabTest.HGB, "RED BLOOD CELLS"),
    EditCheck(
        "ED-417", ("TX.weight_kg", "VS.weight_kg"),
        _("Vital signs say {weight} kg on {day}. Which weight did the dose rest on?"),
        partial(weight_agrees_with_vital_signs, "TX", "started_at", within=WEIGHED_WITHIN_DAYS),
    ),
    _ongoing("ED-418", "TX.ongoing"),
    _ongoing("ED-419", "CM.ongoing"),
)  # fmt: skip

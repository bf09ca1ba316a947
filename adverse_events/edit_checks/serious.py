"""Serious events, death and what else is reported: the log, the report and the form of death tell one story."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from django.utils.translation import gettext_lazy as _

from adverse_events.checks.common import event_of
from adverse_events.codelists.events import RELATED, EventCategory
from adverse_events.edit_checks.common import events, fatal_events
from edc.crf.codelists import NoYes
from edc.crf.dates import day_of
from edc.records.edit_checks import At, EditCheck
from edc.records.subject_data import SubjectData
from patients.checks.survival import death_day
from patients.codelists.follow_up import DeathCause, DeathRelation
from patients.codelists.virology import QualitativeResult
from patients.consents import first_consent_day
from patients.edit_checks.common import before, dates_before, days_apart, with_items
from patients.edit_checks.dates import after_death

SOON_DAYS = 30
CATEGORY_OF_CAUSE = {
    DeathCause.CRS: EventCategory.CRS,
    DeathCause.ICANS: EventCategory.ICANS,
    DeathCause.IEC_HS: EventCategory.IEC_HS,
    DeathCause.INFECTION: EventCategory.INFECTION,
    DeathCause.GVHD: EventCategory.GVHD,
    DeathCause.SECOND_MALIGNANCY: EventCategory.SECOND_MALIGNANCY,
}


def serious_event_is_reported(data: SubjectData) -> Iterator[At]:
    """An event that the log calls serious has its report."""
    reported = {page.ae_number for page in data.pages("SAE")}
    for event in events(data):
        if event.serious == NoYes.YES and event.occurrence not in reported:
            yield At(event)


def not_before_the_event(item: str, data: SubjectData) -> Iterator[At]:
    """Nobody is aware of an event, and none is serious, before it begins."""
    for page in with_items(data, "SAE", item):
        event = event_of(page)
        if event and before(getattr(page, item), event.started_on):
            yield At(page, values={"day": event.started_on})


def fatal_event_has_a_death(data: SubjectData) -> Iterator[At]:
    """A fatal event has the form of death."""
    for event in fatal_events(data):
        if not data.pages("DD"):
            yield At(event)


def reported_death_has_a_death(data: SubjectData) -> Iterator[At]:
    """A death in a report of a serious event has the form of death."""
    for page in data.pages("SAE"):
        if page.results_in_death == NoYes.YES and not data.pages("DD"):
            yield At(page)


def days_of_death_agree(data: SubjectData) -> Iterator[At]:
    """The report and the form give the same day of death."""
    died = death_day(data)
    for page in with_items(data, "SAE", "died_on"):
        if before(page.died_on, died) or before(died, page.died_on):
            yield At(page, values={"died": died})


def cause_is_a_fatal_event(data: SubjectData) -> Iterator[At]:
    """Death by a toxicity or an infection is a fatal entry of the log."""
    for page in data.pages("DD"):
        category = CATEGORY_OF_CAUSE.get(page.cause)
        if category and not fatal_events(data, category):
            yield At(page)


def fatal_event_is_the_cause(data: SubjectData) -> Iterator[At]:
    """Who died of leukaemia did not die of an adverse event."""
    fatal = fatal_events(data)
    for page in data.pages("DD"):
        if page.cause == DeathCause.DISEASE and fatal:
            yield At(page, values={"number": fatal[0].occurrence})


def relation_follows_causality(data: SubjectData) -> Iterator[At]:
    """A death is related to the cells if the fatal event is, and otherwise not."""
    by_cells = [event for event in fatal_events(data) if event.causality_car_t in RELATED]
    for page in data.pages("DD"):
        if page.relation == DeathRelation.NOT_RELATED and by_cells:
            yield At(page, values={"number": by_cells[0].occurrence})


def died_when_the_event_ended(data: SubjectData) -> Iterator[At]:
    """A fatal event ends on the day of death."""
    died = death_day(data)
    for event in fatal_events(data):
        if before(event.ended_on, died) or before(died, event.ended_on):
            yield At(event, values={"died": died})


def early_death_is_serious(data: SubjectData) -> Iterator[At]:
    """A death within 30 days of the cells is reported as serious, whatever its cause."""
    infused, died = data.subject.infusion_day, death_day(data)
    reported = any(page.results_in_death == NoYes.YES for page in data.pages("SAE"))
    for page in data.pages("DD"):
        apart = days_apart(infused, died)
        if apart is not None and apart <= SOON_DAYS and not reported and not before(died, infused):
            yield At(page)


def vector_found_is_reported(data: SubjectData) -> Iterator[At]:
    """A replication-competent vector is reported at once as serious (FDA 2020)."""
    for page in with_items(data, "RCL", "sampled_on"):
        if page.rcl_result == QualitativeResult.POSITIVE and not _reported_since(data, page.sampled_on):
            yield At(page)


def pregnancy_after_infusion_is_reported(data: SubjectData) -> Iterator[At]:
    """A pregnancy after the cells is reported like a serious event."""
    infused = data.subject.infusion_day
    for page in with_items(data, "PG", "stated_on", "result"):
        late = infused is not None and page.stated_on >= infused
        if page.result == QualitativeResult.POSITIVE and late and not _reported_since(data, page.stated_on):
            yield At(page)


def _reported_since(data: SubjectData, day: dt.date) -> bool:
    """Whether the site became aware of something serious on that day or later; a report without a time may be it."""
    return any(not before(page.aware_at, day) for page in data.pages("SAE"))


def reaction_is_an_event(form: str, data: SubjectData) -> Iterator[At]:
    """A reaction to an infusion or a transfusion is an adverse event."""
    for page in data.pages(form):
        if page.reaction == NoYes.YES and not events(data, EventCategory.INFUSION_REACTION):
            yield At(page)


def apheresis_event_is_in_the_log(data: SubjectData) -> Iterator[At]:
    """An adverse event of the leukapheresis stands in the log."""
    for page in with_items(data, "LK", "started_at"):
        day = day_of(page.started_at)
        if page.adverse_event == NoYes.YES and not any(
            event.started_on is None or not before(event.started_on, day) for event in events(data)
        ):
            yield At(page)


CHECKS = (
    EditCheck(
        "ED-501", ("AE.serious", "SAE.ae_number"),
        _("Serious, and no report of a serious event names it. Please complete it now."), serious_event_is_reported,
    ),
    EditCheck(
        "ED-502", ("SAE.aware_at", "AE.started_on"),
        _("The event began later, on {day}. Which date is right?"), partial(not_before_the_event, "aware_at"),
    ),
    EditCheck(
        "ED-503", ("SAE.serious_from", "AE.started_on"),
        _("The event began later, on {day}. Which date is right?"), partial(not_before_the_event, "serious_from"),
    ),
    EditCheck(
        "ED-504", ("AE.outcome", "DD.died_on"),
        _("Fatal: please complete the form of death as well."), fatal_event_has_a_death,
    ),
    EditCheck(
        "ED-505", ("SAE.results_in_death", "DD.died_on"),
        _("Fatal: please complete the form of death as well."), reported_death_has_a_death,
    ),
    EditCheck(
        "ED-506", ("SAE.died_on", "DD.died_on"),
        _("The form of death says {died}. Which date is right?"), days_of_death_agree,
    ),
    EditCheck(
        "ED-507", ("DD.cause", "AE.outcome"),
        _("No fatal entry of this kind in the adverse event log. Is one missing?"), cause_is_a_fatal_event,
    ),
    EditCheck(
        "ED-508", ("DD.cause", "AE.outcome"),
        _("Entry {number} of the adverse event log is fatal. Was it the leukaemia?"), fatal_event_is_the_cause,
    ),
    EditCheck(
        "ED-509", ("DD.relation", "AE.causality_car_t"),
        _("The fatal event, entry {number}, is related to the cells. Is the death not?"), relation_follows_causality,
    ),
    EditCheck(
        "ED-510", ("AE.ended_on", "DD.died_on"),
        _("A fatal event ends with death, which was on {died}. Which date is right?"), died_when_the_event_ended,
    ),
    EditCheck(
        "ED-511", ("DD.died_on", "INF.started_at", "SAE.results_in_death"),
        _("Death within 30 days of the cells, and no report of a serious event. Please complete it now."),
        early_death_is_serious,
    ),
    EditCheck(
        "ED-512", ("RCL.rcl_result", "SAE.ae_number"),
        _("STOP: replication-competent vector found. Report it at once as a serious event."), vector_found_is_reported,
    ),
    EditCheck(
        "ED-513", ("PG.result", "SAE.ae_number", "INF.started_at"),
        _("Pregnancy after the cells were given: report it like a serious event."),
        pregnancy_after_infusion_is_reported,
    ),
    EditCheck(
        "ED-514", ("AE.started_on", "IC.guardian_signed_on"),
        _("This began before consent, given on {consented}. Does it belong to the medical history?"),
        partial(dates_before, "AE.started_on", "consented", first_consent_day),
    ),
    EditCheck(
        "ED-515", ("INF.reaction", "AE.category"),
        _("The adverse event log has no reaction to an infusion. Is an entry missing?"),
        partial(reaction_is_an_event, "INF"),
    ),
    EditCheck(
        "ED-516", ("TF.reaction", "AE.category"),
        _("The adverse event log has no reaction to an infusion. Is an entry missing?"),
        partial(reaction_is_an_event, "TF"),
    ),
    EditCheck(
        "ED-517", ("LK.adverse_event", "AE.started_on"),
        _("The adverse event log has no event since that day. Is an entry missing?"), apheresis_event_is_in_the_log,
    ),
    after_death("ED-521", "CRS.period_start"),
    after_death("ED-522", "ICE.assessed_at"),
    after_death("ED-523", "AE.started_on"),
    after_death("ED-524", "TX.started_at"),
    after_death("ED-525", "TF.started_at"),
    after_death("ED-526", "CM.started_on"),
)  # fmt: skip

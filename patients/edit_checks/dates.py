"""Dates that cannot all be right: before birth, before consent, after death, away from their visit."""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext_lazy as _

from edc.crf.dates import day_of
from edc.crf.reading import form
from edc.crf.wording import listed
from edc.records.edit_checks import At, EditCheck
from edc.records.subject_data import SubjectData
from patients.checks.survival import death_day
from patients.codelists.follow_up import VisitHeld
from patients.consents import first_consent_day
from patients.edit_checks.common import dates_after, dates_before, days_apart, values_at, with_items


def before_birth(check_id: str, name: str) -> EditCheck:
    """The item is not before the date of birth."""
    words = _("This is before the date of birth, {born}. Which date is right?")
    find = partial(dates_before, name, "born", attrgetter("subject.birth_date"))
    return EditCheck(check_id, (name, "DM.birth_date"), words, find)


def before_consent(check_id: str, name: str) -> EditCheck:
    """What only the trial asks for is not done before consent."""
    words = _("This is before consent, given on {consented}. Which date is right, or is it a deviation?")
    find = partial(dates_before, name, "consented", first_consent_day)
    return EditCheck(check_id, (name, "IC.guardian_signed_on"), words, find)


def after_death(check_id: str, name: str) -> EditCheck:
    """Nothing is observed after death."""
    words = _("This is after the day of death, {died}. Which date is right?")
    return EditCheck(check_id, (name, "DD.died_on"), words, partial(dates_after, name, "died", death_day))


def away_from_visit(check_id: str, name: str, *, days: int) -> EditCheck:
    """What belongs to a visit is done within `days` of the day on which the visit was held, or within its window."""
    words = _("{apart} days from the visit, which was held on {held}. Is it on the right visit?")
    return EditCheck(check_id, (name, "SV.held_on"), words, partial(_away_from_visit, name, days))


def _held(data: SubjectData) -> dict[str, Any]:
    """The visits from day 0 on by code: what comes before is spread over weeks under one visit."""
    days = _days(data)
    return {each.visit_code: each for each in with_items(data, "SV", "held_on") if days.get(each.visit_code, -1) >= 0}


def _days(data: SubjectData) -> dict[str, int]:
    visits = data.subject.protocol_version.protocol.visits
    return {visit.code: visit.day for visit in visits if visit.day is not None}


def _away_from_visit(name: str, days: int, data: SubjectData) -> Iterator[At]:
    held, windows = _held(data), {visit.code: visit for visit in data.subject.protocol_version.protocol.visits}
    for page, row, value in values_at(data, name):
        day = held[page.visit_code].held_on if page.visit_code in held else None
        apart = days_apart(value, day)
        if apart is not None and apart > max(days, windows[page.visit_code].before, windows[page.visit_code].after):
            yield At(page, row, {"apart": apart, "held": day})


def visits_are_held_in_order(data: SubjectData) -> Iterator[At]:
    """A visit whose window opens later is not held earlier; the window of screening ends where others have begun."""
    visits = data.subject.protocol_version.protocol.visits
    opens = {visit.code: visit.day - visit.before for visit in visits if visit.day is not None}
    held = [visit for visit in with_items(data, "SV", "held_on") if visit.visit_code in opens]
    held.sort(key=lambda visit: opens[visit.visit_code])
    for earlier, later in pairwise(held):
        if opens[earlier.visit_code] < opens[later.visit_code] and later.held_on < earlier.held_on:
            yield At(later, values={"visit": earlier.visit_code, "day": earlier.held_on})


def missed_visit_has_no_forms(data: SubjectData) -> Iterator[At]:
    """A visit that was missed has nothing to report."""
    missed = [visit for visit in data.pages("SV") if visit.held == VisitHeld.MISSED]
    for visit in missed:
        forms = [code for code in AT_VISITS if any(page.visit_code == visit.visit_code for page in data.pages(code))]
        if forms:
            yield At(visit, values={"forms": listed([form(code).crf.title for code in forms])})


def day_0_is_the_day_of_infusion(data: SubjectData) -> Iterator[At]:
    """The visit at which the cells are given is held on the day on which they are given."""
    infusion = next(iter(with_items(data, "INF", "started_at")), None)
    visit = _held(data).get(infusion.visit_code) if infusion else None
    if infusion and visit and day_of(infusion.started_at) != visit.held_on:
        yield At(infusion, values={"held": visit.held_on})


def _end(data: SubjectData) -> Any:
    """The day on which the participant left the trial; None while that is not recorded."""
    return next((page.ended_on for page in with_items(data, "EOS", "ended_on")), None)


AT_VISITS = ("VS", "LB", "PE", "PS", "BM", "RS", "CK", "BC")

CHECKS = (
    before_birth("ED-001", "IC.explained_on"),
    before_birth("ED-002", "LK.started_at"),
    before_birth("ED-003", "INF.started_at"),
    before_birth("ED-004", "VS.measured_at"),
    before_birth("ED-005", "MH.conditions.started_on"),
    before_birth("ED-006", "PT.therapies.started_on"),
    before_birth("ED-007", "PT.transplants.performed_on"),
    before_birth("ED-008", "DH.relapses.relapsed_on"),
    before_birth("ED-009", "EMD.assessed_on"),
    before_consent("ED-011", "LK.started_at"),
    before_consent("ED-012", "BT.drugs.started_on"),
    before_consent("ED-013", "LD.given_on"),
    before_consent("ED-014", "INF.started_at"),
    before_consent("ED-015", "CK.collected_at"),
    after_death("ED-021", "VS.measured_at"),
    after_death("ED-022", "LB.sample_collected_at"),
    after_death("ED-023", "BM.sampled_on"),
    after_death("ED-024", "RS.assessed_on"),
    after_death("ED-025", "CK.collected_at"),
    after_death("ED-026", "SV.held_on"),
    after_death("ED-027", "ST.started_on"),
    away_from_visit("ED-031", "VS.measured_at", days=1),
    away_from_visit("ED-032", "PE.examined_on", days=1),
    away_from_visit("ED-033", "LB.sample_collected_at", days=2),
    away_from_visit("ED-034", "BM.sampled_on", days=7),
    EditCheck(
        "ED-035",
        ("SV.held_on",),
        _("The visit {visit} comes before this one and was held on {day}. Which date is right?"),
        visits_are_held_in_order,
    ),
    EditCheck(
        "ED-036",
        ("SV.held",),
        _("The visit was missed, and yet these forms are filled: {forms}. Which is right?"),
        missed_visit_has_no_forms,
        reads=AT_VISITS,
    ),
    EditCheck(
        "ED-037",
        ("INF.started_at", "SV.held_on"),
        _("The visit of the infusion was held on {held}. Which date is right?"),
        day_0_is_the_day_of_infusion,
    ),
    EditCheck(
        "ED-038",
        ("SV.held_on", "EOS.ended_on"),
        _("The participant left the trial on {ended}. Which date is right?"),
        partial(dates_after, "SV.held_on", "ended", _end),
    ),
)

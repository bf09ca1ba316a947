"""Response, relapse, further treatment, survival and death: one story told by several forms."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext_lazy as _

from edc.crf.codelists import NoYes, Sex
from edc.crf.dates import day_of
from edc.crf.partial_dates import earliest, latest
from edc.records.edit_checks import At, EditCheck
from edc.records.subject_data import SubjectData
from patients.checks.survival import death_day
from patients.codelists.follow_up import (
    DeathCause,
    EndReason,
    RemissionAtTherapy,
    SubsequentReason,
    SurvivalStatus,
)
from patients.codelists.response import Response
from patients.consents import first_consent_day, withdrawals_in_force
from patients.edit_checks.common import before, dates_after, dates_before, days_apart, with_items
from patients.rules.response import REMISSIONS
from patients.rules.withdrawal import SAMPLES

MARROW_WITHIN_DAYS = 14
RELAPSE_WITHIN_DAYS = 30
MENARCHE_FROM_YEARS = 12


def _assessed(data: SubjectData) -> list[Any]:
    """The response assessments with a response, in the order of time."""
    return sorted(with_items(data, "RS", "assessed_on", "response"), key=lambda page: page.assessed_on)


def marrow_relapse_is_assessed(data: SubjectData) -> Iterator[At]:
    """Leukaemia in the marrow after a remission is assessed as relapse."""
    assessed = _assessed(data)
    limit = data.subject.protocol_version.protocol.response_criteria.blasts_below_percent
    for marrow in with_items(data, "BM", "sampled_on", "blasts_percent"):
        until = marrow.sampled_on + timedelta(days=RELAPSE_WITHIN_DAYS)
        remission, relapsed = None, False
        for page in assessed:
            if page.response in REMISSIONS and page.assessed_on < marrow.sampled_on and (relapsed or not remission):
                remission, relapsed = page.assessed_on, False
            elif page.response == Response.RELAPSE and page.assessed_on <= until:
                relapsed = True
        if remission and not relapsed and marrow.blasts_percent >= limit:
            yield At(marrow, values={"remission": remission, "limit": limit})


def remission_rests_on_a_marrow(data: SubjectData) -> Iterator[At]:
    """A remission is not called without a marrow of about that day."""
    marrows = with_items(data, "BM", "sampled_on", "blasts_percent")
    for page in _assessed(data):
        near = any(abs((marrow.sampled_on - page.assessed_on).days) <= MARROW_WITHIN_DAYS for marrow in marrows)
        if page.response in REMISSIONS and not near:
            yield At(page)


def relapse_follows_remission(data: SubjectData) -> Iterator[At]:
    """Only who was in remission can relapse."""
    assessed = _assessed(data)
    for at, page in enumerate(assessed):
        if page.response == Response.RELAPSE and not any(each.response in REMISSIONS for each in assessed[:at]):
            yield At(page)


def remission_after_relapse_needs_treatment(data: SubjectData) -> Iterator[At]:
    """Nobody returns to remission after a relapse without further treatment."""
    relapsed, treated = None, [latest(page.started_on) for page in with_items(data, "ST", "started_on")]
    for page in _assessed(data):
        if page.response == Response.RELAPSE:
            relapsed = min(page.assessed_on, earliest(page.relapsed_on or page.assessed_on))
        elif page.response in REMISSIONS and relapsed is not None and not any(day >= relapsed for day in treated):
            yield At(page, values={"relapsed": relapsed})


def relapse_day_fits_assessment(data: SubjectData) -> Iterator[At]:
    """A relapse is found after the last assessment in remission, and not after its own assessment."""
    remission = None
    for page in _assessed(data):
        if page.response in REMISSIONS:
            remission = page.assessed_on
        elif page.response == Response.RELAPSE and before(page.relapsed_on, remission):
            yield At(page, values={"remission": remission})


def treatment_for_relapse_has_a_relapse(data: SubjectData) -> Iterator[At]:
    """Further treatment for relapse stands beside a relapse that was assessed."""
    relapsed = any(page.response == Response.RELAPSE for page in data.pages("RS"))
    for page in data.pages("ST"):
        if page.reason == SubsequentReason.RELAPSE and not relapsed:
            yield At(page)


def treatment_without_response_had_none(data: SubjectData) -> Iterator[At]:
    """Treatment “because of no response” is not given to somebody who had a remission before."""
    remissions = [page.assessed_on for page in _assessed(data) if page.response in REMISSIONS]
    for page in with_items(data, "ST", "started_on"):
        if page.reason == SubsequentReason.NO_RESPONSE and any(before(day, page.started_on) for day in remissions):
            yield At(page, values={"remission": min(remissions)})


def remission_at_treatment_fits_response(data: SubjectData) -> Iterator[At]:
    """Active disease at further treatment fits the last response before it, and so does remission."""
    for page in with_items(data, "ST", "started_on", "remission"):
        earlier = [each for each in _assessed(data) if not before(page.started_on, each.assessed_on)]
        if not earlier or (days_apart(earlier[-1].assessed_on, page.started_on) or 0) > RELAPSE_WITHIN_DAYS:
            continue
        last = earlier[-1]
        active = page.remission == RemissionAtTherapy.ACTIVE
        if last.response != Response.NE and active == (last.response in REMISSIONS):
            yield At(page, values={"response": Response(last.response).label, "day": last.assessed_on})


def seen_alive_is_known_alive(data: SubjectData) -> Iterator[At]:
    """Who came to a visit was alive on that day."""
    visits = [visit.held_on for visit in with_items(data, "SV", "held_on")]
    for page in with_items(data, "SU", "last_known_alive_on", "inquired_on"):
        seen = [day for day in visits if day <= page.inquired_on]
        if page.survival == SurvivalStatus.ALIVE and seen and before(page.last_known_alive_on, max(seen)):
            yield At(page, values={"seen": max(seen)})


def last_contact_is_the_last(data: SubjectData) -> Iterator[At]:
    """The last contact is not before the last visit."""
    visits = [visit.held_on for visit in with_items(data, "SV", "held_on")]
    for page in with_items(data, "EOS", "last_contact_on"):
        if visits and page.last_contact_on < max(visits):
            yield At(page, values={"seen": max(visits)})


def death_ends_the_trial(data: SubjectData) -> Iterator[At]:
    """Who died while in the trial left it by death."""
    died = death_day(data)
    for page in with_items(data, "EOS", "reason", "ended_on"):
        if died is not None and page.reason != EndReason.DEATH and not before(page.ended_on, died):
            yield At(page, values={"died": died})


def the_trial_ends_with_death(data: SubjectData) -> Iterator[At]:
    """Who left the trial by death did not leave it before."""
    died = death_day(data)
    for page in with_items(data, "EOS", "reason", "ended_on"):
        if page.reason == EndReason.DEATH and before(page.ended_on, died):
            yield At(page, values={"died": died})


def death_by_leukaemia_has_leukaemia(data: SubjectData) -> Iterator[At]:
    """Who died of leukaemia was not in remission when last seen."""
    assessed = _assessed(data)
    for page in data.pages("DD"):
        if page.cause == DeathCause.DISEASE and assessed and assessed[-1].response in REMISSIONS:
            yield At(page, values={"day": assessed[-1].assessed_on})


def dead_is_not_followed(data: SubjectData) -> Iterator[At]:
    """Nobody is asked about and found alive who is dead."""
    died = death_day(data)
    for page in with_items(data, "SU", "inquired_on", "survival"):
        if page.survival == SurvivalStatus.ALIVE and before(died, page.inquired_on):
            yield At(page, values={"died": died})


def failed_screening_goes_no_further(data: SubjectData) -> Iterator[At]:
    """Who is not eligible gets no lymphodepletion."""
    decided = sorted(with_items(data, "IE", "eligible", "assessed_on"), key=lambda page: page.assessed_on)
    for page in with_items(data, "LD", "given_on"):
        earlier = [each for each in decided if each.assessed_on <= page.given_on]
        if earlier and earlier[-1].eligible == NoYes.NO:
            yield At(page, values={"day": earlier[-1].assessed_on})


def girls_have_a_pregnancy_test(data: SubjectData) -> Iterator[At]:
    """From 12 years on a girl has a statement on pregnancy before lymphodepletion."""
    page = min(with_items(data, "LD", "given_on"), key=lambda each: each.given_on, default=None)
    age = data.subject.age_on(page.given_on) if page else None
    if page is None or data.subject.sex != Sex.FEMALE or age is None or age < MENARCHE_FROM_YEARS:
        return
    stated = [each.stated_on for each in with_items(data, "PG", "stated_on")]
    if not any(timedelta() <= page.given_on - day <= timedelta(days=14) for day in stated):
        yield At(page)


def infused_in_spite_of_withdrawal(data: SubjectData) -> Iterator[At]:
    """Cells are not given after consent was withdrawn."""
    for page in with_items(data, "INF", "started_at"):
        given_on = day_of(page.started_at)
        ended = [each.on for each in withdrawals_in_force(data, on=given_on) if each.scope != SAMPLES]
        if ended and min(ended) < given_on:
            yield At(page, values={"withdrawn": min(ended)})


def aplasia_at_relapse_with_cd19(data: SubjectData) -> Iterator[At]:
    """A relapse without CD19 on the blasts is told by the marrow too."""
    for page in with_items(data, "RS", "cd19_at_relapse", "assessed_on"):
        near = [
            marrow
            for marrow in with_items(data, "BM", "cd19_status", "sampled_on")
            if abs((marrow.sampled_on - page.assessed_on).days) <= MARROW_WITHIN_DAYS
        ]
        if near and all(marrow.cd19_status != page.cd19_at_relapse for marrow in near):
            yield At(page, values={"day": near[0].sampled_on})


def last_marrow_before_infusion_is_known(data: SubjectData) -> Iterator[At]:
    """Response is judged against a marrow from before the infusion."""
    infused = data.subject.infusion_day
    assessed = _assessed(data)
    marrows = [page.sampled_on for page in with_items(data, "BM", "sampled_on")]
    if infused and assessed and not any(earliest(day) <= infused for day in marrows):
        yield At(assessed[0])


CHECKS = (
    EditCheck(
        "ED-201", ("BM.blasts_percent", "RS.response"),
        _("In remission since {remission}, and now {limit} % blasts or more. Is the relapse assessed?"),
        marrow_relapse_is_assessed,
    ),
    EditCheck(
        "ED-202", ("RS.response", "BM.sampled_on"),
        _("No marrow within 14 days of this remission. On what does it rest?"), remission_rests_on_a_marrow,
    ),
    EditCheck(
        "ED-203", ("RS.response",),
        _("Relapse, but no remission is recorded before it. Is it no response, or is an assessment missing?"),
        relapse_follows_remission,
    ),
    EditCheck(
        "ED-204", ("RS.response", "ST.started_on"),
        _("Remission again after the relapse of {relapsed}, and no treatment since. Is an entry missing?"),
        remission_after_relapse_needs_treatment,
    ),
    EditCheck(
        "ED-205", ("RS.relapsed_on", "RS.assessed_on"),
        _("Still in remission on {remission}. Which date is right?"), relapse_day_fits_assessment,
    ),
    EditCheck(
        "ED-206", ("ST.reason", "RS.response"),
        _("Treated for relapse, but no relapse is assessed. Is an assessment missing?"),
        treatment_for_relapse_has_a_relapse,
    ),
    EditCheck(
        "ED-207", ("ST.reason", "RS.response"),
        _("A remission is recorded on {remission}. Was there no response?"), treatment_without_response_had_none,
    ),
    EditCheck(
        "ED-208", ("ST.remission", "RS.response"),
        _("The last response before it was {response}, on {day}. Which is right?"),
        remission_at_treatment_fits_response,
    ),
    EditCheck(
        "ED-209", ("ST.started_on", "INF.started_at"),
        _("This is before the infusion of {infused}. Does it belong to prior or bridging therapy?"),
        partial(dates_before, "ST.started_on", "infused", attrgetter("subject.infusion_day")),
    ),
    EditCheck(
        "ED-210", ("PT.therapies.started_on", "IC.guardian_signed_on"),
        _("This began after consent, given on {consented}. Is it bridging therapy?"),
        partial(dates_after, "PT.therapies.started_on", "consented", first_consent_day),
    ),
    EditCheck(
        "ED-211", ("SU.last_known_alive_on", "SV.held_on"),
        _("The participant was seen later, on {seen}. Which date is right?"), seen_alive_is_known_alive,
    ),
    EditCheck(
        "ED-212", ("EOS.last_contact_on", "SV.held_on"),
        _("The participant was seen later, on {seen}. Which date is right?"), last_contact_is_the_last,
    ),
    EditCheck(
        "ED-213", ("EOS.reason", "DD.died_on"),
        _("The participant died on {died}. Is this why the trial ended?"), death_ends_the_trial,
    ),
    EditCheck(
        "ED-214", ("EOS.ended_on", "DD.died_on"),
        _("Ended by death, and yet before it: death was on {died}. Which date is right?"), the_trial_ends_with_death,
    ),
    EditCheck(
        "ED-215", ("DD.cause", "RS.response"),
        _("Still in remission on {day}. Is a relapse not recorded, or is the cause another one?"),
        death_by_leukaemia_has_leukaemia,
    ),
    EditCheck(
        "ED-216", ("SU.survival", "DD.died_on"),
        _("Death is recorded on {died}. Which is right?"), dead_is_not_followed,
    ),
    EditCheck(
        "ED-217", ("LD.given_on", "IE.eligible"),
        _("Not eligible by the assessment of {day}. Is there a deviation to report?"), failed_screening_goes_no_further,
    ),
    EditCheck(
        "ED-218", ("LD.given_on", "PG.stated_on", "DM.birth_date"),
        _("No statement on pregnancy in the 14 days before. Was a test done?"), girls_have_a_pregnancy_test,
    ),
    EditCheck(
        "ED-219", ("INF.started_at", "WD.withdrawn_on"),
        _("Consent was withdrawn on {withdrawn}. Inform the investigator now."), infused_in_spite_of_withdrawal,
        reads=("RC",),
    ),
    EditCheck(
        "ED-220", ("RS.cd19_at_relapse", "BM.cd19_status"),
        _("The marrow of {day} says otherwise. Which is right?"), aplasia_at_relapse_with_cd19,
    ),
    EditCheck(
        "ED-221", ("RS.response", "BM.sampled_on", "INF.started_at"),
        _("No marrow from before the infusion is recorded. Is a form missing?"), last_marrow_before_infusion_is_known,
    ),
)  # fmt: skip

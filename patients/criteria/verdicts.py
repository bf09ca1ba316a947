"""From the record of a participant to the verdict on each criterion: which facts each derivation looks at."""

import datetime as dt
from collections.abc import Callable
from dataclasses import astuple
from typing import Any

from edc.crf.codelists import NoYes
from patients.codelists.disease import Cd19Status, Cytology, SiteFinding
from patients.codelists.history import BAllSubtype, RelapseSite, TransplantKind
from patients.codelists.virology import PregnancyApplies, QualitativeResult
from patients.consents import consent_status
from patients.criteria.known import Known, answer, fact, newest_of_each, span_of
from patients.rules.criteria import (
    any_found,
    at_least,
    consent_given,
    investigator_judges,
    performance_at_least,
    pregnant_or_lactating,
    relapsed_or_refractory,
    treated_against,
)
from patients.rules.criteria_in_time import Episode, antigen_positive_within, gvhd_active_since, happened_since
from patients.rules.drug_targets import known_target
from patients.rules.verdict import Verdict
from trial.protocol_criteria import Criterion, Derivation, Reading
from trial.rules.months import months_before

GRADES = {"0": 0, "I": 1, "II": 2, "III": 3, "IV": 4}
POSITIVE = {QualitativeResult.POSITIVE.value: True, QualitativeResult.NEGATIVE.value: False}
CD19 = {Cd19Status.POSITIVE.value: True, Cd19Status.NEGATIVE.value: False}
BLASTS = {Cytology.BLASTS.value: True, Cytology.NO_BLASTS.value: False}


def verdict_on(criterion: Criterion, known: Known) -> Verdict:
    """What the record says about one criterion; one without a reading is left to the investigator."""
    if criterion.reading is None:
        return investigator_judges()
    return DERIVED[criterion.reading.derivation](known, criterion.reading)


def _disease(known: Known, _reading: Reading) -> Verdict:
    page = known.data.page("DH")
    number = fact(page, "DH.relapse_number", page and page.relapse_number)
    return relapsed_or_refractory(relapses=number, refractory=answer(page, "DH.refractory"))


def _cd19(known: Known, reading: Reading) -> Verdict:
    samples = [
        fact(page, "BM.cd19_status", CD19.get(page.cd19_status or ""), on=page.sampled_on)
        for page in known.data.pages("BM")
        if page.cd19_status
    ]
    return antigen_positive_within(samples=samples, enrolled_on=known.enrolled_on, months=reading.months or 0)


def _performance(known: Known, reading: Reading) -> Verdict:
    page = known.newest("PS", "assessed_on")
    item = "lansky" if page is not None and page.lansky is not None else "karnofsky"
    return performance_at_least(
        age_years=page and known.data.subject.age_on(page.assessed_on),
        scale=page and page.scale,
        score=fact(page, f"PS.{item}", page and getattr(page, item), name="PS"),
        karnofsky=reading.karnofsky or 0,
        lansky=reading.lansky or 0,
    )


def _life_expectancy(known: Known, reading: Reading) -> Verdict:
    stated = [page for page in known.data.pages("PS") if page.life_expectancy_weeks is not None]
    stated = [page for page in stated if known.counts(page.assessed_on)]
    page = max(stated, key=lambda each: each.assessed_on or dt.date.min, default=None)
    weeks = fact(page, "PS.life_expectancy_weeks", page and page.life_expectancy_weeks)
    return at_least(amount=weeks, least=reading.weeks or 0)


def _consent(known: Known, _reading: Reading) -> Verdict:
    page = known.data.page("IC")
    signed = fact(page, "IC.guardian_signed_on", on=page and page.given_on)
    return consent_given(status=consent_status(known.data, known.on) if known.on else None, signed=signed)


def _extramedullary(known: Known, _reading: Reading) -> Verdict:
    page = known.newest("EMD", "assessed_on")
    facts = [answer(page, "EMD.any_disease")]
    for row in page.rows("sites") if page else ():
        if row.finding == SiteFinding.PRESENT:
            facts.append(fact(page, "EMD.finding", True, name=row.site or "", row=row))
    history = known.data.page("DH")
    for row in history.rows("relapses") if history else ():
        if row.number == history.relapse_number and row.site not in (None, RelapseSite.MARROW):
            facts.append(fact(history, "DH.site", True, name=row.site, row=row))
    return any_found(facts, needed=("EMD.any_disease",))


def _other_disease(known: Known, _reading: Reading) -> Verdict:
    page, history = known.data.page("MH"), known.data.page("DH")
    subtype = history and history.subtype
    # With a rearrangement of MYC the leukaemia may be Burkitt's: a person decides.
    is_burkitt = None if subtype in (None, BAllSubtype.MYC) else False
    facts = [
        answer(page, "MH.genetic_disease"), answer(page, "MH.other_malignancy"), fact(history, "DH.subtype", is_burkitt)
    ]  # fmt: skip
    return any_found(facts, needed=[each.name for each in facts])


def _markers(known: Known, reading: Reading) -> Verdict:
    facts = [
        fact(page, "VIR.result", POSITIVE.get(row.result or ""), name=row.marker, row=row, on=row.sampled_on)
        for page in known.data.pages("VIR")
        for row in page.rows("markers")
        if row.marker in reading.markers and row.result and known.counts(row.sampled_on)
    ]
    return any_found(newest_of_each(facts), needed=reading.markers)


def _infection(known: Known, _reading: Reading) -> Verdict:
    stated = answer(known.data.page("MH"), "MH.uncontrolled_infection")
    return any_found([stated], needed=[stated.name])


def _treated_against(known: Known, reading: Reading) -> Verdict:
    page = known.data.page("PT")
    therapies = []
    for row in page.rows("therapies") if page else ():
        by_drug = known_target(row.drug or "")
        target = by_drug if by_drug in reading.targets else row.target or by_drug
        therapies.append(fact(page, "PT.target", target, name=row.drug or "", row=row))
    return treated_against(treated=answer(page, "PT.any_therapy"), therapies=therapies, targets=reading.targets)


def _gvhd(known: Known, reading: Reading) -> Verdict:
    page = known.data.page("PT")
    transplanted = answer(page, "PT.any_transplant")
    rows = page.rows("transplants") if page else []
    if transplanted.value and rows and all(row.kind == TransplantKind.AUTOLOGOUS for row in rows):
        transplanted = fact(page, "PT.any_transplant", False)
    episodes = [_episode(each) for each in known.data.pages("GV") if known.counts(each.started_on)]
    since = known.screened_on and months_before(known.screened_on, months=reading.months or 0)
    return gvhd_active_since(
        transplanted=transplanted, episodes=episodes, since=since, least_grade=reading.grade or 0
    )  # fmt: skip


def _episode(page: Any) -> Episode:
    return Episode(
        fact=fact(page, "GV.acute_grade", page.acute_grade, on=page.started_on),
        is_acute=None if page.kind is None else page.kind == "ACUTE",
        grade=GRADES.get(page.acute_grade or ""),
        ended=span_of(page.ended_on),
        ongoing=None if page.ongoing is None else page.ongoing == NoYes.YES,
    )


def _csf(known: Known, _reading: Reading) -> Verdict:
    page = known.newest("CSF", "punctured_on")
    seen = fact(page, "CSF.cytology", page and BLASTS.get(page.cytology or ""), on=page and page.punctured_on)
    return any_found([seen], needed=[seen.name])


def _transplant(known: Known, reading: Reading) -> Verdict:
    page = known.data.page("PT")
    events = [
        fact(page, "PT.performed_on", True, row=row, on=row.performed_on)
        for row in (page.rows("transplants") if page else ())
    ]
    since = known.screened_on and months_before(known.screened_on, months=reading.months or 0)
    return happened_since(ever=answer(page, "PT.any_transplant"), events=events, since=since)


def _other_trial(known: Known, reading: Reading) -> Verdict:
    page = known.data.page("PT")
    ended = fact(page, "PT.other_trial_ended_on", True, on=page and page.other_trial_ended_on)
    since = known.screened_on and known.screened_on - dt.timedelta(days=reading.days or 0)
    return happened_since(ever=answer(page, "PT.other_trial"), events=[ended], since=since)


def _pregnancy(known: Known, _reading: Reading) -> Verdict:
    person, page = known.data.page("DM"), known.newest("PG", "stated_on")
    applies: bool | None = None
    if page is not None and page.applicability not in (None, PregnancyApplies.MALE):
        applies = page.applicability == PregnancyApplies.APPLIES
    return pregnant_or_lactating(
        sex=fact(person, "DM.sex", person and person.sex),
        stated=fact(page, "PG.applicability", applies),
        test=fact(page, "PG.result", page and POSITIVE.get(page.result or "")),
        lactating=answer(page, "PG.lactating"),
    )


def _investigator(_known: Known, _reading: Reading) -> Verdict:
    return investigator_judges()


DERIVED: dict[Derivation, Callable[[Known, Reading], Verdict]] = {
    Derivation.RELAPSED_OR_REFRACTORY: _disease,
    Derivation.CD19_POSITIVE_WITHIN: _cd19,
    Derivation.PERFORMANCE_AT_LEAST: _performance,
    Derivation.LIFE_EXPECTANCY_AT_LEAST: _life_expectancy,
    Derivation.CONSENT_VALID: _consent,
    Derivation.EXTRAMEDULLARY_DISEASE: _extramedullary,
    Derivation.OTHER_DISEASE: _other_disease,
    Derivation.INFECTION_MARKERS: _markers,
    Derivation.UNCONTROLLED_INFECTION: _infection,
    Derivation.TREATED_AGAINST: _treated_against,
    Derivation.GVHD_WITHIN: _gvhd,
    Derivation.BLASTS_IN_CSF: _csf,
    Derivation.TRANSPLANT_WITHIN: _transplant,
    Derivation.OTHER_TRIAL_WITHIN: _other_trial,
    Derivation.PREGNANT_OR_LACTATING: _pregnancy,
    Derivation.INVESTIGATOR: _investigator,
}


def evidence_of(verdict: Verdict) -> list[list[Any]]:
    """What a verdict rests on, to be stored: form, visit, page, item, row, record id, name, value, date."""
    return [[*astuple(each.where), each.name, each.value, str(each.on or "")] for each in verdict.facts if each.where]

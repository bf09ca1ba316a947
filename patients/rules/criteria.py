"""What the recorded data say about the criteria that ask for a state: disease, scores, markers, earlier treatment.

Every function takes facts with the place where they stand and returns a verdict; a fact without a value is not known,
and what is not known never counts as "no". The numbers come from the protocol.
"""

from collections.abc import Collection, Sequence
from typing import Any

from edc.rule import Rule
from patients.rules.consent import Consent, ConsentStatus
from patients.rules.performance import performance_scale
from patients.rules.verdict import Fact, Verdict, cannot_decide, met, names, not_met

RULE = Rule(
    "ELIGIBILITY",
    1,
    "Criteria of eligibility from the recorded data",
    "Eligibility criteria of the participant's protocol version, read as each function states",
)


def relapsed_or_refractory(*, relapses: Fact, refractory: Fact) -> Verdict:
    """Met by one relapse or more, or by disease that did not respond to the last treatment.

    `relapses` holds a number, `refractory` true or false.

    Source: NCT05270772, "relapse/refractory B-ALL".
    """
    if refractory.value:
        return met("refractory", refractory)
    number: Any = relapses.value
    if number:
        return met("relapses", relapses, number=number)
    if number is None or refractory.value is None:
        return cannot_decide("missing", missing=names(fact for fact in (relapses, refractory) if fact.value is None))
    return not_met("neither", relapses, refractory)


def performance_at_least(
    *, age_years: int | None, scale: str | None, score: Fact, karnofsky: int, lansky: int
) -> Verdict:
    """Met by the least score of the scale that belongs to the age on the day of the assessment.

    The bounds are included. A score on the scale of another age decides nothing, and below one year there is none.

    Source: NCT05270772, "Karnofsky Score >= 70 or Lansky Score >= 50"; which scale at which age: CIBMTR Forms
    Instruction Manual, appendix L.
    """
    value: Any = score.value
    if age_years is None or scale is None or value is None:
        return cannot_decide("missing", missing=(score.name,))
    fitting = performance_scale(age_years=age_years)
    if fitting == "NONE" or scale != fitting:
        return cannot_decide("scale_of_another_age", score, scale=fitting)
    least = karnofsky if fitting == "KPS SCALE" else lansky
    answer = met if value >= least else not_met
    return answer("at_least" if value >= least else "below", score, value=value, least=least)


def at_least(*, amount: Fact, least: int) -> Verdict:
    """Met by a number that reaches `least`; the bound is included.

    Source: NCT05270772, "life expectancy of at least 12 weeks".
    """
    value: Any = amount.value
    if value is None:
        return cannot_decide("missing", missing=(amount.name,))
    if value >= least:
        return met("at_least", amount, value=value, least=least)
    return not_met("below", amount, value=value, least=least)


def any_found(facts: Sequence[Fact], *, needed: Collection[str]) -> Verdict:
    """Met when one fact is true; not met when every one that is `needed` is known and none is true.

    A fact holds true, false, or None for not known, awaited or equivocal.

    Source: NCT05270772, exclusion criteria that list several findings ("any of the following").
    """
    found = [fact for fact in facts if fact.value is True]
    if found:
        return met("found", *found, found=names(found))
    known = {fact.name for fact in facts if fact.value is not None}
    missing = tuple(name for name in needed if name not in known)
    open_ones = names(fact for fact in facts if fact.value is None and fact.name not in missing)
    if missing or open_ones:
        return cannot_decide("missing", *facts, missing=(*missing, *open_ones))
    return not_met("none_found", *facts, looked=names(facts))


def treated_against(*, treated: Fact, therapies: Sequence[Fact], targets: Collection[str]) -> Verdict:
    """Met by one earlier treatment aimed at one of the targets; inotuzumab (CD22) is none against CD19.

    `treated` says whether there was any treatment; each of `therapies` is named after its drug and holds its target,
    None where neither the record nor the drug tells it.

    Source: NCT05270772, "anti-CD19 / anti-CD3 therapy, or any other anti-CD19 therapy".
    """
    against = [fact for fact in therapies if fact.value in targets]
    if against:
        return met("treated_against", *against, found=names(against))
    if treated.value is False:
        return not_met("never_treated", treated)
    unclear = [fact for fact in therapies if fact.value is None]
    if unclear:
        return cannot_decide("target_unknown", *unclear, found=names(unclear))
    if treated.value is None or not therapies:
        return cannot_decide("missing", missing=(treated.name,))
    return not_met("other_targets", *therapies)


def pregnant_or_lactating(*, sex: Fact, stated: Fact, test: Fact, lactating: Fact) -> Verdict:
    """Met by a positive test or by breast-feeding. Not applicable to males, and to females of whom a person stated so.

    `sex` is F or M, `stated` is whether a test applies (true or false), `test` and `lactating` true or false. That a
    girl is too young is stated on the form and never concluded from her age.

    Source: NCT05270772, "Pregnant or lactating women".
    """
    if sex.value == "M":
        return not_met("not_applicable_male", sex)
    if stated.value is False:
        return not_met("not_applicable_stated", stated)
    if found := [fact for fact in (test, lactating) if fact.value is True]:
        return met("found", *found, found=names(found))
    asked = (sex, stated, test, lactating)
    if missing := [fact for fact in asked if fact.value is None]:
        return cannot_decide("missing", missing=names(missing))
    return not_met("none_found", test, lactating, looked=names((test, lactating)))


def consent_given(*, status: ConsentStatus | None, signed: Fact) -> Verdict:
    """Met while consent is valid on the day of the assessment; `status` is None while that day is not known.

    No signature at all cannot be decided: it may only not be entered yet.

    Source: NCT05270772, "Understand and voluntarily sign informed consent".
    """
    if status is None:
        return cannot_decide("missing", missing=("IE.assessed_on",))
    if status.state in (Consent.UNKNOWN, Consent.NONE):
        return cannot_decide("consent", signed, state=status.state)
    answer = met if status.is_valid else not_met
    return answer("consent", signed, state=status.state)


def investigator_judges() -> Verdict:
    """A criterion of judgement: no data decide it.

    Source: NCT05270772, "in the investigator's judgment".
    """
    return cannot_decide("investigator")

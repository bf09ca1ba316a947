"""Soft checks and the derived age of the eligibility form. Criteria and limits come from the participant's protocol."""

from collections.abc import Collection
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf import Computed, Finding
from edc.crf.codelists import NoYes
from edc.crf.wording import listed
from patients.codelists.eligibility import CriterionOutcome
from patients.criteria.known import known_for
from patients.criteria.verdicts import evidence_of, verdict_on
from patients.criteria.wording import words_of
from patients.rules.criteria import RULE
from patients.rules.eligibility import criteria_not_met, within_age_limits

APPLIES = {CriterionOutcome.MET.value: NoYes.YES, CriterionOutcome.NOT_MET.value: NoYes.NO}


def age_at_consent(page: Any) -> int | None:
    """Completed years on the day of the first consent; None while that day or the birth date is not recorded."""
    consented = known_for(page).screened_on
    age: int | None = page.subject.age_on(consented) if consented else None
    return age


def proposed(row: Any) -> Computed | None:
    """What the record says about the criterion; None for a code that the participant's protocol does not have.

    The words of the criterion and its protocol version are kept as they were when the row was first computed.
    """
    criterion = next((each for each in _protocol(row.page).criteria if each.code == row.criterion_code), None)
    if criterion is None:
        return None
    verdict = verdict_on(criterion, known_for(row.page))
    held = row.derivations.get("proposed", {}).get("inputs", {})
    kept = {
        "protocol": held.get("protocol", str(row.page.subject.protocol_version)),
        "criterion": held.get("criterion", {"en": criterion.text.en, "zh": criterion.text.zh}),
    }
    inputs = {**kept, "reason": verdict.reason, "evidence": evidence_of(verdict)}
    return Computed(verdict.outcome.value, RULE, inputs, words_of(verdict))


def every_criterion_answered(page: Any) -> Finding | None:
    """A conclusion needs an answer to every criterion of the protocol."""
    open_codes = [criterion.code for criterion in _protocol(page).criteria if criterion.code not in _answers(page)]
    if page.eligible is None or not open_codes:
        return None
    text = format_lazy(_("A conclusion needs every criterion. Not answered: {criteria}."), criteria=listed(open_codes))
    return Finding("IE-001", ("eligible",), text)


def conclusion_follows_criteria(page: Any) -> Finding | None:
    """Nobody is eligible against a criterion."""
    against = _against(page, waived=waived_codes(page))
    if page.eligible != NoYes.YES or not against:
        return None
    text = format_lazy(_("Not eligible by criterion {criteria}."), criteria=listed(against))
    return Finding("IE-002", ("eligible",), text)


def age_is_within_limits(page: Any) -> Finding | None:
    """The age at consent lies within the limits of the protocol."""
    limits, age = _protocol(page).population, page.age_at_consent
    if age is None or within_age_limits(age_years=age, age_from=limits.age_from, age_under=limits.age_under):
        return None
    return Finding("IE-003", ("age_at_consent",), _("The age at consent lies outside the limits of the protocol."))


def assessed_after_consent(page: Any) -> Finding | None:
    """Eligibility is not assessed before consent was given."""
    consented = known_for(page).screened_on
    if page.assessed_on is None or consented is None or page.assessed_on >= consented:
        return None
    return Finding("IE-004", ("assessed_on",), _("This is before the day of consent. Which date is right?"))


def sex_is_that_of_the_protocol(page: Any) -> Finding | None:
    """The protocol takes this sex."""
    taken, sex = _protocol(page).population.sex, page.subject.sex
    if sex is None or taken == "all" or taken == {"F": "female", "M": "male"}.get(sex):
        return None
    return Finding("IE-005", ("eligible",), _("The protocol takes the other sex only. Is demographics right?"))


def eligible_though_undecided(page: Any) -> Finding | None:
    """Nobody is called eligible while a criterion that the record could decide is open and nothing explains it."""
    unexplained = [row.criterion_code for row in page.rows("criteria") if _is_unexplained(row)]
    open_codes = [code for code in unexplained if code not in waived_codes(page)]
    if page.eligible != NoYes.YES or not open_codes:
        return None
    text = _("The record cannot decide {criteria}. Complete the record, or write the evidence beside the criterion.")
    return Finding("IE-006", ("eligible",), format_lazy(text, criteria=listed(open_codes)))


def answer_follows_the_record(row: Any) -> Finding | None:
    """An answer that differs from what the record says has a reason."""
    expected = APPLIES.get(row.proposed or "")
    if row.answer is None or expected is None or row.answer == expected:
        return None
    text = format_lazy(
        _("The record says: {outcome}. Why is the answer different?"), outcome=CriterionOutcome(row.proposed).label
    )
    return Finding("IE-007", ("answer", "proposed"), text)


def waiver_names_a_criterion(waiver: Any) -> Finding | None:
    """What is set aside is a criterion of the protocol, and one that speaks against taking part."""
    page, code = waiver.page, waiver.criterion_code
    if not code or page.eligible is None or code in _against(page, waived=()):
        return None
    return Finding("IE-010", ("criterion_code",), _("No criterion of this code speaks against taking part. Which one?"))


def waiver_was_approved(waiver: Any) -> Finding | None:
    """A waiver is approved by somebody, on a day, before eligibility is concluded."""
    if not waiver.criterion_code:
        return None
    if not waiver.approved_by or waiver.approved_on is None:
        text = _("A waiver needs its approval: by whom, and on which day? Without it the criterion stands.")
        return Finding("IE-008", ("criterion_code",), text)
    if waiver.page.assessed_on is None or waiver.approved_on <= waiver.page.assessed_on:
        return None
    return Finding("IE-009", ("approved_on",), _("The waiver was approved after the assessment. Which date is right?"))


def waived_codes(page: Any) -> list[str]:
    """The criteria that are set aside with an approval; a waiver without one changes nothing."""
    return [row.criterion_code for row in page.rows("waivers") if row.approved_by and row.approved_on]


def _is_unexplained(row: Any) -> bool:
    reason = row.derivations.get("proposed", {}).get("inputs", {}).get("reason")
    is_open = row.proposed == CriterionOutcome.CANNOT_DECIDE and reason != "investigator"
    return is_open and not row.evidence


def _against(page: Any, *, waived: Collection[str]) -> tuple[str, ...]:
    return criteria_not_met(
        answers=_answers(page),
        inclusion=[criterion.code for criterion in _protocol(page).inclusion],
        exclusion=[criterion.code for criterion in _protocol(page).exclusion],
        waived=waived,
    )


def _protocol(page: Any) -> Any:
    return page.subject.protocol_version.protocol


def _answers(page: Any) -> dict[str, bool]:
    """Criterion code -> whether it applies, for the rows that have an answer."""
    return {row.criterion_code: row.answer == NoYes.YES for row in page.rows("criteria") if row.answer is not None}

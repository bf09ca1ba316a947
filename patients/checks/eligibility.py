"""Soft checks and the derived age of the eligibility form. Criteria and limits come from the participant's protocol."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from edc.crf.codelists import NoYes
from edc.crf.wording import listed
from patients.checks.informed_consent import first_consent_day
from patients.rules.eligibility import criteria_not_met, within_age_limits


def age_at_consent(page: Any) -> int | None:
    """Completed years on the day of the first consent; None while that day or the birth date is not recorded."""
    consented = first_consent_day(page.subject)
    return page.subject.age_on(consented) if consented else None


def every_criterion_answered(page: Any) -> Finding | None:
    """A conclusion needs an answer to every criterion of the protocol."""
    open_codes = [criterion.code for criterion in _protocol(page).criteria if criterion.code not in _answers(page)]
    if page.eligible is None or not open_codes:
        return None
    text = format_lazy(_("A conclusion needs every criterion. Not answered: {criteria}."), criteria=listed(open_codes))
    return Finding("IE-001", ("eligible",), text)


def conclusion_follows_criteria(page: Any) -> Finding | None:
    """Nobody is eligible against a criterion."""
    against = criteria_not_met(
        answers=_answers(page),
        inclusion=[criterion.code for criterion in _protocol(page).inclusion],
        exclusion=[criterion.code for criterion in _protocol(page).exclusion],
    )
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
    consented = first_consent_day(page.subject)
    if page.assessed_on is None or consented is None or page.assessed_on >= consented:
        return None
    return Finding("IE-004", ("assessed_on",), _("This is before the day of consent. Which date is right?"))


def _protocol(page: Any) -> Any:
    return page.subject.protocol_version.protocol


def _answers(page: Any) -> dict[str, bool]:
    """Criterion code -> whether it applies, for the rows that have an answer."""
    return {row.criterion_code: row.answer == NoYes.YES for row in page.rows("criteria") if row.answer is not None}

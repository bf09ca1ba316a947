"""Soft checks and derived values of the pregnancy test."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from edc.crf.codelists import NoYes, Sex
from patients.codelists.virology import PregnancyApplies, QualitativeResult

# Menarche after the 15th birthday is late (primary amenorrhoea, ACOG committee opinion 651); ours to ask, not to rule.
LATE_MENARCHE_YEARS = 15


def sex_of_participant(page: Any) -> str | None:
    """Sex as demographics has it."""
    sex: str | None = page.subject.sex
    return sex


def age_on_day(page: Any) -> int | None:
    """Completed years on the day of the statement."""
    age: int | None = page.subject.age_on(page.stated_on) if page.stated_on else None
    return age


def applicability_fits_sex(page: Any) -> Finding | None:
    """ "Male" is stated of males only, and anything else of females only."""
    if page.applicability is None or page.subject.sex is None:
        return None
    if (page.applicability == PregnancyApplies.MALE) == (page.subject.sex == Sex.MALE):
        return None
    return Finding("PG-001", ("applicability",), _("This does not fit the sex recorded in demographics."))


def applicability_fits_age(page: Any) -> Finding | None:
    """Before menarche at 15 years or later is unusual."""
    age = age_on_day(page)
    if page.applicability != PregnancyApplies.BEFORE_MENARCHE or age is None or age < LATE_MENARCHE_YEARS:
        return None
    return Finding(
        "PG-002", ("applicability",), _("Before menarche at this age: is it so? Otherwise a test is needed.")
    )


def pregnant_or_lactating(page: Any) -> Finding | None:
    """Pregnancy and breast-feeding exclude."""
    found = tuple(
        name
        for name, value in (("result", QualitativeResult.POSITIVE), ("lactating", NoYes.YES))
        if getattr(page, name) == value
    )
    if not found:
        return None
    return Finding("PG-003", found, _("STOP: pregnant or breast-feeding. Inform the investigator now."))

"""Soft checks of the performance status."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from patients.codelists.examination import PerformanceScale
from patients.rules.performance import performance_scale

SCORES = ("karnofsky", "lansky")


def scale_fits_age(page: Any) -> Finding | None:
    """The scale is that of the age on the day of assessment."""
    age = page.subject.age_on(page.assessed_on) if page.assessed_on else None
    if age is None or page.scale is None or page.scale == performance_scale(age_years=age):
        return None
    fitting = PerformanceScale(performance_scale(age_years=age)).label
    return Finding("PS-001", ("scale",), format_lazy(_("The scale for this age: {scale}."), scale=fitting))


def score_is_a_step_of_ten(page: Any) -> Finding | None:
    """Both scales go in steps of ten."""
    uneven = tuple(name for name in SCORES if (getattr(page, name) or 0) % 10)
    if not uneven:
        return None
    return Finding("PS-002", uneven, _("Both scales go in steps of ten."))


def life_expectancy_at_screening(page: Any) -> Finding | None:
    """At the first visit of the protocol life expectancy is asked; later it may be left out."""
    first = page.subject.protocol_version.protocol.visits[0].code
    if page.visit_code != first or page.life_expectancy_weeks is not None:
        return None
    return Finding("PS-003", ("life_expectancy_weeks",), _("At screening the investigator states the life expectancy."))

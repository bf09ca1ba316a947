"""An infusion that the cohorts do not allow is recorded as it was, and asked about."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from patients.slot_words import together
from trial.rules.staggering import Dosing


def infusion_fits_the_cohort(page: Any) -> Finding | None:
    """The level was open on that day, no interval was broken, and a place was held: scheduling refuses the rest."""
    from patients.cohort import read_cohorts

    if page.started_at is None or not page.dose_level:
        return None
    subject = page.subject
    day = timezone.localtime(page.started_at).date()
    found = read_cohorts(subject.protocol_version).flags(
        Dosing(subject.number, page.dose_level, day), site_code=subject.site_code
    )
    if not found:
        return None
    return Finding("INF-021", ("dose_level",), together([*found, _("Is there a deviation to report?")]))

"""Which reference range is valid for a result: that of the laboratory for sex and age on the day of the sample."""

import datetime as dt
from typing import Any

from django.utils import timezone

from trial.models import ReferenceRange


def range_of(row: Any) -> ReferenceRange | None:
    """The range loaded for a result of a laboratory panel; None where none is valid or an input is missing."""
    page = row.page
    if not (page.laboratory_name and page.sample_collected_at and page.subject.birth_date and page.subject.sex):
        return None
    day = timezone.localdate(page.sample_collected_at)
    age_days = (day - page.subject.birth_date).days
    return next(
        (
            each
            for each in _valid_on(page, day)
            if each.fits(test=row.test or "", unit=row.unit or "", sex=page.subject.sex, age_days=age_days)
        ),
        None,
    )


def _valid_on(page: Any, day: dt.date) -> list[ReferenceRange]:
    """Every range of the page's laboratory on a day; read once for all rows of the page."""
    kept: dict[tuple[str, dt.date], list[ReferenceRange]] = page.__dict__.setdefault("_reference_ranges", {})
    key = (page.laboratory_name, day)
    if key not in kept:
        found = ReferenceRange.objects.of(site_code=page.subject.site_code, laboratory=page.laboratory_name, day=day)
        kept[key] = list(found)
    return kept[key]

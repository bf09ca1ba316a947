"""Which reference range is valid for a result: that of the laboratory for sex and age on the day of the sample."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone

from trial.models import ReferenceRange

LOADED, PRINTED = "loaded", "printed"


@dataclass(frozen=True)
class Limits:
    """Limits of normal in the unit of the report, and whether they were loaded or are those printed on it."""

    low: Decimal | None
    high: Decimal | None
    source: str


def limits_of(row: Any) -> Limits:
    """The limits that count for a result: those that the laboratory gave for its day, else those of the report."""
    if found := range_of(row):
        return Limits(found.low, found.high, LOADED)
    return Limits(row.reference_low, row.reference_high, PRINTED)


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
    """Every range of the page's laboratory on a day; read once for all panels of the participant."""
    kept: dict[tuple[str, dt.date], list[ReferenceRange]] = page.subject.data.__dict__.setdefault("_ranges_on", {})
    key = (_named(page), day)
    if key not in kept:
        kept[key] = [each for each in _of_laboratory(page) if each.is_valid_on(day)]
    return kept[key]


def _of_laboratory(page: Any) -> list[ReferenceRange]:
    """Every range of the page's laboratory, read together with those of the participant's other laboratories."""
    data = page.subject.data
    kept: dict[str, list[ReferenceRange]] = data.__dict__.setdefault("_ranges", {})
    if _named(page) not in kept:
        names = {_named(each) for each in (page, *data.pages("LB")) if each.laboratory_name} - set(kept)
        kept.update({name: [] for name in names})
        for each in ReferenceRange.objects.of(site_code=page.subject.site_code, laboratories=names):
            kept.setdefault(each.laboratory.lower(), []).append(each)
    return kept[_named(page)]


def _named(page: Any) -> str:
    return str(page.laboratory_name).strip().lower()

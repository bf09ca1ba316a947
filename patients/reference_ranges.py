"""Which reference range is valid for a result: that of the laboratory for sex and age on the day of the sample."""

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
    test, unit, sex = row.test or "", row.unit or "", page.subject.sex
    age_days, ranges = _of_its_day(page)
    return next((each for each in ranges if each.fits(test=test, unit=unit, sex=sex, age_days=age_days)), None)


def _of_its_day(page: Any) -> tuple[int, list[ReferenceRange]]:
    """Age on the day of the sample, and every range of the laboratory on that day: the same for all rows of a page."""
    kept: dict[Any, tuple[int, list[ReferenceRange]]] = page.subject.data.__dict__.setdefault("_ranges_on", {})
    key = (_named(page), page.sample_collected_at)
    if key not in kept:
        day = timezone.localdate(page.sample_collected_at)
        valid = [each for each in _of_laboratory(page) if each.is_valid_on(day)]
        kept[key] = (day - page.subject.birth_date).days, valid
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

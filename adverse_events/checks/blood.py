"""Results of the laboratory panels as the grading of haematotoxicity and IEC-HS reads them."""

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from django.utils import timezone

from edc.crf.computed import origin
from edc.records.subject_data import SubjectData
from patients.checks.laboratory_grades import FOUR_PLACES, standard_value
from patients.reference_ranges import limits_of
from patients.rules.units import convert, standard_unit


@dataclass(frozen=True)
class Sample:
    """One result with its limits of normal, all in the standard unit of the test, and the page that it stands on."""

    day: dt.date
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    place: str

    def printed(self) -> list[Any]:
        """As it is kept beside what was computed from it."""
        return [self.day, self.value, self.place]


def samples(data: SubjectData, test: str) -> list[Sample]:
    """The results of a test that a date and a known unit belong to, in the order of their days."""
    found = [
        _sample(page, row, value)
        for page in data.pages("LB")
        for row in (page.rows("results") if page.sample_collected_at else ())
        if row.test == test and (value := standard_value(row)) is not None
    ]
    return sorted(found, key=lambda each: each.day)


def in_standard_unit(value: Decimal | None, test: str, unit: str) -> Decimal | None:
    """A value or limit of a report in the standard unit of its test, rounded as results are; None where there is none.

    A result at its limit is at it after the conversion too.
    """
    standard = standard_unit(test=test)
    if value is None or standard is None:
        return None
    converted = convert(value=value, test=test, from_unit=unit, to_unit=standard)
    return None if converted is None else converted.quantize(FOUR_PLACES, ROUND_HALF_EVEN)


def _sample(page: Any, row: Any, value: Decimal) -> Sample:
    limits, day = limits_of(row), timezone.localdate(page.sample_collected_at)
    low, high = (in_standard_unit(each, row.test, row.unit) for each in (limits.low, limits.high))
    return Sample(day, value, low, high, origin(page))

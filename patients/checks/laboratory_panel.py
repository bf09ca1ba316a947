"""Soft checks of the laboratory panel. A result outside its reference range is a result, not a question."""

from collections import Counter
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from edc.crf.wording import listed
from patients.codelists.laboratory import LabTest, LabUnit
from patients.reference_ranges import range_of
from patients.rules.laboratory import believable_range, usual_units


def value_has_unit(row: Any) -> Finding | None:
    """A number without its unit says nothing."""
    if row.value is None or row.unit:
        return None
    text = _("A result needs the unit of the report; choose “no unit” where none is printed.")
    return Finding("LB-001", ("unit",), text)


def unit_is_usual(row: Any) -> Finding | None:
    """The unit is one in which this test is reported."""
    usual = usual_units(row.test or "")
    if not row.unit or not usual or row.unit in usual:
        return None
    labels = listed([LabUnit(unit).label for unit in usual])
    return Finding("LB-002", ("unit",), format_lazy(_("Unusual unit for this test. Usual: {units}."), units=labels))


def value_is_believable(row: Any) -> Finding | None:
    """The number is one that this test can give in this unit, however ill the patient."""
    limits = believable_range(test=row.test or "", unit=row.unit or "")
    if row.value is None or limits is None or limits[0] <= row.value <= limits[1]:
        return None
    text = _("Hardly possible in this unit. Check number, decimal point and unit against the report.")
    return Finding("LB-003", ("value",), text)


def reference_limits_in_order(row: Any) -> Finding | None:
    """A reference range runs from low to high."""
    low, high = row.reference_low, row.reference_high
    if low is None or high is None or low <= high:
        return None
    return Finding("LB-004", ("reference_low",), _("The reference range begins above its end. Are the two exchanged?"))


def loaded_low(row: Any) -> Decimal | None:
    """Lower limit that the laboratory gave for sex, age and day; None where none is loaded."""
    found = range_of(row)
    return found.low if found else None


def loaded_high(row: Any) -> Decimal | None:
    """Upper limit that the laboratory gave for sex, age and day; None where none is loaded."""
    found = range_of(row)
    return found.high if found else None


def printed_range_is_the_loaded_one(row: Any) -> Finding | None:
    """The range on the report is the one that the laboratory gave for sex, age and day."""
    found, printed = range_of(row), (row.reference_low, row.reference_high)
    if found is None or printed in ((None, None), (found.low, found.high)):
        return None
    limits = " – ".join("" if limit is None else f"{limit.normalize():f}" for limit in (found.low, found.high))
    text = format_lazy(_("The laboratory gave {range} for this sex and age. Which range is right?"), range=limits)
    return Finding("LB-007", ("reference_low",), text)


def each_test_once(page: Any) -> Finding | None:
    """One sample gives one result for each test."""
    times = Counter(row.test for row in page.rows("results") if row.test)
    twice = [LabTest(test).label for test, count in times.items() if count > 1]
    if not twice:
        return None
    return Finding("LB-005", ("panel",), format_lazy(_("Stands here more than once: {tests}."), tests=listed(twice)))


def collected_after_birth(page: Any) -> Finding | None:
    """No sample is taken before birth."""
    taken, born = page.sample_collected_at, page.subject.birth_date
    if taken is None or born is None or timezone.localdate(taken) >= born:
        return None
    text = _("The sample was taken before the date of birth. Check the year.")
    return Finding("LB-006", ("sample_collected_at",), text)

"""A date at the precision known is typed as the source has it, and stored as ISO 8601."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from edc.crf import PartialDate, PartialDateField
from edc.crf.dates import day_of
from edc.crf.partial_dates import earliest, latest


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-05-12", PartialDate(2026, 5, 12)),
        ("UN-05-2026", PartialDate(2026, 5)),
        ("UN-UNK-2026", PartialDate(2026)),
        ("2026年11月12日", PartialDate(2026, 11, 12)),
    ],
)
def test_what_is_typed_passes_the_form_and_the_field(typed, meant):
    field = PartialDateField()
    assert field.clean(field.formfield().clean(typed), None) == meant
    assert len(str(meant)) <= field.max_length


@pytest.mark.parametrize("typed", ["12 May", "2026-13", "UN-UNK-UNK", "2026-05-12 at noon"])
def test_what_is_no_date_is_refused(typed):
    field = PartialDateField()
    with pytest.raises(ValidationError):
        field.clean(field.formfield().clean(typed), None)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (PartialDate(2028), "2028-01-01", "2028-12-31"),
        (PartialDate(2028, 2), "2028-02-01", "2028-02-29"),
        (PartialDate(2027, 2), "2027-02-01", "2027-02-28"),
        (PartialDate(2028, 5, 12), "2028-05-12", "2028-05-12"),
        (dt.date(2028, 5, 12), "2028-05-12", "2028-05-12"),
    ],
)
def test_a_date_as_it_is_known_means_these_days(day, first, last):
    assert (earliest(day).isoformat(), latest(day).isoformat()) == (first, last)


def test_the_day_of_an_instant_is_the_one_on_the_clock_of_the_hospital():
    """16:00 in UTC is midnight in Shanghai."""
    assert day_of(dt.datetime(2026, 5, 12, 15, 59, tzinfo=dt.UTC)) == dt.date(2026, 5, 12)
    assert day_of(dt.datetime(2026, 5, 12, 16, 0, tzinfo=dt.UTC)) == dt.date(2026, 5, 13)
    assert day_of(PartialDate(2026, 5)) == PartialDate(2026, 5)
    assert day_of(None) is None

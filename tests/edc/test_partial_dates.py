"""A date at the precision known is typed as the source has it, and stored as ISO 8601."""

import pytest
from django.core.exceptions import ValidationError

from edc.crf import PartialDate, PartialDateField


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

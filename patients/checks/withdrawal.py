"""Soft checks of the withdrawal of consent."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from patients.codelists.consent import WithdrawnBy
from patients.consents import first_consent_day


def withdrawn_after_consent(page: Any) -> Finding | None:
    """Consent is withdrawn after it was given."""
    given = first_consent_day(page.subject.data)
    if page.withdrawn_on is None or given is None or page.withdrawn_on >= given:
        return None
    return Finding("WD-001", ("withdrawn_on",), _("This is before the consent. Check the date."))


def adults_withdraw_themselves(page: Any) -> Finding | None:
    """From the age of majority on, nobody withdraws for the participant."""
    age = page.subject.age_on(page.withdrawn_on) if page.withdrawn_on else None
    adult_from = page.subject.protocol_version.protocol.consent.adult_from_age
    if page.withdrawn_by != WithdrawnBy.GUARDIAN or age is None or age < adult_from:
        return None
    text = _("The participant was of age: nobody else withdraws for them. Who withdrew?")
    return Finding("WD-002", ("withdrawn_by",), text)

"""Soft checks and the derived item of re-consent. Signatures are asked for only where consent was given."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from edc.crf.codelists import NoYes
from patients.checks.informed_consent import (
    copy_handed_over,
    guardian_signature_present,
    needed_signatures,
    participant_signature_present,
)
from patients.codelists.consent import Signers


def signers_needed(page: Any) -> str | None:
    """Who must sign at the age on the day of the last signature, or of the talk; None while that is unknown."""
    needed = needed_signatures(page)
    if needed is None:
        return None
    if needed.guardian and needed.participant:
        return Signers.BOTH
    return Signers.GUARDIAN if needed.guardian else Signers.PARTICIPANT


def guardian_signs_if_agreed(page: Any) -> Finding | None:
    """Below the age of majority the guardian signs."""
    return guardian_signature_present(page) if page.agreed == NoYes.YES else None


def participant_signs_if_agreed(page: Any) -> Finding | None:
    """From the age of assent on, the participant signs."""
    return participant_signature_present(page) if page.agreed == NoYes.YES else None


def copy_if_agreed(page: Any) -> Finding | None:
    """A signed copy belongs to the participant or guardian."""
    return copy_handed_over(page) if page.agreed == NoYes.YES else None


def refusal_has_its_form(page: Any) -> Finding | None:
    """Who does not consent again has withdrawn, in some scope."""
    if page.agreed != NoYes.NO or page.subject.data.pages("WD"):
        return None
    text = _("Consent was not given again: record the withdrawal and its scope. Until then collect nothing new.")
    return Finding("RC-007", ("agreed",), text)

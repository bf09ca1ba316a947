"""Soft checks of signing a consent document, shared by re-consent. The ages come from the participant's protocol."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from edc.crf import Finding
from edc.crf.codelists import NoYes
from patients.rules.consent import Signatures, refusal_prevails, signatures_needed
from trial.approved import approved_version


def refusal_respected(page: Any) -> Finding | None:
    """The refusal of a participant who can understand prevails over the guardian's consent."""
    refused = page.participant_refused == NoYes.YES
    if not refusal_prevails(refused=refused, capable=page.participant_could_assent != NoYes.NO):
        return None
    text = _("STOP: the participant refused, and this refusal prevails. Do not enrol; inform the investigator now.")
    return Finding("IC-001", ("participant_refused",), text)


def guardian_signature_present(page: Any) -> Finding | None:
    """Below the age of majority the guardian signs."""
    needed = needed_signatures(page)
    if needed is None or not needed.guardian or not _absent(page, "guardian_signed"):
        return None
    text = _("At this age the guardian must sign. Nothing may be done before that.")
    return Finding(f"{page.crf.code}-002", ("guardian_signed",), text)


def participant_signature_present(page: Any) -> Finding | None:
    """From the age of assent on, the participant signs."""
    needed = needed_signatures(page)
    if needed is None or not needed.participant or not _absent(page, "participant_signed"):
        return None
    text = _("At this age the participant must sign too. Nothing may be done before that.")
    return Finding(f"{page.crf.code}-003", ("participant_signed",), text)


def witness_present_if_needed(page: Any) -> Finding | None:
    """Who cannot read signs in the presence of an impartial witness (GCP 2020, art. 23)."""
    if page.signer_cannot_read != NoYes.YES or not _absent(page, "witness_signed"):
        return None
    text = _("A signer cannot read: an impartial witness must be present and sign.")
    return Finding("IC-004", ("witness_signed",), text)


def copy_handed_over(page: Any) -> Finding | None:
    """A signed copy belongs to the participant or guardian (GCP 2020, art. 23)."""
    if page.copy_given != NoYes.NO:
        return None
    text = _("A signed copy belongs to the participant or guardian. Hand it over.")
    return Finding(f"{page.crf.code}-005", ("copy_given",), text)


def version_in_use(page: Any) -> Finding | None:
    """The version signed is one that the approved protocol names."""
    if not page.consent_version or page.consent_version in _versions_in_use(page.subject):
        return None
    text = _("The approved protocol names no consent document of this version.")
    return Finding(f"{page.crf.code}-006", ("consent_version",), text)


def needed_signatures(page: Any) -> Signatures | None:
    """The signatures needed at the age on the day of the last one, or of the talk; None while that is unknown."""
    day = page.given_on or page.explained_on
    age = page.subject.age_on(day) if day else None
    if age is None:
        return None
    ages = page.subject.protocol_version.protocol.consent
    return signatures_needed(age_years=age, assent_from_age=ages.assent_from_age, adult_from_age=ages.adult_from_age)


def _versions_in_use(subject: Any) -> set[str]:
    """Of the protocol under which the participant was registered, and of the newest one approved at the site."""
    newest = approved_version(subject.site_code, protocol_code=subject.trial_code)
    protocols = [subject.protocol_version.protocol, *([newest.protocol] if newest else [])]
    return {document.version for protocol in protocols for document in protocol.consent_documents}


def _absent(page: Any, name: str) -> bool:
    """Answered "no" or given a reason for its absence; an empty item is not yet an answer."""
    return getattr(page, name) == NoYes.NO or bool(page.missing_reason(name))

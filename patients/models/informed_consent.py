"""Informed consent: which document, who signed and when. Names of signers stay at the site."""

from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, Section, When, coded, item, supplemental
from edc.crf.codelists import NoYes
from patients.checks.informed_consent import (
    copy_handed_over,
    guardian_signature_present,
    participant_signature_present,
    refusal_respected,
    version_in_use,
    witness_present_if_needed,
)
from patients.models.signing import CONDUCT, ConsentSigning


class InformedConsent(ConsentSigning):
    """Informed consent, given for the first time. When it is asked again stands in the form of re-consent."""

    crf = Crf(
        "IC",
        _("Informed consent"),
        domain="DS",
        reads=("DM",),
        sections=(
            Section(_("Document"), "consent_version", "consent_language", "explained_on", "explained_by", "copy_given"),
            Section(_("Guardian"), "guardian_signed", "guardian_relation", "guardian_signed_on"),
            Section(
                _("Participant"),
                "participant_could_assent", "participant_refused", "participant_signed", "participant_signed_on",
            ),
            Section(_("Witness"), "signer_cannot_read", "witness_signed"),
        ),
        checks=(
            refusal_respected, guardian_signature_present, participant_signature_present,
            witness_present_if_needed, copy_handed_over, version_in_use,
        ),
    )  # fmt: skip

    participant_could_assent = item(coded(_("Participant could understand and was asked"), NoYes), sdtm=CONDUCT)
    participant_refused = item(coded(_("Participant refused"), NoYes), sdtm=supplemental("DS", "ICREFUSE"))
    signer_cannot_read = item(coded(_("A signer cannot read"), NoYes), sdtm=CONDUCT)
    witness_signed = item(
        coded(_("Impartial witness was present and signed"), NoYes),
        when=When("signer_cannot_read", ("Y",)),
        sdtm=CONDUCT,
    )

"""Informed consent: which document, who signed and when. Names of signers stay at the site."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, Section, When, coded, item, not_submitted, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage
from patients.checks.informed_consent import (
    copy_handed_over,
    guardian_signature_present,
    participant_signature_present,
    refusal_respected,
    version_in_use,
    witness_present_if_needed,
)
from patients.codelists.people import ConsentLanguage, GuardianRelation

CONDUCT = not_submitted("conduct of consent: verified at the site")


class InformedConsent(CrfPage):
    """Informed consent. One page for each signing: at first, for a new version, and when the age changes who signs."""

    crf = Crf(
        "IC",
        _("Informed consent"),
        domain="DS",
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

    consent_version = item(
        models.CharField(_("Version of the consent document"), max_length=20), sdtm=supplemental("DS", "ICFVERS")
    )
    consent_language = item(coded(_("Language of the document"), ConsentLanguage), sdtm=supplemental("DS", "ICFLANG"))
    explained_on = item(models.DateField(_("Explained on")), sdtm=CONDUCT)
    explained_by = item(
        models.CharField(_("Explained by"), max_length=80), sdtm=not_submitted("names of staff stay at the site")
    )
    copy_given = item(coded(_("Signed copy handed over"), NoYes), sdtm=CONDUCT)
    guardian_signed = item(coded(_("Guardian signed"), NoYes), sdtm=variable("DS.DSDECOD"))
    guardian_relation = item(
        coded(_("Relation to the participant"), GuardianRelation),
        when=When("guardian_signed", ("Y",)), sdtm=supplemental("DS", "ICFREL"),
    )  # fmt: skip
    guardian_signed_on = item(
        models.DateField(_("Guardian signed on")), when=When("guardian_signed", ("Y",)), sdtm=variable("DS.DSSTDTC")
    )
    participant_could_assent = item(coded(_("Participant could understand and was asked"), NoYes), sdtm=CONDUCT)
    participant_refused = item(coded(_("Participant refused"), NoYes), sdtm=supplemental("DS", "ICREFUSE"))
    participant_signed = item(coded(_("Participant signed"), NoYes), sdtm=variable("DS.DSDECOD"))
    participant_signed_on = item(
        models.DateField(_("Participant signed on")),
        when=When("participant_signed", ("Y",)),
        sdtm=variable("DS.DSSTDTC"),
    )
    signer_cannot_read = item(coded(_("A signer cannot read"), NoYes), sdtm=CONDUCT)
    witness_signed = item(
        coded(_("Impartial witness was present and signed"), NoYes),
        when=When("signer_cannot_read", ("Y",)),
        sdtm=CONDUCT,
    )

    @property
    def given_on(self) -> dt.date | None:
        """The day of the last signature recorded: consent is complete only then. None before any."""
        return max((day for day in (self.guardian_signed_on, self.participant_signed_on) if day), default=None)

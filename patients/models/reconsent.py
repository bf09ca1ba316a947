"""Re-consent: consent asked again, for a new document or because age or a withdrawal changed who must be asked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, Section, When, coded, item, supplemental, variable
from edc.crf.codelists import NoYes
from patients.checks.informed_consent import version_in_use
from patients.checks.reconsent import (
    copy_if_agreed,
    guardian_signs_if_agreed,
    participant_signs_if_agreed,
    refusal_has_its_form,
    signers_needed,
)
from patients.codelists.consent import ReconsentOccasion, Signers
from patients.models.signing import ConsentSigning


class Reconsent(ConsentSigning):
    """Re-consent. A log: one entry for each time; which ones are due is found in `patients/reconsents.py`."""

    crf = Crf(
        "RC",
        _("Re-consent"),
        domain="DS",
        after=("IC",),
        reads=("DM", "WD"),
        sections=(
            Section(_("Occasion"), "occasion", "occasion_other"),
            Section(
                _("Document"), "consent_version", "consent_language", "explained_on", "explained_by", "signers_needed",
            ),
            Section(_("Answer"), "agreed"),
            Section(_("Guardian"), "guardian_signed", "guardian_relation", "guardian_signed_on"),
            Section(_("Participant"), "participant_signed", "participant_signed_on"),
            Section(_("Copy"), "copy_given"),
        ),
        checks=(
            guardian_signs_if_agreed, participant_signs_if_agreed, copy_if_agreed, version_in_use, refusal_has_its_form,
        ),
        summary=("occasion", "consent_version", "explained_on", "agreed"),
    )  # fmt: skip

    occasion = item(coded(_("Asked again because of"), ReconsentOccasion), sdtm=supplemental("DS", "RCREASON"))
    occasion_other = item(
        models.CharField(_("Which occasion"), max_length=120),
        when=When("occasion", ("OTHER",)), sdtm=supplemental("DS", "RCREASOT"),
    )  # fmt: skip
    signers_needed = item(
        coded(_("Who must sign at this age"), Signers), derived=signers_needed, sdtm=supplemental("DS", "RCSIGNER")
    )
    agreed = item(coded(_("Consent was given again"), NoYes), sdtm=variable("DS.DSDECOD"))

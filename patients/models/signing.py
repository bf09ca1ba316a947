"""What every signing of a consent document records. Names of signers stay at the site."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from edc.crf import When, coded, item, not_submitted, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage
from patients.codelists.people import ConsentLanguage, GuardianRelation

CONDUCT = not_submitted("conduct of consent: verified at the site")


class ConsentSigning(CrfPage):
    """The document, the talk about it, and who signed when: at first, and each time that consent is asked again."""

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
    participant_signed = item(coded(_("Participant signed"), NoYes), sdtm=variable("DS.DSDECOD"))
    participant_signed_on = item(
        models.DateField(_("Participant signed on")),
        when=When("participant_signed", ("Y",)),
        sdtm=variable("DS.DSSTDTC"),
    )

    class Meta(CrfPage.Meta):
        abstract = True

    @property
    def given_on(self) -> dt.date | None:
        """The day of the last signature recorded: consent is complete only then. None before any."""
        return max((day for day in (self.guardian_signed_on, self.participant_signed_on) if day), default=None)

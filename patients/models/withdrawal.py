"""Withdrawal of consent: who withdrew what, from which day on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, Section, When, coded, item, not_submitted, supplemental, variable
from edc.records.base import CrfPage
from patients.checks.withdrawal import adults_withdraw_themselves, withdrawn_after_consent
from patients.codelists.consent import StoredSamples, WithdrawalScope, WithdrawnBy


class ConsentWithdrawal(CrfPage):
    """Withdrawal of consent. A log, because a scope can be widened later.

    What was collected before stays; what may not be collected any more is refused by the server.
    """

    crf = Crf(
        "WD",
        _("Withdrawal of consent"),
        domain="DS",
        after=("IC",),
        reads=("DM", "IC"),
        sections=(
            Section(_("Withdrawal"), "withdrawn_on", "withdrawn_by", "scope", "stored_samples", "received_by", "words"),
        ),
        checks=(withdrawn_after_consent, adults_withdraw_themselves),
        summary=("withdrawn_on", "withdrawn_by", "scope"),
    )

    withdrawn_on = item(models.DateField(_("Withdrawn on")), sdtm=variable("DS.DSSTDTC"))
    withdrawn_by = item(coded(_("Withdrawn by"), WithdrawnBy), sdtm=variable("DS.DSDECOD"))
    scope = item(coded(_("What is withdrawn"), WithdrawalScope), sdtm=supplemental("DS", "WDSCOPE"))
    stored_samples = item(
        coded(_("Samples taken before"), StoredSamples),
        when=When("scope", ("SAMPLES", "DATA", "ALL")), sdtm=supplemental("DS", "WDSAMPLE"),
    )  # fmt: skip
    received_by = item(
        models.CharField(_("Told to"), max_length=80), sdtm=not_submitted("names of staff stay at the site")
    )
    words = item(
        models.TextField(_("Reason, if one was given; nobody has to give one")),
        required=False, sdtm=variable("DS.DSTERM"),
    )  # fmt: skip

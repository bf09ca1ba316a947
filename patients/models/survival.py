"""Survival follow-up: alive, dead or unknown, until when for certain, and from whom the site knows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, PartialDateField, Section, When, coded, item, result_of, supplemental, variable
from edc.records.base import CrfPage
from patients.checks.survival import (
    alive_only_before_death,
    death_has_its_form,
    known_alive_before_inquiry,
    source_is_allowed_after_withdrawal,
)
from patients.codelists.follow_up import SourceOfNews, SurvivalStatus


class SurvivalFollowUp(CrfPage):
    """Survival follow-up. Of somebody who cannot be reached the last day known alive is recorded, never a guess."""

    crf = Crf(
        "SU",
        _("Survival follow-up"),
        domain="SS",
        after=("IC",),
        reads=("DD", "WD", "RC"),
        sections=(
            Section(_("Inquiry"), "inquired_on", "source", "source_other"),
            Section(_("Survival"), "survival", "last_known_alive_on"),
        ),
        checks=(
            death_has_its_form, known_alive_before_inquiry, alive_only_before_death, source_is_allowed_after_withdrawal,
        ),
    )  # fmt: skip

    inquired_on = item(models.DateField(_("Inquired on")), sdtm=variable("SS.SSDTC"))
    source = item(coded(_("Known from"), SourceOfNews), sdtm=supplemental("SS", "SSSOURCE"))
    source_other = item(
        models.CharField(_("Which source"), max_length=80),
        when=When("source", ("OTHER",)), sdtm=supplemental("SS", "SSSRCOTH"),
    )  # fmt: skip
    survival = item(coded(_("The participant is"), SurvivalStatus), sdtm=result_of("SS", "SURVSTAT"))
    last_known_alive_on = item(PartialDateField(_("Last known alive on")), sdtm=result_of("SS", "LSCFADTC"))

    class Meta(CrfPage.Meta):
        verbose_name_plural = "survival"

"""End of study: the last day in the trial, and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, Section, When, coded, item, supplemental, variable
from edc.records.base import CrfPage
from patients.checks.end_of_study import death_is_recorded, never_dosed_was_not_infused, withdrawal_is_recorded
from patients.codelists.follow_up import EndReason


class EndOfStudy(CrfPage):
    """End of study. One page for each participant, whoever was enrolled, infused or neither."""

    crf = Crf(
        "EOS",
        _("End of study"),
        domain="DS",
        after=("IC",),
        reads=("DD", "WD", "INF"),
        sections=(Section(_("End of study"), "ended_on", "reason", "reason_text", "last_contact_on"),),
        checks=(death_is_recorded, withdrawal_is_recorded, never_dosed_was_not_infused),
    )

    ended_on = item(models.DateField(_("In the trial until")), sdtm=variable("DS.DSSTDTC"))
    reason = item(coded(_("Reason"), EndReason), sdtm=variable("DS.DSDECOD"))
    reason_text = item(
        models.CharField(_("In words"), max_length=200),
        when=When("reason", ("ADVERSE EVENT", "PHYSICIAN DECISION", "PROTOCOL DEVIATION", "OTHER")),
        sdtm=variable("DS.DSTERM"),
    )
    last_contact_on = item(models.DateField(_("Last contact on")), sdtm=supplemental("DS", "LSTCONT"))

    class Meta(CrfPage.Meta):
        verbose_name_plural = "ends of study"
        constraints = [
            *CrfPage.Meta.constraints,
            models.UniqueConstraint(
                fields=["subject"],
                name="end_of_study_one_per_subject",
                violation_error_message=_(
                    "This participant already has a page of the end of study. Correct that page instead."
                ),
            ),
        ]

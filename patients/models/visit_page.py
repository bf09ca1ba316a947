"""The visit itself: how it was held and when, or why it was missed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, Section, When, coded, item, variable
from edc.records.base import CrfPage
from patients.checks.visit_page import held_within_its_window
from patients.codelists.follow_up import ContactMode, VisitHeld

WAS_HELD = When("held", (VisitHeld.SCHEDULED, VisitHeld.UNSCHEDULED))


class VisitPage(CrfPage):
    """The visit. One page at every visit; a missed one is a fact of the trial like one that was held."""

    crf = Crf(
        "SV",
        _("Visit"),
        domain="SV",
        after=("IC",),
        reads=("INF",),
        sections=(Section(_("Visit"), "held", "held_on", "contact", "missed_reason"),),
        checks=(held_within_its_window,),
    )

    held = item(coded(_("The visit was"), VisitHeld), sdtm=variable("SV.SVOCCUR"))
    held_on = item(models.DateField(_("Held on")), when=WAS_HELD, sdtm=variable("SV.SVSTDTC"))
    contact = item(coded(_("Contact"), ContactMode), when=WAS_HELD, sdtm=variable("SV.SVCNTMOD"))
    missed_reason = item(
        models.CharField(_("Why it was missed"), max_length=200),
        when=When("held", (VisitHeld.MISSED,)), sdtm=variable("SV.SVREASOC"),
    )  # fmt: skip

    class Meta(CrfPage.Meta):
        constraints = [
            *CrfPage.Meta.constraints,
            models.UniqueConstraint(
                fields=["subject", "visit_code"],
                name="visit_page_once_at_a_visit",
                violation_error_message=_("This visit already has its page. Correct that page instead."),
            ),
        ]

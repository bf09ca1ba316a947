"""Subsequent therapy and HSCT: what was given against the leukaemia after the infusion. A log."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, PartialDateField, Section, When, coded, item, supplemental, variable
from edc.records.base import CrfPage
from patients.checks.subsequent_treatment import stopped_after_start
from patients.codelists.follow_up import RemissionAtTherapy, SubsequentReason, SubsequentTherapy
from patients.codelists.history import Conditioning, Donor, TransplantKind

NAMED = When("therapy", tuple(term for term in SubsequentTherapy.values if term != SubsequentTherapy.HSCT))
TRANSPLANT = When("therapy", (SubsequentTherapy.HSCT,))


class SubsequentTreatment(CrfPage):
    """Subsequent therapy and HSCT. One entry for each therapy; it decides where remission and survival are censored."""

    crf = Crf(
        "ST",
        _("Subsequent therapy and HSCT"),
        domain="CM",
        after=("INF",),
        sections=(
            Section(_("Therapy"), "therapy", "name", "started_on", "stopped_on", "reason", "remission"),
            Section(_("Transplantation"), "transplant", "donor", "conditioning"),
        ),
        checks=(stopped_after_start,),
        summary=("therapy", "name", "started_on", "reason"),
    )

    therapy = item(coded(_("Therapy"), SubsequentTherapy), sdtm=variable("CM.CMCAT"))
    name = item(models.CharField(_("Drugs or regimen"), max_length=120), when=NAMED, sdtm=variable("CM.CMTRT"))
    started_on = item(PartialDateField(_("Started on, or day of transplantation")), sdtm=variable("CM.CMSTDTC"))
    stopped_on = item(PartialDateField(_("Stopped on")), required=False, when=NAMED, sdtm=variable("CM.CMENDTC"))
    reason = item(coded(_("Reason"), SubsequentReason), sdtm=variable("CM.CMINDC"))
    remission = item(coded(_("Remission when it began"), RemissionAtTherapy), sdtm=supplemental("CM", "REMSTAT"))
    transplant = item(coded(_("Kind of transplantation"), TransplantKind), when=TRANSPLANT, sdtm=variable("PR.PRTRT"))
    donor = item(
        coded(_("Donor"), Donor),
        when=When("transplant", (TransplantKind.ALLOGENEIC,)), sdtm=supplemental("PR", "DONOR"),
    )  # fmt: skip
    conditioning = item(coded(_("Conditioning"), Conditioning), when=TRANSPLANT, sdtm=supplemental("PR", "CONDINT"))

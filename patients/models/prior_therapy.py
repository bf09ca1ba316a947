"""Prior therapy: every line of treatment before this trial, with its target, and every transplant."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, PartialDateField, Section, Table, When, coded, item, not_submitted, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage, CrfRow
from patients.checks.order import in_order
from patients.checks.prior_therapy import (
    rows_stand_where_answered_yes,
    target_is_that_of_the_drug,
    therapy_against_cd19,
    transplant_after_diagnosis,
)
from patients.codelists.history import (
    Conditioning,
    Donor,
    PriorResponse,
    TherapyEnd,
    TherapyKind,
    TherapyTarget,
    TransplantKind,
)

ENDED = tuple(reason for reason in TherapyEnd.values if reason != TherapyEnd.ONGOING)


class PriorTherapy(CrfPage):
    """Prior therapy. One for each participant, at screening."""

    crf = Crf(
        "PT",
        _("Prior therapy"),
        domain="CM",
        after=("IC",),
        reads=("DH",),
        rows=("therapies", "transplants"),
        sections=(
            Section(_("Asked in every participant"), "any_therapy", "any_transplant"),
            Section(_("Other trials"), "other_trial", "other_trial_ended_on"),
        ),
        checks=(rows_stand_where_answered_yes, therapy_against_cd19, transplant_after_diagnosis),
    )

    any_therapy = item(
        coded(_("Treated for leukaemia before"), NoYes), sdtm=not_submitted("opens the table; the rows are submitted")
    )
    any_transplant = item(
        coded(_("Stem cell transplant before"), NoYes), sdtm=not_submitted("opens the table; the rows are submitted")
    )
    other_trial = item(
        coded(_("In another clinical trial within the last 4 weeks"), NoYes), sdtm=supplemental("DM", "OTHTRIAL")
    )
    other_trial_ended_on = item(
        models.DateField(_("Last treatment in that trial")),
        when=When("other_trial", ("Y",)), sdtm=supplemental("DM", "OTHTREND"),
    )  # fmt: skip


class EarlierTherapy(CrfRow):
    """One drug or course of one line."""

    table = Table(
        "PTL", _("Treatment by line"), "line", "kind", "regimen", "drug", "target", "started_on", "stopped_on",
        "best_response", "stop_reason",
        checks=(in_order("PT-001", "started_on", "stopped_on"), target_is_that_of_the_drug),
    )  # fmt: skip

    page = models.ForeignKey(PriorTherapy, models.CASCADE, related_name="therapies")
    line = item(
        models.PositiveSmallIntegerField(_("Line")), unit="1", expect=(1, 10), sdtm=supplemental("CM", "CMLINE")
    )
    kind = item(coded(_("Kind"), TherapyKind), sdtm=variable("CM.CMSCAT"))
    regimen = item(models.CharField(_("Regimen"), max_length=80), required=False, sdtm=supplemental("CM", "CMREGIM"))
    drug = item(models.CharField(_("Drug or field irradiated"), max_length=80), sdtm=variable("CM.CMTRT"))
    target = item(coded(_("Target"), TherapyTarget), sdtm=supplemental("CM", "CMTARGET"))
    started_on = item(PartialDateField(_("From")), sdtm=variable("CM.CMSTDTC"))
    stopped_on = item(
        PartialDateField(_("To")), when=When("stop_reason", ENDED), sdtm=variable("CM.CMENDTC"),
    )  # fmt: skip
    best_response = item(coded(_("Best response"), PriorResponse), sdtm=supplemental("CM", "CMBRESP"))
    stop_reason = item(coded(_("Ended because"), TherapyEnd), sdtm=variable("CM.CMRSDISC"))


class EarlierTransplant(CrfRow):
    """One transplant."""

    table = Table("PTH", _("Stem cell transplants"), "performed_on", "kind", "donor", "conditioning", "regimen")

    page = models.ForeignKey(PriorTherapy, models.CASCADE, related_name="transplants")
    performed_on = item(PartialDateField(_("Performed on")), sdtm=variable("PR.PRSTDTC"))
    kind = item(coded(_("Kind"), TransplantKind), sdtm=variable("PR.PRDECOD"))
    donor = item(
        coded(_("Donor"), Donor), when=When("kind", (TransplantKind.ALLOGENEIC.value,)),
        sdtm=supplemental("PR", "PRDONOR"),
    )  # fmt: skip
    conditioning = item(coded(_("Conditioning"), Conditioning), sdtm=supplemental("PR", "PRCOND"))
    regimen = item(
        models.CharField(_("Drugs and irradiation of conditioning"), max_length=120),
        required=False, sdtm=supplemental("PR", "PRREGIM"),
    )  # fmt: skip

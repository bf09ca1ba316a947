"""Bridging therapy between leukapheresis and lymphodepletion."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, Section, Table, When, coded, item, not_submitted, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage, CrfRow
from patients.checks.bridging_therapy import drugs_stand_where_given
from patients.checks.order import in_order
from patients.codelists.history import PriorResponse, TherapyKind
from patients.codelists.treatment import DoseUnit, DrugRoute


class BridgingTherapy(CrfPage):
    """Bridging therapy. One page for each course."""

    crf = Crf(
        "BT",
        _("Bridging therapy"),
        domain="CM",
        after=("IC", "LK"),
        repeats=True,
        summary=("given", "response", "assessed_on"),
        rows=("drugs",),
        sections=(Section(_("Course"), "given", "response", "assessed_on"),),
        checks=(drugs_stand_where_given,),
    )

    given = item(coded(_("Bridging given"), NoYes), sdtm=not_submitted("opens the table; the rows are submitted"))
    response = item(
        coded(_("Response to bridging"), PriorResponse), when=When("given", ("Y",)), sdtm=supplemental("CM", "CMBRESP")
    )
    assessed_on = item(
        models.DateField(_("Response assessed on")), when=When("given", ("Y",)), sdtm=supplemental("CM", "CMBRSPDT")
    )


class BridgingDrug(CrfRow):
    """One drug or field irradiated."""

    table = Table(
        "BTD", _("Drugs and radiotherapy"), "kind", "drug", "dose", "dose_unit", "route", "started_on", "stopped_on",
        checks=(in_order("BT-001", "started_on", "stopped_on"),),
    )  # fmt: skip

    page = models.ForeignKey(BridgingTherapy, models.CASCADE, related_name="drugs")
    kind = item(coded(_("Kind"), TherapyKind), sdtm=variable("CM.CMSCAT"))
    drug = item(models.CharField(_("Drug or field"), max_length=80), sdtm=variable("CM.CMTRT"))
    # The unit stands in its own item.
    dose = item(
        models.DecimalField(_("Dose"), max_digits=9, decimal_places=3),
        unit="1", expect=(0.1, 30000), sdtm=variable("CM.CMDOSE"),
    )  # fmt: skip
    dose_unit = item(coded(_("Unit"), DoseUnit), sdtm=variable("CM.CMDOSU"))
    route = item(coded(_("Route"), DrugRoute), sdtm=variable("CM.CMROUTE"))
    started_on = item(models.DateField(_("From")), sdtm=variable("CM.CMSTDTC"))
    stopped_on = item(models.DateField(_("To")), sdtm=variable("CM.CMENDTC"))

    class Meta(CrfRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(dose__gt=0),
                name="bridging_dose_positive",
                violation_error_message=_("A dose must be above 0."),
            ),
        ]

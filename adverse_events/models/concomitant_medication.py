"""Log of concomitant medication: drug as written in the chart, its code, dose, time and reason."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from adverse_events.checks.common import names_an_event
from adverse_events.codelists.treatment import (
    MedicationCategory,
    MedicationFrequency,
    MedicationRoute,
    MedicationUnit,
)
from edc.crf import Crf, PartialDateField, Section, When, coded, item, not_submitted, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage
from patients.checks.order import in_order

# The unit of a dose stands in its own item, because prescriptions differ.
UNIT_BESIDE = "1"


class ConcomitantMedication(CrfPage):
    """Concomitant medication. One entry for each drug; a change of dose is a new entry."""

    crf = Crf(
        "CM",
        _("Concomitant medication"),
        domain="CM",
        after=("IC",),
        reads=("AE",),
        repeats=True,
        summary=("medication", "category", "indication", "started_on", "stopped_on"),
        sections=(
            Section(_("Drug"), "medication", "category", "indication", "ae_number"),
            Section(_("Dose"), "dose", "dose_unit", "frequency", "route"),
            Section(_("Time"), "started_on", "ongoing", "stopped_on"),
            Section(_("Coding"), "whodrug_version", "whodrug_name", "whodrug_code"),
        ),
        checks=(in_order("CM-001", "started_on", "stopped_on"), names_an_event("CM-002")),
    )

    medication = item(models.CharField(_("Drug, as written in the chart"), max_length=200), sdtm=variable("CM.CMTRT"))
    category = item(coded(_("Kind"), MedicationCategory), sdtm=variable("CM.CMCAT"))
    indication = item(models.CharField(_("Given for"), max_length=200), sdtm=variable("CM.CMINDC"))
    ae_number = item(
        models.PositiveSmallIntegerField(_("Number in the adverse event log, if given for an event")),
        unit="1", required=False, sdtm=not_submitted("link: becomes RELREC"),
    )  # fmt: skip
    dose = item(
        models.DecimalField(_("Single dose"), max_digits=10, decimal_places=3),
        unit=UNIT_BESIDE, sdtm=variable("CM.CMDOSE"),
    )  # fmt: skip
    dose_unit = item(coded(_("Unit"), MedicationUnit), sdtm=variable("CM.CMDOSU"))
    frequency = item(coded(_("How often"), MedicationFrequency), sdtm=variable("CM.CMDOSFRQ"))
    route = item(coded(_("Route"), MedicationRoute), sdtm=variable("CM.CMROUTE"))
    started_on = item(PartialDateField(_("Started on")), sdtm=variable("CM.CMSTDTC"))
    ongoing = item(coded(_("Still given"), NoYes), sdtm=variable("CM.CMENRTPT"))
    stopped_on = item(PartialDateField(_("Stopped on")), when=When("ongoing", ("N",)), sdtm=variable("CM.CMENDTC"))
    whodrug_version = item(
        models.CharField(_("WHODrug version"), max_length=20), required=False, sdtm=supplemental("CM", "WHODRUGV")
    )
    whodrug_name = item(
        models.CharField(_("WHODrug name"), max_length=200), required=False, sdtm=variable("CM.CMDECOD")
    )
    whodrug_code = item(
        models.CharField(_("WHODrug code"), max_length=20), required=False, sdtm=supplemental("CM", "WHODRUGC")
    )

    class Meta(CrfPage.Meta):
        constraints = [
            *CrfPage.Meta.constraints,
            models.CheckConstraint(
                condition=Q(dose__gt=0),
                name="concomitant_medication_dose_positive",
                violation_error_message=_("Dose: above 0. Leave the entry out when the drug was not given."),
            ),
        ]

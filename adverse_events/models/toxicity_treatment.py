"""Log of drugs against the toxicity of CAR-T cells, with their dose by weight and as methylprednisolone."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from adverse_events.checks.common import names_an_event
from adverse_events.checks.toxicity_treatment import (
    dose_mg_per_kg,
    methylprednisolone_mg_per_kg,
    tocilizumab_dose_within_limit,
    tocilizumab_doses_apart,
    tocilizumab_doses_counted,
)
from adverse_events.codelists.events import EventCategory
from adverse_events.codelists.treatment import MedicationFrequency, MedicationRoute, ToxicityDrug
from edc.crf import Crf, Section, When, coded, item, not_submitted, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage
from patients.checks.order import in_order


def _per_kg(label: Any, derived: Any, sdtm: Any) -> Any:
    field = models.DecimalField(label, max_digits=8, decimal_places=2)
    return item(field, unit="mg/kg", derived=derived, sdtm=sdtm)


class ToxicityTreatment(CrfPage):
    """Treatment of toxicity: each dose of tocilizumab for itself, other drugs by course of the same dose."""

    crf = Crf(
        "TX",
        _("Treatment of toxicity"),
        domain="CM",
        after=("INF",),
        repeats=True,
        reads=("AE", "TX"),
        summary=("drug", "toxicity", "dose_mg", "dose_mg_per_kg", "started_at", "stopped_at"),
        sections=(
            Section(_("Drug"), "drug", "drug_other", "toxicity", "ae_number"),
            Section(
                _("Dose"),
                "dose_mg", "weight_kg", "dose_mg_per_kg", "methylprednisolone_mg_per_kg", "frequency", "route",
            ),
            Section(_("Time"), "started_at", "ongoing", "stopped_at"),
        ),
        checks=(
            tocilizumab_dose_within_limit, tocilizumab_doses_apart, tocilizumab_doses_counted,
            in_order("TX-004", "started_at", "stopped_at"), names_an_event("TX-005"),
        ),
    )  # fmt: skip

    drug = item(coded(_("Drug"), ToxicityDrug), sdtm=variable("CM.CMTRT"))
    drug_other = item(
        models.CharField(_("Which drug"), max_length=100), when=When("drug", ("OTHER",)), sdtm=variable("CM.CMTRT")
    )
    toxicity = item(coded(_("Given for"), EventCategory), sdtm=variable("CM.CMINDC"))
    ae_number = item(
        models.PositiveSmallIntegerField(_("Number in the adverse event log")),
        unit="1", sdtm=not_submitted("link: becomes RELREC"),
    )  # fmt: skip
    # From 5 mg of ruxolitinib to a pulse of 2 g of methylprednisolone.
    dose_mg = item(
        models.DecimalField(_("Single dose"), max_digits=7, decimal_places=2),
        unit="mg", expect=(1, 2000), sdtm=variable("CM.CMDOSE"),
    )  # fmt: skip
    weight_kg = item(
        models.DecimalField(_("Body weight used for the dose"), max_digits=4, decimal_places=1),
        unit="kg", expect=(5, 120), sdtm=supplemental("CM", "CMWEIGHT"),
    )  # fmt: skip
    dose_mg_per_kg = _per_kg(_("Single dose by weight"), dose_mg_per_kg, supplemental("CM", "CMDOSKG"))
    methylprednisolone_mg_per_kg = _per_kg(
        _("Single dose as methylprednisolone"), methylprednisolone_mg_per_kg, supplemental("CM", "CMMPEQ")
    )
    frequency = item(coded(_("How often"), MedicationFrequency), sdtm=variable("CM.CMDOSFRQ"))
    route = item(coded(_("Route"), MedicationRoute), sdtm=variable("CM.CMROUTE"))
    started_at = item(models.DateTimeField(_("Started")), sdtm=variable("CM.CMSTDTC"))
    ongoing = item(coded(_("Still given"), NoYes), sdtm=variable("CM.CMENRTPT"))
    stopped_at = item(models.DateTimeField(_("Stopped")), when=When("ongoing", ("N",)), sdtm=variable("CM.CMENDTC"))

    class Meta(CrfPage.Meta):
        constraints = [
            *CrfPage.Meta.constraints,
            models.CheckConstraint(
                condition=Q(dose_mg__gt=0) & Q(weight_kg__gt=0),
                name="toxicity_treatment_dose_and_weight_positive",
                violation_error_message=_("Dose and body weight are above 0. Correct the number."),
            ),
        ]

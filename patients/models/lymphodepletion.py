"""Lymphodepletion: the doses of one day against the plan of the protocol."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, Section, Table, coded, item, result_of, supplemental, variable
from edc.records.base import CrfPage, CrfRow
from patients.checks.chain_of_identity import a_batch_is_released
from patients.checks.lymphodepletion import (
    creatinine_clearance,
    dose_per_m2,
    far_from_plan_has_a_reason,
    fludarabine_by_renal_function,
    percent_of_plan,
    plan_is_that_of_the_protocol,
    planned_day,
    planned_mg,
)
from patients.checks.vital_signs import body_surface
from patients.codelists.treatment import LymphodepletionDrug


class Lymphodepletion(CrfPage):
    """Lymphodepletion. One page for each day."""

    crf = Crf(
        "LD",
        _("Lymphodepletion"),
        domain="EX",
        after=("IC", "IE", "MF"),
        rows=("doses",),
        sections=(
            Section(
                _("Day"), "given_on", "planned_day", "weight_kg", "height_cm", "body_surface_m2",
                "creatinine_clearance",
            ),
        ),
        checks=(a_batch_is_released,),
        reads=("DM", "LB", "MF"),
    )  # fmt: skip

    given_on = item(models.DateField(_("Given on")), sdtm=variable("EX.EXSTDTC"))
    planned_day = item(
        models.SmallIntegerField(_("Day of the plan, from infusion")),
        unit="d", derived=planned_day, sdtm=variable("EX.VISITDY"),
    )  # fmt: skip
    weight_kg = item(
        models.DecimalField(_("Weight used for the dose"), max_digits=4, decimal_places=1),
        unit="kg", expect=(5, 120), sdtm=result_of("VS", "WEIGHT"),
    )  # fmt: skip
    height_cm = item(
        models.DecimalField(_("Height used for the dose"), max_digits=4, decimal_places=1),
        unit="cm", expect=(50, 210), sdtm=result_of("VS", "HEIGHT"),
    )  # fmt: skip
    body_surface_m2 = item(
        models.DecimalField(_("Body surface (Mosteller)"), max_digits=4, decimal_places=2),
        unit="m2", derived=body_surface, sdtm=result_of("VS", "BSA"),
    )  # fmt: skip
    # Per 1.73 m2 below 18 years, as it is from then on: the two formulas differ so.
    creatinine_clearance = item(
        models.DecimalField(_("Creatinine clearance, estimated"), max_digits=12, decimal_places=0),
        unit="mL/min", derived=creatinine_clearance, sdtm=result_of("LB", "CREATCLR"),
    )  # fmt: skip

    class Meta(CrfPage.Meta):
        constraints = [
            *CrfPage.Meta.constraints,
            models.CheckConstraint(
                condition=Q(weight_kg__gt=0),
                name="lymphodepletion_weight_positive",
                violation_error_message=_("Weight must be above 0 kg."),
            ),
            models.CheckConstraint(
                condition=Q(height_cm__gt=0),
                name="lymphodepletion_height_positive",
                violation_error_message=_("Height must be above 0 cm."),
            ),
        ]

    def preset_rows(self, name: str) -> list["LymphodepletionDose"]:
        """The rows that a new page offers: the drugs that the protocol plans for this day."""
        plan = self.subject.protocol_version.protocol.lymphodepletion if name == "doses" else ()
        return [
            LymphodepletionDose(page=self, position=at, drug=drug.name.en.upper(), planned_mg_per_m2=drug.mg_per_m2)
            for at, drug in enumerate((drug for drug in plan if planned_day(self) in drug.days), start=1)
        ]


class LymphodepletionDose(CrfRow):
    """One drug on one day."""

    table = Table(
        "LDD", _("Doses"), "drug", "started_at", "planned_mg_per_m2", "dose_mg", "reason", "planned_mg",
        "dose_mg_per_m2", "percent_of_plan",
        checks=(plan_is_that_of_the_protocol, far_from_plan_has_a_reason, fludarabine_by_renal_function),
    )  # fmt: skip

    page = models.ForeignKey(Lymphodepletion, models.CASCADE, related_name="doses")
    drug = item(coded(_("Drug"), LymphodepletionDrug), sdtm=variable("EX.EXTRT"))
    started_at = item(models.DateTimeField(_("Started")), sdtm=variable("EX.EXSTDTC"))
    planned_mg_per_m2 = item(
        models.DecimalField(_("Planned"), max_digits=6, decimal_places=1),
        unit="mg/m2", expect=(10, 1500), sdtm=supplemental("EX", "EXPLDOSE"),
    )  # fmt: skip
    # Fludarabine for an infant of 0.3 m2 to cyclophosphamide for an adult.
    dose_mg = item(
        models.DecimalField(_("Given"), max_digits=7, decimal_places=1),
        unit="mg", expect=(5, 3000), sdtm=variable("EC.ECDOSE"),
    )  # fmt: skip
    planned_mg = item(
        models.DecimalField(_("Planned at this body surface"), max_digits=10, decimal_places=1),
        unit="mg", derived=planned_mg, sdtm=supplemental("EX", "EXPLMG"),
    )  # fmt: skip
    dose_mg_per_m2 = item(
        models.DecimalField(_("Given by body surface"), max_digits=8, decimal_places=1),
        unit="mg/m2", derived=dose_per_m2, sdtm=variable("EX.EXDOSE"),
    )  # fmt: skip
    percent_of_plan = item(
        models.DecimalField(_("Of the plan"), max_digits=8, decimal_places=1),
        unit="%", derived=percent_of_plan, sdtm=supplemental("EX", "EXPCTPL"),
    )  # fmt: skip
    reason = item(
        models.CharField(_("Reason for another dose"), max_length=120), required=False, sdtm=variable("EX.EXADJ")
    )

    class Meta(CrfRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(dose_mg__gte=0),
                name="lymphodepletion_dose_not_negative",
                violation_error_message=_("A dose cannot be below 0 mg."),
            ),
        ]

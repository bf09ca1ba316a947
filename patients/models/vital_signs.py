"""Vital signs of one time; several times a day after infusion."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, Section, coded, item, result_of, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage
from patients.checks.vital_signs import body_surface, pressures_in_order, weight_is_stable
from patients.codelists.examination import BodyPosition, TemperatureSite


class VitalSigns(CrfPage):
    """Vital signs. One page for each time at which they were taken."""

    crf = Crf(
        "VS",
        _("Vital signs"),
        domain="VS",
        after=("IC",),
        reads=("VS",),
        repeats=True,
        summary=("measured_at", "temperature_c", "systolic_mmhg", "spo2_percent"),
        sections=(
            Section(_("Time"), "measured_at", "position"),
            Section(_("Temperature"), "temperature_c", "temperature_site"),
            Section(_("Circulation"), "heart_rate_bpm", "systolic_mmhg", "diastolic_mmhg"),
            Section(_("Breathing"), "respiratory_rate_bpm", "spo2_percent", "oxygen_given"),
            Section(_("Body size"), "weight_kg", "height_cm", "body_surface_m2"),
        ),
        checks=(pressures_in_order, weight_is_stable),
    )

    measured_at = item(models.DateTimeField(_("Taken at")), sdtm=variable("VS.VSDTC"))
    position = item(coded(_("Position"), BodyPosition), sdtm=variable("VS.VSPOS"))
    temperature_c = item(
        models.DecimalField(_("Temperature"), max_digits=4, decimal_places=1),
        unit="Cel", expect=(33, 43), sdtm=result_of("VS", "TEMP"),
    )  # fmt: skip
    temperature_site = item(coded(_("Taken in"), TemperatureSite), sdtm=variable("VS.VSLOC"))
    heart_rate_bpm = item(
        models.PositiveSmallIntegerField(_("Heart rate")), unit="/min", expect=(40, 220), sdtm=result_of("VS", "HR")
    )
    # An infant in shock lies near 40 mmHg, an adult in a hypertensive crisis above 220.
    systolic_mmhg = item(
        models.PositiveSmallIntegerField(_("Systolic pressure")),
        unit="mm[Hg]", expect=(40, 220), sdtm=result_of("VS", "SYSBP"),
    )  # fmt: skip
    diastolic_mmhg = item(
        models.PositiveSmallIntegerField(_("Diastolic pressure")),
        unit="mm[Hg]", expect=(20, 140), sdtm=result_of("VS", "DIABP"),
    )  # fmt: skip
    respiratory_rate_bpm = item(
        models.PositiveSmallIntegerField(_("Respiratory rate")),
        unit="/min",
        expect=(8, 70),
        sdtm=result_of("VS", "RESP"),
    )
    spo2_percent = item(
        models.PositiveSmallIntegerField(_("Oxygen saturation")),
        unit="%", expect=(50, 100), sdtm=result_of("VS", "OXYSAT"),
    )  # fmt: skip
    oxygen_given = item(coded(_("With oxygen"), NoYes), sdtm=supplemental("VS", "VSOXYGEN"))
    # Nobody is weighed and measured every six hours: both may stay empty.
    weight_kg = item(
        models.DecimalField(_("Weight"), max_digits=4, decimal_places=1),
        unit="kg", expect=(3, 200), required=False, sdtm=result_of("VS", "WEIGHT"),
    )  # fmt: skip
    height_cm = item(
        models.DecimalField(_("Height"), max_digits=4, decimal_places=1),
        unit="cm", expect=(40, 220), required=False, sdtm=result_of("VS", "HEIGHT"),
    )  # fmt: skip
    body_surface_m2 = item(
        models.DecimalField(_("Body surface (Mosteller)"), max_digits=4, decimal_places=2),
        unit="m2", derived=body_surface, sdtm=result_of("VS", "BSA"),
    )  # fmt: skip

    class Meta(CrfPage.Meta):
        verbose_name_plural = "vital signs"
        constraints = [
            *CrfPage.Meta.constraints,
            models.CheckConstraint(
                condition=Q(spo2_percent__lte=100),
                name="vital_signs_saturation_at_most_100",
                violation_error_message=_("Oxygen saturation ends at 100 percent."),
            ),
            models.CheckConstraint(
                condition=Q(weight_kg__gt=0),
                name="vital_signs_weight_positive",
                violation_error_message=_("Weight must be above 0 kg."),
            ),
            models.CheckConstraint(
                condition=Q(height_cm__gt=0),
                name="vital_signs_height_positive",
                violation_error_message=_("Height must be above 0 cm."),
            ),
        ]

"""Cerebrospinal fluid and CNS status."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, Section, When, coded, item, result_of, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage
from patients.checks.cerebrospinal_fluid import counted_status, recorded_status_agrees, red_cells_mean_traumatic
from patients.checks.order import before_birth
from patients.codelists.disease import CnsStatus, Cytology

TRAUMATIC = When("traumatic", ("Y",))


class CerebrospinalFluid(CrfPage):
    """Cerebrospinal fluid. One page for each puncture."""

    crf = Crf(
        "CSF",
        _("Cerebrospinal fluid and CNS status"),
        domain="LB",
        after=("IC",),
        reads=("DM",),
        sections=(
            Section(
                _("Fluid"), "punctured_on", "white_cells_per_ul", "red_cells_per_ul", "cytology", "blasts_percent",
                "traumatic",
            ),
            Section(_("Blood of the same day"), "blood_white_e9_per_l", "blood_red_e12_per_l"),
            Section(_("CNS status"), "clinical_signs", "cns_status", "counted_cns_status"),
        ),
        checks=(before_birth("CSF-001", "punctured_on"), red_cells_mean_traumatic, recorded_status_agrees),
    )  # fmt: skip

    punctured_on = item(models.DateField(_("Lumbar puncture on")), sdtm=variable("LB.LBDTC"))
    white_cells_per_ul = item(
        models.PositiveIntegerField(_("White cells")), unit="/uL", expect=(0, 10000), sdtm=result_of("LB", "WBC")
    )
    red_cells_per_ul = item(
        models.PositiveIntegerField(_("Red cells")), unit="/uL", expect=(0, 100000), sdtm=result_of("LB", "RBC")
    )
    cytology = item(coded(_("Cytology"), Cytology), sdtm=result_of("MI", "CYTOLOGY"))
    blasts_percent = item(
        models.DecimalField(_("Blasts among white cells"), max_digits=5, decimal_places=2),
        unit="%", expect=(0, 100), when=When("cytology", ("BLASTS",)), sdtm=result_of("LB", "BLASTLE"),
    )  # fmt: skip
    traumatic = item(coded(_("Traumatic tap (blood in the fluid)"), NoYes), sdtm=supplemental("LB", "TRAUMTAP"))
    blood_white_e9_per_l = item(
        models.DecimalField(_("White blood cells in blood"), max_digits=6, decimal_places=2),
        unit="10*9/L", expect=(0, 1000), when=TRAUMATIC, sdtm=result_of("LB", "WBC"),
    )  # fmt: skip
    blood_red_e12_per_l = item(
        models.DecimalField(_("Red blood cells in blood"), max_digits=4, decimal_places=2),
        unit="10*12/L", expect=(1, 8), when=TRAUMATIC, sdtm=result_of("LB", "RBC"),
    )  # fmt: skip
    clinical_signs = item(
        coded(_("Clinical signs of leukaemia in the nervous system"), NoYes), sdtm=supplemental("RS", "CNSSIGN")
    )
    cns_status = item(coded(_("CNS status recorded"), CnsStatus), judgement=True, sdtm=result_of("RS", "CNSSTAT"))
    counted_cns_status = item(
        coded(_("CNS status by cell counts"), CnsStatus), derived=counted_status, sdtm=supplemental("RS", "CNSCOUNT")
    )

    class Meta(CrfPage.Meta):
        constraints = [
            *CrfPage.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(blasts_percent__range=(0, 100)),
                name="csf_blasts_are_a_percentage",
                violation_error_message=_("A percentage lies between 0 and 100."),
            ),
        ]

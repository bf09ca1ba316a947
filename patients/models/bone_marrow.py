"""Bone marrow: morphology, residual disease, CD19 on the leukaemia cells, chimerism."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, Section, Table, When, coded, item, result_of, supplemental, variable
from edc.records.base import CrfPage, CrfRow
from patients.checks.bone_marrow import (
    inadequate_sample,
    mrd_agrees_with_level,
    mrd_below_blasts,
    mrd_evaluation,
    status_agrees_with_cd19,
)
from patients.checks.order import before_birth
from patients.codelists.disease import Cd19Status, Cellularity, MarrowAdequacy, MrdMethod, MrdResult


class BoneMarrow(CrfPage):
    """Bone marrow. One page for each sample."""

    crf = Crf(
        "BM",
        _("Bone marrow"),
        domain="MI",
        after=("IC",),
        reads=("DM",),
        rows=("residual",),
        sections=(
            Section(_("Sample"), "sampled_on", "adequacy", "cellularity", "blasts_percent"),
            Section(_("CD19 on the leukaemia cells"), "cd19_status", "cd19_percent"),
            Section(_("Chimerism"), "donor_chimerism_percent"),
        ),
        checks=(before_birth("BM-001", "sampled_on"), inadequate_sample, mrd_below_blasts, status_agrees_with_cd19),
    )

    sampled_on = item(models.DateField(_("Sampled on")), sdtm=variable("MI.MIDTC"))
    adequacy = item(coded(_("Sample"), MarrowAdequacy), sdtm=variable("MI.MISPCCND"))
    cellularity = item(coded(_("Cellularity"), Cellularity), sdtm=result_of("MI", "CELLULAR"))
    blasts_percent = item(
        models.DecimalField(_("Blasts among nucleated cells"), max_digits=5, decimal_places=2),
        unit="%", expect=(0, 100), sdtm=result_of("MI", "BLASTCE"),
    )  # fmt: skip
    cd19_status = item(coded(_("CD19"), Cd19Status), sdtm=result_of("CP", "CD19STAT"))
    cd19_percent = item(
        models.DecimalField(_("CD19+ among leukaemia cells"), max_digits=5, decimal_places=2),
        unit="%", expect=(0, 100), when=When("cd19_status", ("POSITIVE", "DIM", "NEGATIVE")),
        sdtm=result_of("CP", "CD19BLST"),
    )  # fmt: skip
    # Only after an allogeneic transplant.
    donor_chimerism_percent = item(
        models.DecimalField(_("Donor cells, after a transplant"), max_digits=5, decimal_places=2),
        unit="%", expect=(0, 100), required=False, sdtm=supplemental("MI", "CHIMER"),
    )  # fmt: skip

    class Meta(CrfPage.Meta):
        constraints = [
            *CrfPage.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    blasts_percent__range=(0, 100),
                    cd19_percent__range=(0, 100),
                    donor_chimerism_percent__range=(0, 100),
                ),
                name="bone_marrow_shares_are_percentages",
                violation_error_message=_("A percentage lies between 0 and 100."),
            ),
        ]


class ResidualDisease(CrfRow):
    """Minimal residual disease by one method."""

    table = Table(
        "BMR", _("Minimal residual disease"), "method", "level_percent", "sensitivity_percent", "result", "evaluation",
        checks=(mrd_agrees_with_level,),
    )  # fmt: skip

    page = models.ForeignKey(BoneMarrow, models.CASCADE, related_name="residual")
    method = item(coded(_("Method"), MrdMethod), sdtm=variable("CP.CPMETHOD"))
    level_percent = item(
        models.DecimalField(_("Level; 0 where none was found"), max_digits=9, decimal_places=6),
        unit="%", expect=(0, 100), sdtm=result_of("CP", "ABCCE"),
    )  # fmt: skip
    # From flow with few cells (10^-3) to deep sequencing (10^-6).
    sensitivity_percent = item(
        models.DecimalField(_("Sensitivity of the assay"), max_digits=9, decimal_places=6),
        unit="%", expect=(0.0001, 0.1), sdtm=variable("CP.CPLLOD"),
    )  # fmt: skip
    result = item(coded(_("Result as reported"), MrdResult), sdtm=result_of("RS", "MRDRESP"))
    evaluation = item(
        coded(_("By level and sensitivity"), MrdResult), derived=mrd_evaluation, sdtm=supplemental("CP", "MRDEVAL")
    )

    class Meta(CrfRow.Meta):
        verbose_name_plural = "residual disease"
        constraints = [
            models.CheckConstraint(
                condition=Q(level_percent__range=(0, 100), sensitivity_percent__range=(0, 100)),
                name="residual_disease_is_a_percentage",
                violation_error_message=_("A percentage lies between 0 and 100."),
            ),
        ]

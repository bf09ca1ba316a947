"""Leukapheresis: the first link of the chain of identity."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, Section, When, coded, item, result_of, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage
from patients.checks.leukapheresis import apheresis_id_is_new, t_cells_within_all_cells


class Leukapheresis(CrfPage):
    """Leukapheresis. One page for each collection; its number is what the batch is traced to."""

    crf = Crf(
        "LK",
        _("Leukapheresis"),
        domain="PR",
        after=("IC", "IE"),
        repeats=True,
        summary=("apheresis_id", "started_at", "cd3_count_e9"),
        sections=(
            Section(_("Collection"), "apheresis_id", "started_at", "ended_at", "weight_kg", "alc_before_e9_per_l"),
            Section(_("Collected"), "blood_volume_ml", "product_volume_ml", "nucleated_cells_e9", "cd3_count_e9"),
            Section(_("Tolerance"), "adverse_event", "adverse_event_description"),
        ),
        checks=(apheresis_id_is_new, t_cells_within_all_cells),
    )

    apheresis_id = item(models.CharField(_("Apheresis number"), max_length=40), sdtm=variable("BE.BEREFID"))
    started_at = item(models.DateTimeField(_("Started")), sdtm=variable("PR.PRSTDTC"))
    ended_at = item(models.DateTimeField(_("Ended")), sdtm=variable("PR.PRENDTC"))
    weight_kg = item(
        models.DecimalField(_("Weight"), max_digits=4, decimal_places=1),
        unit="kg", expect=(5, 120), sdtm=result_of("VS", "WEIGHT"),
    )  # fmt: skip
    # Below 0.1 the collection of T cells seldom succeeds; it is asked, not refused.
    alc_before_e9_per_l = item(
        models.DecimalField(_("Lymphocytes in blood before"), max_digits=6, decimal_places=3),
        unit="10*9/L", expect=(0.1, 100), sdtm=result_of("LB", "LYM"),
    )  # fmt: skip
    # Two to three blood volumes: from an infant of 5 kg (0.8 L) to an adult.
    blood_volume_ml = item(
        models.PositiveIntegerField(_("Blood processed")),
        unit="mL", expect=(500, 20000), sdtm=supplemental("PR", "PRBLDVOL"),
    )  # fmt: skip
    product_volume_ml = item(
        models.DecimalField(_("Volume collected"), max_digits=5, decimal_places=1),
        unit="mL", expect=(20, 500), sdtm=supplemental("PR", "PRVOL"),
    )  # fmt: skip
    nucleated_cells_e9 = item(
        models.DecimalField(_("Total nucleated cells"), max_digits=7, decimal_places=3),
        unit="10*9", expect=(0.5, 100), sdtm=supplemental("PR", "PRTNC"),
    )  # fmt: skip
    cd3_count_e9 = item(
        models.DecimalField(_("CD3+ cells"), max_digits=7, decimal_places=3),
        unit="10*9", expect=(0.1, 50), sdtm=supplemental("PR", "PRCD3"),
    )  # fmt: skip
    adverse_event = item(coded(_("Adverse event during the collection"), NoYes), sdtm=supplemental("PR", "PRAE"))
    adverse_event_description = item(
        models.CharField(_("Which one (enter it as adverse event too)"), max_length=200),
        when=When("adverse_event", ("Y",)), sdtm=supplemental("PR", "PRAEDESC"),
    )  # fmt: skip

    class Meta(CrfPage.Meta):
        verbose_name_plural = "leukaphereses"
        constraints = [
            *CrfPage.Meta.constraints,
            models.CheckConstraint(
                condition=Q(weight_kg__gt=0),
                name="leukapheresis_weight_positive",
                violation_error_message=_("Weight must be above 0 kg."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at__gte=F("started_at")),
                name="leukapheresis_ends_after_start",
                violation_error_message=_("The collection cannot end before it starts."),
            ),
        ]

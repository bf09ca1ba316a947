"""CAR-T kinetics: copies of the CAR gene and CAR+ T cells in one sample."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, Section, When, coded, item, not_submitted, result_of, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage
from patients.checks.car_t_kinetics import (
    cd4_cd8_ratio,
    copies_below_the_limit_are_marked,
    nothing_found_before_infusion,
    subsets_within_all_cells,
)
from patients.codelists.response import KineticsSpecimen, TransgeneMethod

GATE = not_submitted("decides which of the items that follow are asked")
BY_PCR, BY_FLOW = When("pcr_done", ("Y",)), When("flow_done", ("Y",))


class CarTKinetics(CrfPage):
    """CAR-T kinetics. One page for each sample: blood, and marrow or CSF where it was taken.

    Plausible: limits of quantification of published assays lie between 10 and 100 copies/µg; peaks of CD19 products
    in children reach some 10^5 copies/µg and most of the T cells.
    """

    crf = Crf(
        "CK",
        _("CAR-T kinetics"),
        domain="PC",
        after=("IC",),
        reads=("INF",),
        repeats=True,
        sections=(
            Section(_("Sample"), "specimen", "collected_at"),
            Section(
                _("CAR gene by PCR"), "pcr_done", "method", "lloq_copies_per_ug", "below_lloq", "copies_per_ug",
            ),
            Section(
                _("CAR+ T cells by flow cytometry"), "flow_done", "car_percent_of_cd3", "cd4_percent", "cd8_percent",
                "cd4_cd8_ratio",
            ),
        ),
        checks=(copies_below_the_limit_are_marked, nothing_found_before_infusion, subsets_within_all_cells),
    )  # fmt: skip

    specimen = item(coded(_("Specimen"), KineticsSpecimen), sdtm=variable("PC.PCSPEC"))
    collected_at = item(models.DateTimeField(_("Sample taken at")), sdtm=variable("PC.PCDTC"))
    pcr_done = item(coded(_("Measured by PCR"), NoYes), sdtm=GATE)
    method = item(coded(_("Method"), TransgeneMethod), when=BY_PCR, sdtm=variable("PC.PCMETHOD"))
    lloq_copies_per_ug = item(
        models.DecimalField(_("Lower limit of quantification"), max_digits=8, decimal_places=2),
        unit="{copies}/ug", expect=(1, 500), when=BY_PCR, sdtm=variable("PC.PCLLOQ"),
    )  # fmt: skip
    below_lloq = item(coded(_("Below that limit"), NoYes), when=BY_PCR, sdtm=variable("PC.PCSTRESC"))
    copies_per_ug = item(
        models.DecimalField(_("Copies per µg of genomic DNA"), max_digits=12, decimal_places=2),
        unit="{copies}/ug", expect=(0, 1_000_000), when=When("below_lloq", ("N",)), sdtm=variable("PC.PCORRES"),
    )  # fmt: skip
    flow_done = item(coded(_("Measured by flow cytometry"), NoYes), sdtm=GATE)
    car_percent_of_cd3 = item(
        models.DecimalField(_("CAR+ of CD3+ cells"), max_digits=5, decimal_places=2),
        unit="%", expect=(0, 95), when=BY_FLOW, sdtm=result_of("CP", "CARCD3"),
    )  # fmt: skip
    cd4_percent = item(
        models.DecimalField(_("CD4+ of CAR+ T cells"), max_digits=5, decimal_places=2),
        unit="%", expect=(0, 100), when=BY_FLOW, sdtm=result_of("CP", "CARCD4"),
    )  # fmt: skip
    cd8_percent = item(
        models.DecimalField(_("CD8+ of CAR+ T cells"), max_digits=5, decimal_places=2),
        unit="%", expect=(0, 100), when=BY_FLOW, sdtm=result_of("CP", "CARCD8"),
    )  # fmt: skip
    cd4_cd8_ratio = item(
        models.DecimalField(_("CD4 to CD8"), max_digits=8, decimal_places=2),
        unit="1", derived=cd4_cd8_ratio, sdtm=result_of("CP", "CARCD4R8"),
    )  # fmt: skip

    class Meta(CrfPage.Meta):
        verbose_name_plural = "CAR-T kinetics"
        constraints = [
            *CrfPage.Meta.constraints,
            models.CheckConstraint(
                condition=Q(copies_per_ug__gte=0) & Q(lloq_copies_per_ug__gt=0),
                name="kinetics_copies_not_negative",
                violation_error_message=_("Copies and their limit cannot be below 0. Copy the number again."),
            ),
            models.CheckConstraint(
                condition=Q(
                    car_percent_of_cd3__range=(0, 100), cd4_percent__range=(0, 100), cd8_percent__range=(0, 100)
                ),
                name="kinetics_shares_are_percentages",
                violation_error_message=_("A percentage lies between 0 and 100."),
            ),
        ]

"""B cells and immunoglobulins: whether the B cells are gone, and what replaces their antibodies."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, PartialDateField, Section, When, coded, item, result_of, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage
from patients.checks.b_cells import (
    aplasia_agrees_with_count,
    count_and_share_agree,
    counted_aplasia,
    immunoglobulin_given_before_sample,
)


class BCells(CrfPage):
    """B cells and immunoglobulins.

    Plausible: healthy infants have up to some 3000 B cells/µL; IgG above 30 g/L is myeloma, not a child after CAR-T.
    """

    crf = Crf(
        "BC",
        _("B cells and immunoglobulins"),
        domain="LB",
        after=("IC",),
        sections=(
            Section(_("B cells"), "collected_at", "cd19_per_ul", "cd19_percent", "counted_aplasia", "b_cell_aplasia"),
            Section(_("Immunoglobulins"), "igg_g_per_l", "iga_g_per_l", "igm_g_per_l", "ivig_given", "last_ivig_on"),
        ),
        checks=(aplasia_agrees_with_count, count_and_share_agree, immunoglobulin_given_before_sample),
    )

    collected_at = item(models.DateTimeField(_("Sample taken at")), sdtm=variable("LB.LBDTC"))
    cd19_per_ul = item(
        models.DecimalField(_("CD19+ cells"), max_digits=8, decimal_places=2),
        unit="/uL", expect=(0, 3000), sdtm=result_of("LB", "CD19"),
    )  # fmt: skip
    cd19_percent = item(
        models.DecimalField(_("CD19+ of lymphocytes"), max_digits=5, decimal_places=2),
        unit="%", expect=(0, 60), sdtm=result_of("LB", "CD19LY"),
    )  # fmt: skip
    counted_aplasia = item(
        coded(_("B-cell aplasia by count"), NoYes), derived=counted_aplasia, sdtm=supplemental("LB", "BCAPCNT")
    )
    b_cell_aplasia = item(
        coded(_("B-cell aplasia"), NoYes), judgement=True, sdtm=supplemental("LB", "BCAPLAS")
    )  # fmt: skip
    igg_g_per_l = item(
        models.DecimalField(_("IgG"), max_digits=5, decimal_places=2),
        unit="g/L", expect=(0, 30), sdtm=result_of("LB", "IGG"),
    )  # fmt: skip
    iga_g_per_l = item(
        models.DecimalField(_("IgA"), max_digits=5, decimal_places=2),
        unit="g/L", expect=(0, 8), sdtm=result_of("LB", "IGA"),
    )  # fmt: skip
    igm_g_per_l = item(
        models.DecimalField(_("IgM"), max_digits=5, decimal_places=2),
        unit="g/L", expect=(0, 6), sdtm=result_of("LB", "IGM"),
    )  # fmt: skip
    ivig_given = item(coded(_("Immunoglobulin infusions so far"), NoYes), sdtm=variable("CM.CMOCCUR"))
    last_ivig_on = item(
        PartialDateField(_("Last immunoglobulin infusion")),
        when=When("ivig_given", ("Y",)), sdtm=variable("CM.CMSTDTC"),
    )  # fmt: skip

    class Meta(CrfPage.Meta):
        verbose_name_plural = "B cells"
        constraints = [
            *CrfPage.Meta.constraints,
            models.CheckConstraint(
                condition=Q(cd19_per_ul__gte=0) & Q(igg_g_per_l__gte=0) & Q(iga_g_per_l__gte=0) & Q(igm_g_per_l__gte=0),
                name="b_cells_not_negative",
                violation_error_message=_("None of these results can be below 0. Copy the number again."),
            ),
            models.CheckConstraint(
                condition=Q(cd19_percent__range=(0, 100)),
                name="b_cells_share_is_percentage",
                violation_error_message=_("A percentage lies between 0 and 100."),
            ),
        ]

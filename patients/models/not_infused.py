"""Product not made or not infused: who counts in the denominator all the same."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, Section, When, coded, item, not_submitted, supplemental, variable
from edc.records.base import CrfPage
from patients.checks.chain_of_identity import batch_not_infused_is_known
from patients.checks.not_infused import made_but_no_batch, was_infused_all_the_same
from patients.codelists.treatment import NotInfused, NotInfusedReason, ProductFate


class ProductNotInfused(CrfPage):
    """Product not made or not infused. One entry for each attempt that did not end in an infusion."""

    crf = Crf(
        "NI",
        _("Product not made or not infused"),
        domain="DS",
        after=("IC",),
        reads=("MF", "INF"),
        repeats=True,
        summary=("decided_on", "stage", "reason", "batch_id"),
        sections=(
            Section(_("Decision"), "decided_on", "stage", "reason", "reason_other"),
            Section(_("Product"), "batch_id", "product_fate"),
        ),
        checks=(batch_not_infused_is_known, was_infused_all_the_same, made_but_no_batch),
    )

    decided_on = item(models.DateField(_("Decided on")), sdtm=variable("DS.DSSTDTC"))
    stage = item(coded(_("How far it came"), NotInfused), sdtm=supplemental("DS", "DSSTAGE"))
    reason = item(coded(_("Main reason"), NotInfusedReason), sdtm=variable("DS.DSDECOD"))
    reason_other = item(
        models.CharField(_("Which reason"), max_length=200), when=When("reason", ("OTHER",)), sdtm=variable("DS.DSTERM")
    )
    batch_id = item(
        models.CharField(_("Batch number"), max_length=40),
        when=When("stage", (NotInfused.NOT_INFUSED.value,)), sdtm=supplemental("DS", "BATCH"),
    )  # fmt: skip
    product_fate = item(
        coded(_("What becomes of the product"), ProductFate), sdtm=not_submitted("stands in the product record")
    )

    class Meta(CrfPage.Meta):
        verbose_name_plural = "products not infused"

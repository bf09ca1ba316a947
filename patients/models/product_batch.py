"""Product batch: from the cells collected to the bags released, with the tests between."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, Section, Table, When, coded, item, not_submitted, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage, CrfRow
from patients.checks.chain_of_identity import apheresis_is_of_this_participant, batch_is_of_one_participant
from patients.checks.order import in_order
from patients.checks.product_batch import (
    each_bag_once,
    failed_tests_need_an_exception,
    out_of_specification_agrees,
    verdict_agrees_with_specification,
)
from patients.checks.product_release import (
    by_both_specifications,
    exception_before_release,
    made_car_cells,
    release_verdict,
    released_against_the_numbers,
    sufficient_for,
)
from patients.codelists.product import (
    BatchFailure,
    BatchOutcome,
    CarGate,
    ReleaseTest,
    ReleaseUnit,
    ReleaseVerdict,
    Verdict,
)

RELEASED = When("outcome", (BatchOutcome.RELEASED.value, BatchOutcome.EXCEPTION.value))
BY_EXCEPTION = When("outcome", (BatchOutcome.EXCEPTION.value,))
PRODUCT_RECORD = not_submitted("stands in the product record that the sponsor keeps")


class ProductBatch(CrfPage):
    """Manufacturing and release. One page for each batch, also for one that failed."""

    crf = Crf(
        "MF",
        _("Manufacturing and release"),
        domain="BE",
        after=("IC", "LK"),
        repeats=True,
        summary=("batch_id", "apheresis_id", "outcome", "released_on"),
        rows=("tests", "bags"),
        sections=(
            Section(_("Batch"), "apheresis_id", "batch_id", "started_on", "harvested_on"),
            Section(
                _("Release"), "outcome", "released_on", "certificate_number", "out_of_specification", "release_verdict",
            ),
            Section(_("Cells made"), "car_gate", "made_car_cells_e6", "sufficient_for"),
            Section(_("Exception"), "exception_reason", "exception_approved_by", "exception_approved_on"),
            Section(_("Failure"), "failure_reason", "failure_description"),
        ),
        checks=(
            apheresis_is_of_this_participant, batch_is_of_one_participant,
            in_order("MF-003", "harvested_on", "released_on"), failed_tests_need_an_exception,
            out_of_specification_agrees, each_bag_once, released_against_the_numbers, exception_before_release,
        ),
        reads=("LK",),
    )  # fmt: skip

    apheresis_id = item(models.CharField(_("Apheresis number"), max_length=40), sdtm=variable("BE.BEREFID"))
    batch_id = item(models.CharField(_("Batch number"), max_length=40), sdtm=supplemental("BE", "BATCH"))
    started_on = item(models.DateField(_("Manufacturing started")), sdtm=variable("BE.BESTDTC"))
    harvested_on = item(models.DateField(_("Cells harvested")), when=RELEASED, sdtm=variable("BE.BEENDTC"))
    outcome = item(coded(_("Outcome"), BatchOutcome), sdtm=supplemental("BE", "BEOUT"))
    released_on = item(models.DateField(_("Released on")), when=RELEASED, sdtm=variable("BE.BEDTC"))
    certificate_number = item(
        models.CharField(_("Number of the certificate of analysis"), max_length=40), when=RELEASED, sdtm=PRODUCT_RECORD
    )
    out_of_specification = item(
        coded(_("A test is out of specification"), NoYes), when=RELEASED, sdtm=supplemental("BE", "BEOOS")
    )
    release_verdict = item(
        coded(_("By all tests"), ReleaseVerdict), derived=release_verdict, sdtm=supplemental("BE", "BEVERDCT")
    )
    car_gate = item(
        coded(_("CAR+ percentage is a share"), CarGate), when=RELEASED, required=False,
        sdtm=supplemental("BE", "CARGATE"),
    )  # fmt: skip
    made_car_cells_e6 = item(
        models.DecimalField(_("Viable CAR+ cells made"), max_digits=14, decimal_places=3),
        unit="10*6", derived=made_car_cells, sdtm=supplemental("BE", "BECARCEL"),
    )  # fmt: skip
    sufficient_for = item(
        models.CharField(_("Enough for dose level"), max_length=8),
        derived=sufficient_for, sdtm=supplemental("BE", "BEDLMAX"),
    )  # fmt: skip
    exception_reason = item(
        models.TextField(_("Why it is released all the same")), when=BY_EXCEPTION, sdtm=PRODUCT_RECORD
    )
    exception_approved_by = item(
        models.CharField(_("Exception approved by"), max_length=80),
        when=BY_EXCEPTION, sdtm=not_submitted("names of staff stay at the site"),
    )  # fmt: skip
    exception_approved_on = item(models.DateField(_("Exception approved on")), when=BY_EXCEPTION, sdtm=PRODUCT_RECORD)
    failure_reason = item(
        coded(_("Why it failed"), BatchFailure), when=When("outcome", ("FAILED",)), sdtm=supplemental("BE", "BEFAIL")
    )
    failure_description = item(
        models.CharField(_("Describe the failure"), max_length=200),
        when=When("failure_reason", ("OTHER",)), sdtm=PRODUCT_RECORD,
    )  # fmt: skip

    class Meta(CrfPage.Meta):
        verbose_name_plural = "product batches"
        constraints = [
            *CrfPage.Meta.constraints,
            models.CheckConstraint(
                condition=Q(harvested_on__gte=F("started_on")),
                name="product_batch_harvested_after_start",
                violation_error_message=_("Cells cannot be harvested before manufacturing starts."),
            ),
        ]

    def preset_rows(self, name: str) -> list["ReleaseResult"]:
        """The rows that a new page offers: the usual tests of a certificate."""
        tests = ReleaseTest.values if name == "tests" else ()
        return [ReleaseResult(page=self, position=at, test=code) for at, code in enumerate(tests, start=1)]


class ReleaseResult(CrfRow):
    """One test of the certificate, as it prints specification and result."""

    table = Table(
        "MFT", _("Release tests"), "test", "specification", "result", "unit", "verdict", "by_both_specifications",
        checks=(verdict_agrees_with_specification,),
    )  # fmt: skip

    page = models.ForeignKey(ProductBatch, models.CASCADE, related_name="tests")
    test = item(coded(_("Test"), ReleaseTest), sdtm=variable("LB.LBTESTCD"))
    specification = item(models.CharField(_("Specification"), max_length=60), sdtm=supplemental("LB", "LBSPECIF"))
    result = item(models.CharField(_("Result"), max_length=60), sdtm=variable("LB.LBORRES"))
    unit = item(coded(_("Unit"), ReleaseUnit), required=False, sdtm=variable("LB.LBORRESU"))
    verdict = item(coded(_("Verdict"), Verdict), sdtm=supplemental("LB", "LBPASS"))
    by_both_specifications = item(
        coded(_("By certificate and protocol"), Verdict),
        derived=by_both_specifications, sdtm=supplemental("LB", "LBPASSPR"),
    )  # fmt: skip


class MadeBag(CrfRow):
    """One bag filled from the batch."""

    table = Table("MFB", _("Bags made"), "bag_id", "volume_ml", "total_cells_e6")

    page = models.ForeignKey(ProductBatch, models.CASCADE, related_name="bags")
    bag_id = item(models.CharField(_("Bag number"), max_length=40), sdtm=variable("EC.ECLOT"))
    volume_ml = item(
        models.DecimalField(_("Volume"), max_digits=6, decimal_places=1),
        unit="mL", expect=(5, 300), sdtm=PRODUCT_RECORD,
    )  # fmt: skip
    total_cells_e6 = item(
        models.DecimalField(_("Total nucleated cells"), max_digits=10, decimal_places=3),
        unit="10*6", expect=(1, 5000), sdtm=PRODUCT_RECORD,
    )  # fmt: skip

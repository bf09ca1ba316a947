"""Replication-competent lentivirus and insertion sites: before infusion, at months 3, 6 and 12, then yearly."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from adverse_events.checks.vector_safety import one_clone_is_reported, positive_is_reported
from adverse_events.codelists.late import Clonality, InsertionMethod, RclMethod
from edc.crf import Crf, Section, When, coded, item, result_of, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage
from patients.codelists.virology import QualitativeResult

SITES = When("insertion_tested", ("Y",))


class VectorSafety(CrfPage):
    """Replication-competent lentivirus and insertion sites. A sample that is only stored says so."""

    crf = Crf(
        "RCL",
        _("Replication-competent lentivirus and insertion site"),
        domain="MB",
        after=("IC",),
        summary=("sampled_on", "rcl_result", "clonality"),
        sections=(
            Section(_("Replication-competent lentivirus"), "sampled_on", "rcl_tested", "rcl_method", "rcl_result"),
            Section(
                _("Insertion sites"),
                "insertion_tested", "insertion_method", "clonality", "largest_clone_percent", "nearest_gene",
            ),
        ),
        checks=(positive_is_reported, one_clone_is_reported),
    )  # fmt: skip

    sampled_on = item(models.DateField(_("Blood taken on")), sdtm=variable("MB.MBDTC"))
    rcl_tested = item(coded(_("Tested (no: stored only)"), NoYes), sdtm=variable("MB.MBSTAT"))
    rcl_method = item(coded(_("Method"), RclMethod), when=When("rcl_tested", ("Y",)), sdtm=variable("MB.MBMETHOD"))
    rcl_result = item(
        coded(_("Result"), QualitativeResult), when=When("rcl_tested", ("Y",)), sdtm=result_of("MB", "RCL")
    )
    insertion_tested = item(coded(_("Insertion sites analysed"), NoYes), sdtm=variable("GF.GFSTAT"))
    insertion_method = item(coded(_("Method"), InsertionMethod), when=SITES, sdtm=variable("GF.GFMETHOD"))
    clonality = item(coded(_("Clones that carry the vector"), Clonality), when=SITES, sdtm=result_of("GF", "CLONLTY"))
    largest_clone_percent = item(
        models.DecimalField(_("Share of the largest clone"), max_digits=5, decimal_places=2),
        unit="%", when=SITES, sdtm=result_of("GF", "CLONMAX"),
    )  # fmt: skip
    nearest_gene = item(
        models.CharField(_("Gene nearest to its insertion"), max_length=40),
        when=SITES, sdtm=supplemental("GF", "GFNEARGN"),
    )  # fmt: skip

    class Meta(CrfPage.Meta):
        verbose_name_plural = "vector safety"
        constraints = [
            *CrfPage.Meta.constraints,
            models.CheckConstraint(
                condition=Q(largest_clone_percent__range=(0, 100)),
                name="largest_clone_is_percentage",
                violation_error_message=_(
                    "Share of the largest clone: a percentage lies between 0 and 100. Correct the number."
                ),
            ),
        ]

"""Eligibility: the criteria of the participant's protocol, one row each, and the investigator's conclusion."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, Section, Table, coded, item, not_submitted, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage, CrfRow
from patients.checks.eligibility import (
    age_at_consent,
    age_is_within_limits,
    answer_follows_the_record,
    assessed_after_consent,
    conclusion_follows_criteria,
    eligible_though_undecided,
    every_criterion_answered,
    proposed,
    sex_is_that_of_the_protocol,
    waiver_names_a_criterion,
    waiver_was_approved,
)
from patients.codelists.eligibility import CriterionOutcome
from patients.criteria.known import READS
from trial.protocol_part import Text


class Eligibility(CrfPage):
    """Eligibility. Asked at screening, and again before apheresis, lymphodepletion and infusion."""

    crf = Crf(
        "IE",
        _("Eligibility"),
        domain="IE",
        after=("IC", "DM"),
        rows=("criteria", "waivers"),
        sections=(Section(_("Conclusion"), "assessed_on", "age_at_consent", "eligible", "decided_by"),),
        checks=(
            every_criterion_answered, conclusion_follows_criteria, age_is_within_limits, assessed_after_consent,
            sex_is_that_of_the_protocol, eligible_though_undecided,
        ),
        reads=(*READS, "IE"),
    )  # fmt: skip

    assessed_on = item(models.DateField(_("Assessed on")), sdtm=variable("IE.IEDTC"))
    age_at_consent = item(
        models.PositiveSmallIntegerField(_("Age at consent")), unit="a", derived=age_at_consent, sdtm=variable("DM.AGE")
    )
    eligible = item(coded(_("The participant is eligible"), NoYes), judgement=True, sdtm=variable("DS.DSDECOD"))
    decided_by = item(
        models.CharField(_("Investigator who decided"), max_length=80),
        sdtm=not_submitted("names of staff stay at the site"),
    )

    class Meta(CrfPage.Meta):
        verbose_name_plural = "eligibility"

    def preset_rows(self, name: str) -> list["Criterion"]:
        """The rows that a new page starts with: every criterion of the participant's protocol, in its order."""
        if name != "criteria":
            return []
        criteria = self.subject.protocol_version.protocol.criteria
        return [
            Criterion(page=self, position=at, criterion_code=each.code) for at, each in enumerate(criteria, start=1)
        ]


class Criterion(CrfRow):
    """The answer to one criterion. Its words belong to the protocol version, not to this software."""

    preset_items = ("criterion_code",)
    table = Table(
        "IEC", _("Criteria"), "criterion_code", "answer", "evidence", "proposed", checks=(answer_follows_the_record,)
    )

    page = models.ForeignKey(Eligibility, models.CASCADE, related_name="criteria")
    criterion_code = item(models.CharField(_("Criterion"), max_length=16), sdtm=variable("IE.IETESTCD"))
    answer = item(coded(_("Applies"), NoYes), sdtm=variable("IE.IEORRES"))
    evidence = item(models.TextField(_("Evidence or comment")), required=False, sdtm=supplemental("IE", "IEEVID"))

    proposed = item(coded(_("By the record"), CriterionOutcome), derived=proposed, sdtm=supplemental("IE", "IEPROPOS"))

    class Meta(CrfRow.Meta):
        verbose_name_plural = "criteria"
        constraints = [
            models.UniqueConstraint(
                fields=["page", "criterion_code"],
                name="criterion_once_on_a_page",
                violation_error_message=_(
                    "This criterion already has an answer on this page. Correct that answer instead."
                ),
            ),
        ]

    @property
    def caption(self) -> str:
        """The criterion in the reader's language, in the words that stood there when it was first answered.

        "" for a code that the participant's protocol does not have.
        """
        held = self.derivations.get("proposed", {}).get("inputs", {}).get("criterion")
        if held:
            return str(Text(**held))
        criteria = self.page.subject.protocol_version.protocol.criteria
        return next((str(criterion.text) for criterion in criteria if criterion.code == self.criterion_code), "")


class Waiver(CrfRow):
    """One criterion that speaks against taking part and was set aside with an approval. Its answer stays what it is."""

    table = Table(
        "IEW", _("Criteria set aside"), "criterion_code", "reason", "approved_by", "approved_on",
        checks=(waiver_names_a_criterion, waiver_was_approved),
    )  # fmt: skip

    page = models.ForeignKey(Eligibility, models.CASCADE, related_name="waivers")
    criterion_code = item(models.CharField(_("Criterion"), max_length=16), sdtm=supplemental("IE", "IEWAIVED"))
    reason = item(models.CharField(_("Why it is set aside"), max_length=200), sdtm=supplemental("IE", "IEWAIVRS"))
    approved_by = item(
        models.CharField(_("Approved by"), max_length=80), sdtm=not_submitted("names of staff stay at the site")
    )
    approved_on = item(models.DateField(_("Approved on")), sdtm=supplemental("IE", "IEWAIVDT"))

    class Meta(CrfRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["page", "criterion_code"],
                name="criterion_set_aside_once_on_a_page",
                violation_error_message=_("This criterion is set aside on this page already. Correct that row."),
            ),
        ]

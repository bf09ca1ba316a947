"""Physical examination by body system."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, Section, Table, When, coded, item, not_submitted, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage, CrfRow
from patients.checks.order import before_birth
from patients.codelists.examination import BodySystem, ExaminationResult


class PhysicalExamination(CrfPage):
    """Physical examination. One page for each visit; every body system is answered."""

    crf = Crf(
        "PE",
        _("Physical examination"),
        domain="PE",
        after=("IC",),
        reads=("DM",),
        rows=("systems",),
        sections=(Section(_("Examination"), "examined_on", "examined_by"),),
        checks=(before_birth("PE-001", "examined_on"),),
    )

    examined_on = item(models.DateField(_("Examined on")), sdtm=variable("PE.PEDTC"))
    examined_by = item(
        models.CharField(_("Examined by"), max_length=80), sdtm=not_submitted("names of staff stay at the site")
    )

    def preset_rows(self, name: str) -> list["SystemFinding"]:
        """The rows that a new page starts with: every body system."""
        systems = BodySystem.values if name == "systems" else ()
        return [SystemFinding(page=self, position=at, system=code) for at, code in enumerate(systems, start=1)]


class SystemFinding(CrfRow):
    """What was found in one body system."""

    preset_items = ("system",)
    table = Table("PES", _("Findings"), "system", "result", "description", "significant")

    page = models.ForeignKey(PhysicalExamination, models.CASCADE, related_name="systems")
    system = item(coded(_("Body system"), BodySystem), sdtm=variable("PE.PETESTCD"))
    result = item(coded(_("Finding"), ExaminationResult), sdtm=variable("PE.PEORRES"))
    description = item(
        models.CharField(_("Describe it"), max_length=200),
        when=When("result", ("ABNORMAL",)), sdtm=variable("PE.PEORRES"),
    )  # fmt: skip
    significant = item(
        coded(_("Clinically significant"), NoYes),
        when=When("result", ("ABNORMAL",)), sdtm=supplemental("PE", "PECLSIG"),
    )  # fmt: skip

    class Meta(CrfRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["page", "system"],
                name="body_system_once_on_a_page",
                violation_error_message=_("This body system already has an answer on this page. Correct that answer."),
            ),
        ]

    @property
    def caption(self) -> str:
        """The body system in the reader's language; "" for a row that names none."""
        return str(dict(BodySystem.choices).get(self.system or "", "")) if self.system else ""

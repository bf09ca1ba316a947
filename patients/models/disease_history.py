"""Disease history: diagnosis, genetics, and every relapse with its sites."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, PartialDateField, Section, Table, When, coded, item, result_of, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage, CrfRow
from patients.checks.disease_history import (
    relapse_after_diagnosis,
    relapsed_or_refractory,
    relapses_are_listed,
    subtype_agrees_with_lesions,
)
from patients.checks.order import before_birth
from patients.codelists.disease import CnsStatus
from patients.codelists.history import (
    BAllSubtype,
    GeneticLesion,
    GeneticMethod,
    LesionResult,
    RelapseSite,
    SubtypeSystem,
)


class DiseaseHistory(CrfPage):
    """Disease history. One for each participant, at screening."""

    crf = Crf(
        "DH",
        _("Disease history"),
        domain="MH",
        after=("IC",),
        reads=("DM",),
        rows=("lesions", "relapses"),
        sections=(
            Section(
                _("Diagnosis"), "diagnosed_on", "subtype", "subtype_other", "classification",
                "blasts_at_diagnosis_percent", "cns_at_diagnosis",
            ),
            Section(_("Present disease"), "relapse_number", "refractory", "blasts_at_relapse_percent"),
        ),
        checks=(
            before_birth("DH-001", "diagnosed_on"), relapses_are_listed, relapsed_or_refractory,
            relapse_after_diagnosis, subtype_agrees_with_lesions,
        ),
    )  # fmt: skip

    diagnosed_on = item(PartialDateField(_("B-ALL diagnosed on")), sdtm=variable("MH.MHSTDTC"))
    subtype = item(coded(_("Subtype"), BAllSubtype), sdtm=supplemental("MH", "BALLTYPE"))
    subtype_other = item(
        models.CharField(_("Which subtype"), max_length=80),
        when=When("subtype", ("OTHER",)), sdtm=supplemental("MH", "BALLTYPO"),
    )  # fmt: skip
    classification = item(coded(_("Subtype named by"), SubtypeSystem), sdtm=supplemental("MH", "BALLCLAS"))
    # Below 20 % marrow blasts acute leukaemia is seldom diagnosed.
    blasts_at_diagnosis_percent = item(
        models.DecimalField(_("Marrow blasts at diagnosis"), max_digits=5, decimal_places=2),
        unit="%", expect=(20, 100), sdtm=result_of("MI", "BLASTCE"),
    )  # fmt: skip
    cns_at_diagnosis = item(coded(_("CNS status at diagnosis"), CnsStatus), sdtm=result_of("RS", "CNSSTAT"))
    relapse_number = item(
        models.PositiveSmallIntegerField(_("Number of relapses so far")),
        unit="1", expect=(0, 5), sdtm=supplemental("MH", "NRELAPSE"),
    )  # fmt: skip
    refractory = item(coded(_("Refractory to the last treatment"), NoYes), sdtm=supplemental("MH", "REFRACT"))
    blasts_at_relapse_percent = item(
        models.DecimalField(_("Marrow blasts at the present relapse"), max_digits=5, decimal_places=2),
        unit="%", expect=(0, 100), sdtm=result_of("MI", "BLASTCE"),
    )  # fmt: skip

    class Meta(CrfPage.Meta):
        verbose_name_plural = "disease histories"
        constraints = [
            *CrfPage.Meta.constraints,
            models.CheckConstraint(
                condition=Q(blasts_at_diagnosis_percent__range=(0, 100), blasts_at_relapse_percent__range=(0, 100)),
                name="disease_history_blasts_are_percentages",
                violation_error_message=_("A percentage lies between 0 and 100."),
            ),
        ]

    def preset_rows(self, name: str) -> list["Lesion"]:
        """The rows that a new page starts with: every lesion that decides the risk."""
        lesions = GeneticLesion.values if name == "lesions" else ()
        return [Lesion(page=self, position=at, lesion=code) for at, code in enumerate(lesions, start=1)]


class Lesion(CrfRow):
    """One genetic lesion: looked for or not, found or not."""

    preset_items = ("lesion",)
    table = Table("DHG", _("Cytogenetics and molecular genetics"), "lesion", "result", "method", "detail")

    page = models.ForeignKey(DiseaseHistory, models.CASCADE, related_name="lesions")
    lesion = item(coded(_("Lesion"), GeneticLesion), sdtm=variable("GF.GFTESTCD"))
    result = item(coded(_("Result"), LesionResult), sdtm=variable("GF.GFORRES"))
    method = item(
        coded(_("Method"), GeneticMethod), when=When("result", ("DETECTED", "NOT DETECTED")),
        sdtm=variable("GF.GFMETHOD"),
    )  # fmt: skip
    detail = item(
        models.CharField(_("Karyotype, partner gene or variant"), max_length=200),
        required=False, sdtm=supplemental("GF", "GFDETAIL"),
    )  # fmt: skip

    class Meta(CrfRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["page", "lesion"],
                name="lesion_once_on_a_page",
                violation_error_message=_("This lesion already has an answer on this page. Correct that answer."),
            ),
        ]

    @property
    def caption(self) -> str:
        """The lesion in the reader's language; "" for a row that names none."""
        return str(dict(GeneticLesion.choices).get(self.lesion or "", "")) if self.lesion else ""


class Relapse(CrfRow):
    """One site of one relapse; a relapse at two sites takes two rows with the same number."""

    table = Table("DHR", _("Relapses by site"), "number", "relapsed_on", "site", "site_other")

    page = models.ForeignKey(DiseaseHistory, models.CASCADE, related_name="relapses")
    number = item(
        models.PositiveSmallIntegerField(_("Relapse")), unit="1", expect=(1, 5), sdtm=supplemental("MH", "RELAPNO")
    )
    relapsed_on = item(PartialDateField(_("Found on")), sdtm=variable("MH.MHSTDTC"))
    site = item(coded(_("Site"), RelapseSite), sdtm=variable("MH.MHLOC"))
    site_other = item(
        models.CharField(_("Which site"), max_length=80), when=When("site", ("OTHER",)), sdtm=variable("MH.MHLOC")
    )

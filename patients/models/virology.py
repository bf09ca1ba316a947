"""Virology: the markers that exclude, and anti-HBc beside them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, Section, Table, When, coded, item, supplemental, variable
from edc.records.base import CrfPage, CrfRow
from patients.checks.virology import hbv_dna_after_anti_hbc, load_of_positive_pcr, log10_of, positive_marker
from patients.codelists.virology import LoadUnit, QualitativeResult, ViralMarker, ViralMethod


class Virology(CrfPage):
    """Virology. One page for each sampling; a marker not tested carries its reason."""

    crf = Crf(
        "VIR",
        _("Virology"),
        domain="LB",
        after=("IC",),
        repeats=True,
        summary=("laboratory_name",),
        rows=("markers",),
        sections=(Section(_("Laboratory"), "laboratory_name"),),
        checks=(positive_marker, hbv_dna_after_anti_hbc),
    )

    laboratory_name = item(models.CharField(_("Laboratory"), max_length=80), sdtm=variable("LB.LBNAM"))

    class Meta(CrfPage.Meta):
        verbose_name_plural = "virology"

    def preset_rows(self, name: str) -> list["ViralResult"]:
        """The rows that a new page starts with: every marker."""
        markers = ViralMarker.values if name == "markers" else ()
        return [ViralResult(page=self, position=at, marker=code) for at, code in enumerate(markers, start=1)]


class ViralResult(CrfRow):
    """One marker of one sampling."""

    preset_items = ("marker",)
    table = Table(
        "VIRM", _("Markers"), "marker", "result", "method", "sampled_on", "viral_load", "load_unit", "log10_load",
        checks=(load_of_positive_pcr,),
    )  # fmt: skip

    page = models.ForeignKey(Virology, models.CASCADE, related_name="markers")
    marker = item(coded(_("Marker"), ViralMarker), sdtm=variable("LB.LBTESTCD"))
    result = item(coded(_("Result"), QualitativeResult), sdtm=variable("LB.LBORRES"))
    method = item(
        coded(_("Method"), ViralMethod), when=When("result", tuple(QualitativeResult.values)),
        sdtm=variable("LB.LBMETHOD"),
    )  # fmt: skip
    sampled_on = item(
        models.DateField(_("Sampled on")), when=When("result", tuple(QualitativeResult.values)),
        sdtm=variable("LB.LBDTC"),
    )  # fmt: skip
    # From the limit of detection to acute hepatitis B.
    viral_load = item(
        models.DecimalField(_("Viral load"), max_digits=14, decimal_places=1),
        unit="1", expect=(0, 10**11), required=False, sdtm=supplemental("LB", "LBLOAD"),
    )  # fmt: skip
    load_unit = item(coded(_("Unit of viral load"), LoadUnit), required=False, sdtm=supplemental("LB", "LBLOADU"))
    log10_load = item(
        models.DecimalField(_("log₁₀ of viral load"), max_digits=4, decimal_places=2),
        unit="1", derived=log10_of, sdtm=supplemental("LB", "LBLOADLG"),
    )  # fmt: skip

    class Meta(CrfRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["page", "marker"],
                name="viral_marker_once_on_a_page",
                violation_error_message=_("This marker already has a result on this page. Correct that result."),
            ),
            models.CheckConstraint(
                condition=Q(viral_load__gte=0),
                name="viral_load_not_negative",
                violation_error_message=_("A viral load cannot be below 0."),
            ),
        ]

    @property
    def caption(self) -> str:
        """The marker in the reader's language; "" for a code that the list does not have."""
        return str(dict(ViralMarker.choices).get(self.marker or "", ""))

"""Laboratory panel: one sample, its results as reported, each with the unit and reference range of that report."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, Section, Table, When, coded, item, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage, CrfRow
from patients.checks.laboratory_grades import grade_high, grade_low, standard_unit_of, standard_value
from patients.checks.laboratory_panel import (
    collected_after_birth,
    each_test_once,
    loaded_high,
    loaded_low,
    printed_range_is_the_loaded_one,
    reference_limits_in_order,
    unit_is_usual,
    value_has_unit,
    value_is_believable,
)
from patients.codelists.laboratory import Comparator, LabGrade, LabPanel, LabSpecimen, LabTest, LabUnit, RangeFlag
from patients.panels import TESTS

# The unit of a result stands in its own item, because laboratories differ.
UNIT_BESIDE = "1"


class LaboratoryPanel(CrfPage):
    """Laboratory panel. One page for each sample; several may be taken at one visit."""

    crf = Crf(
        "LB",
        _("Laboratory panel"),
        domain="LB",
        after=("IC",),
        reads=("LB", "LD", "INF", "DM"),
        rows=("results",),
        repeats=True,
        starts_with="panel",
        sections=(Section(_("Sample"), "panel", "sample_collected_at", "specimen", "fasting", "laboratory_name"),),
        checks=(each_test_once, collected_after_birth),
    )

    panel = item(coded(_("Panel"), LabPanel), sdtm=variable("LB.LBCAT"))
    sample_collected_at = item(models.DateTimeField(_("Sample taken at")), sdtm=variable("LB.LBDTC"))
    specimen = item(coded(_("Specimen"), LabSpecimen), sdtm=variable("LB.LBSPEC"))
    fasting = item(coded(_("Fasting"), NoYes), when=When("panel", ("CHEMISTRY",)), sdtm=variable("LB.LBFAST"))
    laboratory_name = item(models.CharField(_("Laboratory"), max_length=80), sdtm=variable("LB.LBNAM"))

    def preset_rows(self, name: str) -> list["LaboratoryResult"]:
        """The rows that a new page starts with: the usual tests of its panel; none while no panel is chosen."""
        tests = TESTS.get(self.panel or "", ()) if name == "results" else ()
        return [LaboratoryResult(page=self, position=number, test=test) for number, test in enumerate(tests, start=1)]

    def is_concerned_by(self, page: Any) -> bool:
        """Other panels are looked at for the baseline alone, which lies before the infusion."""
        infused = self.subject.infused_at
        if page.crf.code != self.crf.code or infused is None:
            return True
        held = page.held_value("sample_collected_at")
        return any(taken is None or taken < infused for taken in (page.sample_collected_at, held or infused))


class LaboratoryResult(CrfRow):
    """One result exactly as the report prints it; a test that was not done carries its reason in place of a value."""

    table = Table(
        "LBR", _("Results"), "test", "comparator", "value", "unit", "reference_low", "reference_high", "flag",
        "grade_low", "grade_high", "standard_value", "standard_unit", "loaded_low", "loaded_high",
        checks=(
            value_has_unit, unit_is_usual, value_is_believable, reference_limits_in_order,
            printed_range_is_the_loaded_one,
        ),
    )  # fmt: skip

    page = models.ForeignKey(LaboratoryPanel, models.CASCADE, related_name="results")
    test = item(coded(_("Test"), LabTest), sdtm=variable("LB.LBTESTCD"))
    comparator = item(coded(_("< or >"), Comparator), required=False, sdtm=variable("LB.LBORRES"))
    value = item(
        models.DecimalField(_("Result"), max_digits=14, decimal_places=4), unit=UNIT_BESIDE, sdtm=variable("LB.LBORRES")
    )
    unit = item(coded(_("Unit"), LabUnit), required=False, sdtm=variable("LB.LBORRESU"))
    reference_low = item(
        models.DecimalField(_("Reference range from"), max_digits=14, decimal_places=4),
        unit=UNIT_BESIDE, required=False, sdtm=variable("LB.LBORNRLO"),
    )  # fmt: skip
    reference_high = item(
        models.DecimalField(_("Reference range to"), max_digits=14, decimal_places=4),
        unit=UNIT_BESIDE, required=False, sdtm=variable("LB.LBORNRHI"),
    )  # fmt: skip
    flag = item(coded(_("Marked by the laboratory"), RangeFlag), required=False, sdtm=variable("LB.LBNRIND"))
    # What the laboratory gave for this sex and age on the day of the sample, kept as it was on that day.
    loaded_low = item(
        models.DecimalField(_("Range of the laboratory from"), max_digits=14, decimal_places=4),
        unit=UNIT_BESIDE, derived=loaded_low, sdtm=supplemental("LB", "LBLDNRLO"),
    )  # fmt: skip
    loaded_high = item(
        models.DecimalField(_("Range of the laboratory to"), max_digits=14, decimal_places=4),
        unit=UNIT_BESIDE, derived=loaded_high, sdtm=supplemental("LB", "LBLDNRHI"),
    )  # fmt: skip
    # Wide enough for the largest result in the largest conversion.
    standard_value = item(
        models.DecimalField(_("In the standard unit"), max_digits=18, decimal_places=4),
        unit=UNIT_BESIDE, derived=standard_value, sdtm=variable("LB.LBSTRESN"),
    )  # fmt: skip
    standard_unit = item(coded(_("Standard unit"), LabUnit), derived=standard_unit_of, sdtm=variable("LB.LBSTRESU"))
    grade_low = item(coded(_("CTCAE grade, low"), LabGrade), derived=grade_low, sdtm=supplemental("LB", "LBTOXGRL"))
    grade_high = item(coded(_("CTCAE grade, high"), LabGrade), derived=grade_high, sdtm=supplemental("LB", "LBTOXGRH"))

    class Meta(CrfRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(value__gte=0),
                name="laboratory_result_not_negative",
                violation_error_message=_(
                    "Result: none of these tests can be below 0. Copy the number again from the report."
                ),
            ),
        ]

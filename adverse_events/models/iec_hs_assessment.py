"""IEC-HS: criteria and grade of an episode, beside the investigator's."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from adverse_events.checks.common import names_an_event
from adverse_events.checks.iec_hs import SEEN, criteria_met, derived_grade, fulfils_iec_hs, grade_agrees
from adverse_events.codelists.haematotoxicity import IecHsCriterion, IecHsGrade
from edc.crf import Crf, Section, When, coded, item, not_submitted, result_of, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage
from patients.checks.order import in_order


def _seen(criterion: IecHsCriterion, testcd: str) -> Any:
    return item(coded(criterion.label, NoYes), sdtm=result_of("FA", testcd))


def _course(label: Any, testcd: str) -> Any:
    return item(coded(label, NoYes), sdtm=result_of("FA", testcd))


class IecHsAssessment(CrfPage):
    """IEC-HS. One entry for each episode; its laboratory values are read from the panels of these days."""

    crf = Crf(
        "IHS",
        _("Haemophagocytic syndrome (IEC-HS)"),
        domain="FA",
        after=("INF",),
        reads=("AE", "LB", "LD", "INF"),
        repeats=True,
        summary=("started_on", "ended_on", "fulfils_iec_hs", "grade"),
        sections=(
            Section(_("Episode"), "started_on", "ongoing", "ended_on", "ae_number"),
            Section(_("Found"), *SEEN),
            Section(_("By findings and laboratory values"), "criteria_met", "attributable", "fulfils_iec_hs"),
            Section(_("Course"), "intervention", "severe", "life_threatening", "death"),
            Section(_("Grade"), "derived_grade", "grade"),
        ),
        checks=(in_order("IHS-001", "started_on", "ended_on"), grade_agrees, names_an_event("IHS-003")),
    )

    started_on = item(models.DateField(_("Started on")), sdtm=variable("FA.FASTDTC"))
    ongoing = item(coded(_("Still active"), NoYes), sdtm=supplemental("FA", "IHSONGO"))
    ended_on = item(models.DateField(_("Ended on")), when=When("ongoing", ("N",)), sdtm=variable("FA.FAENDTC"))
    ae_number = item(
        models.PositiveSmallIntegerField(_("Number in the adverse event log")),
        unit="1", sdtm=not_submitted("link: becomes RELREC"),
    )  # fmt: skip
    haemophagocytosis = _seen(IecHsCriterion.HAEMOPHAGOCYTOSIS, "IHSHPHAG")
    cytopenia = _seen(IecHsCriterion.CYTOPENIA, "IHSCYTOP")
    splenomegaly = _seen(IecHsCriterion.SPLENOMEGALY, "IHSSPLEN")
    fever = _seen(IecHsCriterion.FEVER, "IHSFEVER")
    neurotoxicity = _seen(IecHsCriterion.NEUROTOXICITY, "IHSNEURO")
    pulmonary = _seen(IecHsCriterion.PULMONARY, "IHSPULM")
    renal = _seen(IecHsCriterion.RENAL, "IHSRENAL")
    criteria_met = item(
        models.CharField(_("Criteria that are met"), max_length=200),
        derived=criteria_met, sdtm=supplemental("FA", "IHSCRIT"),
    )  # fmt: skip
    attributable = item(
        coded(_("Due to the CAR-T-19 cells, and not explained by CRS, infection or leukaemia alone"), NoYes),
        judgement=True, sdtm=supplemental("FA", "IHSATTR"),
    )  # fmt: skip
    fulfils_iec_hs = item(
        coded(_("Criteria of IEC-HS fulfilled"), NoYes), derived=fulfils_iec_hs, sdtm=supplemental("FA", "IHSMET")
    )
    intervention = _course(_("Drug against IEC-HS, or transfusion for low fibrinogen without bleeding"), "IHSTREAT")
    severe = _course(
        _("Severe: bleeding with transfusion, or hospital care for kidneys, pressure, breathing"), "IHSSEV"
    )
    life_threatening = _course(_("Life-threatening: ventilation, dialysis, bleeding or low pressure"), "IHSLIFE")
    death = _course(_("Death by IEC-HS"), "IHSDEATH")
    derived_grade = item(
        coded(_("Grade by the findings"), IecHsGrade), derived=derived_grade, sdtm=supplemental("FA", "IHSGRCMP")
    )
    grade = item(coded(_("Grade by the investigator"), IecHsGrade), judgement=True, sdtm=result_of("FA", "IHSGR"))

"""Adverse event log: the term as reported, its course of grades on one scale, and the investigator's judgement."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from adverse_events.checks.adverse_event import (
    cells_cause_nothing_before_infusion,
    fatal_is_serious,
    grade_5_is_death,
    grades_are_dated_in_order,
    maximum_astct_grade,
    maximum_ctcae_grade,
    maximum_grade,
    outcome_agrees_with_end,
    scale_fits_category,
)
from adverse_events.codelists.events import (
    ActionTaken,
    Causality,
    EventCategory,
    EventGrade,
    EventOutcome,
    GradingScale,
)
from edc.crf import Crf, PartialDateField, Section, Table, When, coded, item, result_of, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage, CrfRow
from patients.checks.order import in_order

ENDED = When("ongoing", ("N",))
CAUSES = (
    "causality_car_t", "causality_lymphodepletion", "causality_leukapheresis",
    "causality_bridging", "causality_disease", "causality_procedure",
)  # fmt: skip


def _cause(label: Any, sdtm: Any) -> Any:
    return item(coded(label, Causality), judgement=True, sdtm=sdtm)


def _highest(label: Any, derived: Any, sdtm: Any) -> Any:
    return item(coded(label, EventGrade), derived=derived, sdtm=sdtm)


class AdverseEvent(CrfPage):
    """Adverse event. One entry for each event; its number in the log is what other forms refer to."""

    crf = Crf(
        "AE",
        _("Adverse event"),
        domain="AE",
        after=("IC",),
        reads=("INF",),
        rows=("grades",),
        repeats=True,
        summary=("term", "category", "maximum_grade", "started_on", "outcome", "serious"),
        sections=(
            Section(_("Event"), "term", "category", "special_interest"),
            Section(
                _("Course"), "started_on", "started_time", "ongoing", "ended_on", "ended_time", "outcome",
                "grading_scale", "maximum_grade", "maximum_ctcae_grade", "maximum_astct_grade",
            ),
            Section(_("Consequences"), "serious", "action_taken", "treatment_given"),
            Section(_("Related to"), *CAUSES),
            Section(_("Coding"), "meddra_version", "preferred_term", "pt_code", "llt_code"),
        ),
        checks=(
            in_order("AE-001", "started_on", "ended_on"), scale_fits_category, outcome_agrees_with_end,
            grade_5_is_death, fatal_is_serious, grades_are_dated_in_order, cells_cause_nothing_before_infusion,
        ),
    )  # fmt: skip

    term = item(models.CharField(_("Event, in the words of the source"), max_length=200), sdtm=variable("AE.AETERM"))
    category = item(coded(_("Category"), EventCategory), sdtm=variable("AE.AECAT"))
    special_interest = item(coded(_("Event of special interest"), NoYes), sdtm=supplemental("AE", "AESI"))
    started_on = item(PartialDateField(_("Started on")), sdtm=variable("AE.AESTDTC"))
    started_time = item(models.TimeField(_("Started at, if known")), required=False, sdtm=variable("AE.AESTDTC"))
    ongoing = item(coded(_("Ongoing"), NoYes), sdtm=variable("AE.AEENRTPT"))
    ended_on = item(PartialDateField(_("Ended on")), when=ENDED, sdtm=variable("AE.AEENDTC"))
    ended_time = item(
        models.TimeField(_("Ended at, if known")), required=False, when=ENDED, sdtm=variable("AE.AEENDTC")
    )
    outcome = item(coded(_("Outcome"), EventOutcome), sdtm=variable("AE.AEOUT"))
    grading_scale = item(coded(_("Scale of the grades"), GradingScale), sdtm=supplemental("AE", "AESCALE"))
    maximum_grade = _highest(_("Highest grade"), maximum_grade, supplemental("AE", "AEMAXGR"))
    maximum_ctcae_grade = _highest(_("Highest grade by CTCAE"), maximum_ctcae_grade, variable("AE.AETOXGR"))
    maximum_astct_grade = _highest(_("Highest grade by ASTCT"), maximum_astct_grade, supplemental("AE", "ASTCTGR"))
    serious = item(coded(_("Serious"), NoYes), judgement=True, sdtm=variable("AE.AESER"))
    action_taken = item(
        coded(_("Action taken with CAR-T cells or lymphodepletion"), ActionTaken), sdtm=variable("AE.AEACN")
    )
    treatment_given = item(coded(_("Treatment given for the event"), NoYes), sdtm=variable("AE.AECONTRT"))
    causality_car_t = _cause(_("CAR-T-19 cells"), variable("AE.AEREL"))
    causality_lymphodepletion = _cause(_("Lymphodepletion"), supplemental("AE", "AERELLD"))
    causality_leukapheresis = _cause(_("Leukapheresis"), supplemental("AE", "AERELLK"))
    causality_bridging = _cause(_("Bridging therapy"), supplemental("AE", "AERELBR"))
    causality_disease = _cause(_("Leukaemia"), supplemental("AE", "AERELDIS"))
    causality_procedure = _cause(_("A procedure of the trial"), supplemental("AE", "AERELPRC"))
    meddra_version = item(
        models.CharField(_("MedDRA version"), max_length=8), required=False, sdtm=supplemental("AE", "MEDDRAV")
    )
    preferred_term = item(
        models.CharField(_("MedDRA preferred term"), max_length=100), required=False, sdtm=variable("AE.AEDECOD")
    )
    pt_code = item(models.CharField(_("MedDRA PT code"), max_length=8), required=False, sdtm=variable("AE.AEPTCD"))
    llt_code = item(models.CharField(_("MedDRA LLT code"), max_length=8), required=False, sdtm=variable("AE.AELLTCD"))

    class Meta(CrfPage.Meta):
        constraints = [
            *CrfPage.Meta.constraints,
            models.CheckConstraint(
                condition=Q(pt_code__regex=r"^[0-9]{8}$") & Q(llt_code__regex=r"^[0-9]{8}$"),
                name="adverse_event_meddra_code_has_8_digits",
                violation_error_message=_("MedDRA codes: a code has eight digits. Copy it again from the browser."),
            ),
        ]


class GradeChange(CrfRow):
    """From when the event had which grade; the first row is its first grade."""

    table = Table("AEG", _("Grades in order of time"), "grade", "from_day", "from_time")

    page = models.ForeignKey(AdverseEvent, models.CASCADE, related_name="grades")
    grade = item(coded(_("Grade"), EventGrade), sdtm=result_of("FA", "GRADE"))
    from_day = item(PartialDateField(_("From")), sdtm=variable("FA.FADTC"))
    from_time = item(models.TimeField(_("Time, if known")), required=False, sdtm=variable("FA.FADTC"))

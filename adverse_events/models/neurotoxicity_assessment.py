"""ICE or CAPD assessment: what the ASTCT grade of neurotoxicity is made of, and the investigator's grade.

One form for both tools, because only the first of its five domains differs and a visit asks for one of them.
"""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from adverse_events.checks.grading import difference_is_explained
from adverse_events.checks.icans_grade import capd_change_from_baseline, icans_grade_computed
from adverse_events.checks.neurotoxicity_assessment import (
    CAPD_ITEMS,
    ICE_ONE_POINT,
    baseline_before_infusion,
    capd_needs_a_patient_awake,
    capd_total_computed,
    ice_total_computed,
    tool_fits_age,
    unarousable_scores_nothing,
)
from adverse_events.codelists.neurotoxicity import (
    CerebralOedema,
    Consciousness,
    Frequency,
    IcansGrade,
    MotorFinding,
    NeuroDomain,
    NeuroTool,
    Seizure,
)
from edc.crf import Crf, Section, When, coded, item, not_submitted, result_of, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage

BY_ICE = When("tool", ("ICE",))
BY_CAPD = When("tool", ("CAPD",))


def _ice(label: Any, testcd: str) -> Any:
    return item(coded(label, NoYes), when=BY_ICE, sdtm=result_of("FT", testcd))


def _capd(label: Any, testcd: str) -> Any:
    return item(coded(label, Frequency), when=BY_CAPD, sdtm=result_of("QS", testcd))


def _total(label: Any, score: Any, sdtm: Any) -> Any:
    return item(models.PositiveSmallIntegerField(label), unit="1", derived=score, sdtm=sdtm)


class NeurotoxicityAssessment(CrfPage):
    """ICE or CAPD assessment, twice a day at first. Other causes and sedation are named, because they do not count."""

    crf = Crf(
        "ICE",
        _("ICE or CAPD assessment"),
        domain="FT",
        after=("IC",),
        repeats=True,
        summary=("assessed_at", "tool", "ice_total", "capd_total", "icans_grade_investigator"),
        sections=(
            Section(
                _("Assessment"), "assessed_at", "is_baseline", "tool", "developmental_delay", "tool_reason", "rass"
            ),
            Section(_("ICE"), *ICE_ONE_POINT[:4], "ice_objects", *ICE_ONE_POINT[4:], "ice_total"),
            Section(_("CAPD: over this shift, how often …"), *CAPD_ITEMS, "capd_total", "capd_change"),
            Section(
                _("Other findings"),
                "consciousness", "seizure", "motor", "oedema", "sedated", "other_cause", "other_cause_domain",
                "other_cause_description",
            ),
            Section(_("Grade"), "icans_grade_computed", "icans_grade_investigator"),
        ),
        reads=("ICE", "DM", "INF", "DD"),
        checks=(
            tool_fits_age, capd_needs_a_patient_awake, unarousable_scores_nothing, baseline_before_infusion,
            difference_is_explained("ICE-005", "icans_grade_investigator", "icans_grade_computed"),
        ),
    )  # fmt: skip

    assessed_at = item(models.DateTimeField(_("Assessed at")), sdtm=variable("FT.FTDTC"))
    is_baseline = item(coded(_("Baseline, before the infusion"), NoYes), sdtm=variable("FT.FTLOBXFL"))
    tool = item(coded(_("Tool"), NeuroTool), sdtm=variable("FT.FTCAT"))
    developmental_delay = item(coded(_("Developmental delay"), NoYes), sdtm=supplemental("FT", "FTDEVDEL"))
    tool_reason = item(
        models.CharField(_("Why this tool, if the age asks for the other one"), max_length=200),
        required=False, sdtm=not_submitted("conduct: choice of the tool"),
    )  # fmt: skip
    rass = item(models.SmallIntegerField(_("RASS")), unit="1", when=BY_CAPD, sdtm=result_of("RS", "RASS0101"))
    ice_year = _ice(_("Names the year"), "ICEYEAR")
    ice_month = _ice(_("Names the month"), "ICEMONTH")
    ice_city = _ice(_("Names the city"), "ICECITY")
    ice_hospital = _ice(_("Names the hospital"), "ICEHOSP")
    ice_objects = item(
        models.PositiveSmallIntegerField(_("Objects named, of 3")),
        unit="1", when=BY_ICE, sdtm=result_of("FT", "ICEOBJ"),
    )  # fmt: skip
    ice_command = _ice(_("Follows a simple command"), "ICECMD")
    ice_sentence = _ice(_("Writes a standard sentence"), "ICESENT")
    ice_counting = _ice(_("Counts backwards from 100 by ten"), "ICECOUNT")
    ice_total = _total(_("ICE score, 0 to 10"), ice_total_computed, result_of("FT", "ICETOT"))
    capd_eye_contact = _capd(_("… does the child make eye contact with the caregiver?"), "CAPD01")
    capd_purposeful = _capd(_("… are the child's actions purposeful?"), "CAPD02")
    capd_aware = _capd(_("… is the child aware of the surroundings?"), "CAPD03")
    capd_communicates = _capd(_("… does the child communicate needs and wants?"), "CAPD04")
    capd_restless = _capd(_("… is the child restless?"), "CAPD05")
    capd_inconsolable = _capd(_("… is the child inconsolable?"), "CAPD06")
    capd_underactive = _capd(_("… is the child underactive, with very little movement while awake?"), "CAPD07")
    capd_slow = _capd(_("… does the child take a long time to respond?"), "CAPD08")
    capd_total = _total(_("CAPD score, 0 to 32"), capd_total_computed, result_of("QS", "CAPDTOT"))
    capd_change = item(
        models.SmallIntegerField(_("CAPD against the baseline before the infusion")),
        unit="1", derived=capd_change_from_baseline, sdtm=result_of("QS", "CAPDCHG"),
    )  # fmt: skip
    consciousness = item(coded(_("Level of consciousness"), Consciousness), sdtm=result_of("FA", "CONSLVL"))
    seizure = item(coded(_("Seizure"), Seizure), sdtm=result_of("FA", "SEIZURE"))
    motor = item(coded(_("Motor findings"), MotorFinding), sdtm=result_of("FA", "MOTOR"))
    oedema = item(coded(_("Intracranial pressure or cerebral oedema"), CerebralOedema), sdtm=result_of("FA", "EDEMA"))
    sedated = item(coded(_("Sedated at the assessment"), NoYes), sdtm=result_of("FA", "SEDATED"))
    other_cause = item(coded(_("A finding has another cause"), NoYes), sdtm=result_of("FA", "NEUROTH"))
    other_cause_domain = item(
        coded(_("Which finding has the other cause"), NeuroDomain),
        when=When("other_cause", ("Y",)), sdtm=supplemental("FA", "NEUROTHF"),
    )  # fmt: skip
    other_cause_description = item(
        models.CharField(_("Which finding, and which cause"), max_length=200),
        when=When("other_cause", ("Y",)), sdtm=supplemental("FA", "NEUROTHD"),
    )  # fmt: skip
    icans_grade_computed = item(
        coded(_("ICANS grade by these findings (ASTCT 2019)"), IcansGrade),
        derived=icans_grade_computed, sdtm=result_of("FA", "ASTCTGRC"),
    )  # fmt: skip
    icans_grade_investigator = item(
        coded(_("ICANS grade by the investigator"), IcansGrade), judgement=True, sdtm=result_of("FA", "ASTCTGR")
    )

    class Meta(CrfPage.Meta):
        constraints = [
            *CrfPage.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ice_objects__range=(0, 3)),
                name="ice_objects_at_most_3",
                violation_error_message=_("Objects named: the ICE shows three. Write 0, 1, 2 or 3."),
            ),
            models.CheckConstraint(
                condition=Q(rass__range=(-5, 4)),
                name="ice_rass_from_minus_5_to_4",
                violation_error_message=_("RASS: the scale runs from −5 to +4. Copy the value again."),
            ),
        ]

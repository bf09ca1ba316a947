"""Log of graft-versus-host disease: organ stages with what they rest on, overall grade, start and end."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from adverse_events.checks.common import names_an_event
from adverse_events.checks.gvhd import (
    grade_agrees,
    grade_by_stages,
    liver_agrees,
    lower_gut_agrees,
    measured_liver_stage,
    measured_lower_gut_stage,
    measured_skin_stage,
    skin_agrees,
)
from adverse_events.codelists.late import AcuteGvhdGrade, ChronicGvhdSeverity, GvhdKind, OrganStage, UpperGutStage
from edc.crf import Crf, PartialDateField, Section, When, coded, item, not_submitted, result_of, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage
from patients.checks.order import in_order

ACUTE = When("kind", ("ACUTE",))


def _stage(label: Any, codelist: Any, testcd: str) -> Any:
    return item(coded(label, codelist), when=ACUTE, judgement=True, sdtm=result_of("FA", testcd))


def _measured(label: Any, derived: Any, name: str) -> Any:
    return item(coded(label, OrganStage), derived=derived, sdtm=supplemental("FA", name))


class GraftVersusHostDisease(CrfPage):
    """Graft-versus-host disease. One entry for each episode, with its worst stages; before or after the infusion."""

    crf = Crf(
        "GV",
        _("Graft-versus-host disease"),
        domain="CE",
        after=("IC",),
        reads=("AE",),
        repeats=True,
        summary=("kind", "acute_grade", "chronic_severity", "started_on", "ended_on"),
        sections=(
            Section(_("Episode"), "kind", "started_on", "ongoing", "ended_on", "ae_number"),
            Section(_("Skin"), "skin_percent", "skin_bullae", "measured_skin_stage", "skin_stage"),
            Section(_("Liver"), "bilirubin_umol_l", "measured_liver_stage", "liver_stage"),
            Section(
                _("Gut"), "stool_ml_per_day", "weight_kg", "gut_pain_or_blood", "measured_lower_gut_stage",
                "lower_gut_stage", "upper_gut_stage",
            ),
            Section(_("Overall"), "derived_acute_grade", "acute_grade", "chronic_severity"),
        ),
        checks=(
            in_order("GV-001", "started_on", "ended_on"), skin_agrees, liver_agrees, lower_gut_agrees, grade_agrees,
            names_an_event("GV-005"),
        ),
    )  # fmt: skip

    kind = item(coded(_("Kind"), GvhdKind), sdtm=variable("CE.CETERM"))
    started_on = item(PartialDateField(_("Started on")), sdtm=variable("CE.CESTDTC"))
    ongoing = item(coded(_("Still active"), NoYes), sdtm=variable("CE.CEENRTPT"))
    ended_on = item(PartialDateField(_("Last active on")), when=When("ongoing", ("N",)), sdtm=variable("CE.CEENDTC"))
    ae_number = item(
        models.PositiveSmallIntegerField(_("Number in the adverse event log, if it is there")),
        unit="1", required=False, sdtm=not_submitted("link: becomes RELREC"),
    )  # fmt: skip
    skin_percent = item(
        models.PositiveSmallIntegerField(_("Rash, share of body surface")),
        unit="%", when=ACUTE, sdtm=result_of("FA", "SKINBSA"),
    )  # fmt: skip
    skin_bullae = item(
        coded(_("Erythroderma of the whole skin with bullae and desquamation above 5 %"), NoYes),
        when=ACUTE, sdtm=result_of("FA", "SKINBULL"),
    )  # fmt: skip
    measured_skin_stage = _measured(_("Stage of the skin, by what was measured"), measured_skin_stage, "SKINSTGD")
    skin_stage = _stage(_("Stage of the skin"), OrganStage, "SKINSTG")
    # 34 is 2 mg/dL, where stage 1 begins; 700 is more than liver failure usually gives.
    bilirubin_umol_l = item(
        models.DecimalField(_("Total bilirubin"), max_digits=6, decimal_places=1),
        unit="umol/L", expect=(1, 700), when=ACUTE, sdtm=result_of("LB", "BILI"),
    )  # fmt: skip
    measured_liver_stage = _measured(_("Stage of the liver, by what was measured"), measured_liver_stage, "LIVRSTGD")
    liver_stage = _stage(_("Stage of the liver"), OrganStage, "LIVERSTG")
    stool_ml_per_day = item(
        models.PositiveIntegerField(_("Stool volume, average of 3 days")),
        unit="mL/d", expect=(0, 5000), when=ACUTE, sdtm=result_of("FA", "STOOLVOL"),
    )  # fmt: skip
    weight_kg = item(
        models.DecimalField(_("Body weight"), max_digits=4, decimal_places=1),
        unit="kg", expect=(5, 120), when=ACUTE, sdtm=result_of("VS", "WEIGHT"),
    )  # fmt: skip
    gut_pain_or_blood = item(
        coded(_("Severe abdominal pain, with or without ileus, or bloody stool"), NoYes),
        when=ACUTE, sdtm=result_of("FA", "GUTSEVER"),
    )  # fmt: skip
    measured_lower_gut_stage = _measured(
        _("Stage of the lower gut, by what was measured"), measured_lower_gut_stage, "LGISTGD"
    )
    lower_gut_stage = _stage(_("Stage of the lower gut"), OrganStage, "LGISTG")
    upper_gut_stage = _stage(_("Stage of the upper gut"), UpperGutStage, "UGISTG")
    derived_acute_grade = item(
        coded(_("Overall grade by the stages"), AcuteGvhdGrade),
        derived=grade_by_stages, sdtm=supplemental("FA", "AGVHDGRD"),
    )  # fmt: skip
    acute_grade = _stage(_("Overall grade, acute"), AcuteGvhdGrade, "AGVHDGR")
    chronic_severity = item(
        coded(_("Overall severity, chronic"), ChronicGvhdSeverity),
        when=When("kind", ("CHRONIC",)), judgement=True, sdtm=result_of("FA", "CGVHDSEV"),
    )  # fmt: skip

    class Meta(CrfPage.Meta):
        constraints = [
            *CrfPage.Meta.constraints,
            models.CheckConstraint(
                condition=Q(skin_percent__lte=100),
                name="gvhd_skin_is_percentage",
                violation_error_message=_("Rash: a percentage is at most 100. Correct the number."),
            ),
            models.CheckConstraint(
                condition=Q(weight_kg__gt=0),
                name="gvhd_weight_positive",
                violation_error_message=_("Body weight must be above 0 kg."),
            ),
        ]

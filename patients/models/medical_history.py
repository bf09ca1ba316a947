"""Medical history: what the participant had or has besides leukaemia."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, PartialDateField, Section, Table, When, coded, item, not_submitted, supplemental, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage, CrfRow
from patients.checks.medical_history import conditions_stand_where_answered_yes, excluded_conditions
from patients.checks.order import in_order
from patients.codelists.history import ToxicityGrade


class MedicalHistory(CrfPage):
    """Medical history. One for each participant, at screening; what begins later is an adverse event."""

    crf = Crf(
        "MH",
        _("Medical history"),
        domain="MH",
        after=("IC",),
        rows=("conditions",),
        sections=(
            Section(
                _("Asked in every participant"), "any_condition", "genetic_disease", "other_malignancy",
                "uncontrolled_infection",
            ),
        ),
        checks=(conditions_stand_where_answered_yes, excluded_conditions),
    )  # fmt: skip

    any_condition = item(
        coded(_("Any disease or operation besides leukaemia"), NoYes),
        sdtm=not_submitted("opens the table; the rows are submitted"),
    )
    genetic_disease = item(coded(_("Genetic disease"), NoYes), sdtm=supplemental("MH", "MHGENET"))
    other_malignancy = item(coded(_("Another malignancy, now or before"), NoYes), sdtm=supplemental("MH", "MHMALIG"))
    uncontrolled_infection = item(coded(_("Uncontrolled infection now"), NoYes), sdtm=supplemental("MH", "MHINFECT"))


class Condition(CrfRow):
    """One disease, complaint or operation."""

    table = Table(
        "MHC", _("Diseases and operations"), "term", "started_on", "ongoing", "ended_on", "ctcae_grade",
        checks=(in_order("MH-001", "started_on", "ended_on"),),
    )  # fmt: skip

    page = models.ForeignKey(MedicalHistory, models.CASCADE, related_name="conditions")
    term = item(models.CharField(_("Disease or operation"), max_length=120), sdtm=variable("MH.MHTERM"))
    started_on = item(PartialDateField(_("Since")), sdtm=variable("MH.MHSTDTC"))
    ongoing = item(coded(_("Goes on"), NoYes), sdtm=variable("MH.MHENRTPT"))
    ended_on = item(PartialDateField(_("Until")), when=When("ongoing", ("N",)), sdtm=variable("MH.MHENDTC"))
    ctcae_grade = item(
        coded(_("CTCAE grade"), ToxicityGrade), when=When("ongoing", ("Y",)), sdtm=supplemental("MH", "MHTOXGR")
    )

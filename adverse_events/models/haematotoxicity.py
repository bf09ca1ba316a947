"""Haematotoxicity (ICAHT): grades from every blood count, beside the investigator's."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from adverse_events.checks.haematotoxicity import (
    censored_on,
    icaht_agrees,
    icaht_grade,
    t_icaht_agrees,
    t_icaht_grade,
)
from adverse_events.codelists.haematotoxicity import IcahtGrade, IcahtPeriod
from edc.crf import Crf, Section, coded, item, not_submitted, result_of, supplemental, variable
from edc.records.base import CrfPage


def _computed(label: Any, derived: Any, name: str) -> Any:
    return item(coded(label, IcahtGrade), derived=derived, sdtm=supplemental("FA", name))


def _judged(label: Any, testcd: str) -> Any:
    return item(coded(label, IcahtGrade), judgement=True, sdtm=result_of("FA", testcd))


class Haematotoxicity(CrfPage):
    """Haematotoxicity. One page for the early part at day 28, one for the late part at month 3."""

    crf = Crf(
        "HT",
        _("Haematotoxicity (ICAHT)"),
        domain="FA",
        after=("INF",),
        reads=("INF", "LB", "RS", "ST", "DD"),
        summary=("period", "icaht", "t_icaht"),
        sections=(
            Section(_("Assessment"), "period", "assessed_on", "censored_on"),
            Section(_("Neutrophils (ICAHT)"), "icaht_grade", "icaht"),
            Section(_("Platelets (T-ICAHT)"), "t_icaht_grade", "t_icaht"),
        ),
        checks=(icaht_agrees, t_icaht_agrees),
    )

    period = item(coded(_("Part of the scale"), IcahtPeriod), sdtm=supplemental("FA", "ICAHTPER"))
    assessed_on = item(models.DateField(_("Assessed on")), sdtm=variable("FA.FADTC"))
    censored_on = item(
        models.DateField(_("Relapse, next therapy or death: counts until")),
        derived=censored_on, sdtm=not_submitted("stands on the forms that it was read from"),
    )  # fmt: skip
    icaht_grade = _computed(_("Grade by the counts"), icaht_grade, "ICAHTCMP")
    icaht = _judged(_("Grade by the investigator"), "ICAHTGR")
    t_icaht_grade = _computed(_("Grade by the counts"), t_icaht_grade, "TICAHCMP")
    t_icaht = _judged(_("Grade by the investigator"), "TICAHTGR")

    class Meta(CrfPage.Meta):
        verbose_name_plural = "haematotoxicity"

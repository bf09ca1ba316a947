"""Course of CRS and ICANS: onset, highest grade, resolution and duration by the daily grades, beside the judgement."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from adverse_events.checks.course import (
    duration_days,
    graded_crs,
    graded_icans,
    maximum,
    maximum_on,
    onset,
    outcome,
    resolved_on,
)
from adverse_events.checks.grading import difference_is_explained
from adverse_events.codelists.crs import CourseOutcome, CrsGrade
from adverse_events.codelists.neurotoxicity import IcansGrade
from edc.crf import Crf, Section, coded, item, result_of
from edc.records.base import CrfPage


def _day(label: Any, derived: Any, testcd: str) -> Any:
    return item(models.DateField(label), derived=derived, sdtm=result_of("FA", testcd))


def _days(label: Any, derived: Any, testcd: str) -> Any:
    return item(models.PositiveSmallIntegerField(label), unit="d", derived=derived, sdtm=result_of("FA", testcd))


def _term(label: Any, codelist: Any, derived: Any, testcd: str) -> Any:
    return item(coded(label, codelist), derived=derived, sdtm=result_of("FA", testcd))


class ToxicityCourse(CrfPage):
    """Course of CRS and ICANS. One page at the end of the first four weeks; it follows the daily assessments."""

    crf = Crf(
        "CO",
        _("Course of CRS and ICANS"),
        domain="FA",
        after=("INF",),
        reads=("CRS", "ICE", "INF", "DD"),
        sections=(
            Section(
                _("CRS"), "crs_onset_on", "crs_maximum_grade", "crs_maximum_on", "crs_outcome", "crs_resolved_on",
                "crs_duration_days", "crs_maximum_investigator",
            ),
            Section(
                _("ICANS"), "icans_onset_on", "icans_maximum_grade", "icans_maximum_on", "icans_outcome",
                "icans_resolved_on", "icans_duration_days", "icans_maximum_investigator",
            ),
        ),
        checks=(
            difference_is_explained("CO-001", "crs_maximum_investigator", "crs_maximum_grade"),
            difference_is_explained("CO-002", "icans_maximum_investigator", "icans_maximum_grade"),
        ),
        summary=("crs_maximum_grade", "crs_outcome", "icans_maximum_grade", "icans_outcome"),
    )  # fmt: skip

    crs_onset_on = _day(_("CRS: first day"), onset(graded_crs), "CRSONSDT")
    crs_maximum_grade = _term(_("CRS: highest grade by the findings"), CrsGrade, maximum(graded_crs), "CRSMAXGR")
    crs_maximum_on = _day(_("CRS: first day of the highest grade"), maximum_on(graded_crs), "CRSMAXDT")
    crs_outcome = _term(_("CRS: how it stands"), CourseOutcome, outcome(graded_crs), "CRSOUT")
    crs_resolved_on = _day(_("CRS: first day without it"), resolved_on(graded_crs), "CRSENDT")
    crs_duration_days = _days(_("CRS: days with it"), duration_days(graded_crs), "CRSDUR")
    crs_maximum_investigator = item(
        coded(_("CRS: highest grade by the investigator"), CrsGrade), judgement=True, sdtm=result_of("FA", "CRSMAXIN")
    )
    icans_onset_on = _day(_("ICANS: first day"), onset(graded_icans), "ICNONSDT")
    icans_maximum_grade = _term(
        _("ICANS: highest grade by the findings"), IcansGrade, maximum(graded_icans), "ICNMAXGR"
    )
    icans_maximum_on = _day(_("ICANS: first day of the highest grade"), maximum_on(graded_icans), "ICNMAXDT")
    icans_outcome = _term(_("ICANS: how it stands"), CourseOutcome, outcome(graded_icans), "ICNOUT")
    icans_resolved_on = _day(_("ICANS: first day without it"), resolved_on(graded_icans), "ICNENDT")
    icans_duration_days = _days(_("ICANS: days with it"), duration_days(graded_icans), "ICNDUR")
    icans_maximum_investigator = item(
        coded(_("ICANS: highest grade by the investigator"), IcansGrade),
        judgement=True, sdtm=result_of("FA", "ICNMAXIN"),
    )  # fmt: skip

"""Cardiac assessment: ECG with corrected QT interval, and ejection fraction."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, Section, When, coded, item, result_of, supplemental, variable
from edc.records.base import CrfPage
from patients.checks.cardiac_assessment import corrected_qt_agrees
from patients.codelists.examination import EcgResult, EjectionMethod, QtCorrection


class CardiacAssessment(CrfPage):
    """Cardiac assessment. One page for each visit at which ECG or ejection fraction was taken."""

    crf = Crf(
        "CA",
        _("Cardiac assessment"),
        domain="EG",
        after=("IC",),
        sections=(
            Section(
                _("ECG"), "ecg_at", "ecg_result", "ecg_description", "ecg_heart_rate_bpm", "qt_ms", "qtc_formula",
                "qtc_ms",
            ),
            Section(_("Ejection fraction"), "lvef_on", "lvef_method", "lvef_percent"),
        ),
        checks=(corrected_qt_agrees,),
    )  # fmt: skip

    ecg_at = item(models.DateTimeField(_("ECG taken at")), sdtm=variable("EG.EGDTC"))
    ecg_result = item(coded(_("ECG"), EcgResult), sdtm=result_of("EG", "INTP"))
    ecg_description = item(
        models.TextField(_("Describe the ECG")),
        when=When("ecg_result", ("ABNORMAL NCS", "ABNORMAL CS")), sdtm=supplemental("EG", "EGDESC"),
    )  # fmt: skip
    ecg_heart_rate_bpm = item(
        models.PositiveSmallIntegerField(_("Heart rate on the ECG")),
        unit="/min", expect=(40, 220), sdtm=result_of("EG", "EGHRMN"),
    )  # fmt: skip
    qt_ms = item(
        models.PositiveSmallIntegerField(_("QT interval")), unit="ms", expect=(200, 600), sdtm=result_of("EG", "QTAG")
    )
    qtc_formula = item(coded(_("Corrected by"), QtCorrection), sdtm=variable("EG.EGMETHOD"))
    qtc_ms = item(
        models.PositiveSmallIntegerField(_("Corrected QT interval (QTc)")),
        unit="ms", expect=(300, 550), sdtm=result_of("EG", "QTCAG"),
    )  # fmt: skip
    lvef_on = item(models.DateField(_("Ejection fraction measured on")), sdtm=variable("CV.CVDTC"))
    lvef_method = item(coded(_("Measured by"), EjectionMethod), sdtm=variable("CV.CVMETHOD"))
    lvef_percent = item(
        models.DecimalField(_("Left ventricular ejection fraction"), max_digits=4, decimal_places=1),
        unit="%", expect=(30, 85), sdtm=result_of("CV", "LVEF"),
    )  # fmt: skip

    class Meta(CrfPage.Meta):
        constraints = [
            *CrfPage.Meta.constraints,
            models.CheckConstraint(
                condition=Q(lvef_percent__range=(0, 100)),
                name="cardiac_lvef_is_a_percentage",
                violation_error_message=_("A percentage lies between 0 and 100."),
            ),
        ]

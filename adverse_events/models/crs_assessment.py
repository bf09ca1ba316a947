"""Daily CRS assessment: what the ASTCT grade is made of, and the investigator's grade."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from adverse_events.checks.crs_assessment import (
    flow_fits_device,
    hypotension_agrees_with_pressure,
    hypotension_for_age,
    period_is_one_day,
    pressor_stopped_after_start,
    pressors_mean_hypotension,
    pressures_in_order,
)
from adverse_events.checks.crs_grade import crs_grade_computed, lee_2014_computed, penn_computed
from adverse_events.checks.grading import difference_is_explained
from adverse_events.codelists.crs import CrsGrade, OlderCrsGrade, OrganGrade, OxygenDevice, PressorDrug
from edc.crf import Crf, Section, Table, When, coded, item, result_of, variable
from edc.crf.codelists import NoYes
from edc.records.base import CrfPage, CrfRow

BY_FLOW = When(
    "oxygen_device",
    ("NASAL CANNULA", "HIGH FLOW CANNULA", "FACE MASK", "NON-REBREATHER", "VENTURI MASK", "BLOW-BY"),
)
BY_SHARE = When("oxygen_device", ("HIGH FLOW CANNULA", "VENTURI MASK", "CPAP", "BIPAP", "VENTILATOR"))
DOSED_BY_WEIGHT = When("drug", tuple(drug for drug in PressorDrug.values if drug != PressorDrug.VASOPRESSIN))


class CrsAssessment(CrfPage):
    """Daily CRS assessment: the worst values of the period. Other causes are named, because they do not count."""

    crf = Crf(
        "CRS",
        _("Daily CRS assessment"),
        domain="FA",
        after=("INF",),
        rows=("vasopressors",),
        sections=(
            Section(_("Period"), "period_start", "period_end"),
            Section(
                _("Fever"), "highest_temperature_c", "fever_other_cause", "antipyretic_given", "anticytokine_given"
            ),
            Section(
                _("Blood pressure"), "lowest_systolic_mmhg", "diastolic_mmhg", "hypotension", "hypotension_for_age",
                "hypotension_other_cause", "fluid_bolus",
            ),
            Section(
                _("Oxygen"), "lowest_spo2_percent", "hypoxia_other_cause", "oxygen_device", "oxygen_flow_l_min",
                "fio2_percent",
            ),
            Section(_("Grade"), "crs_grade_computed", "crs_grade_investigator"),
            Section(
                _("Older scales, for comparison"), "organ_grade", "transaminase_grade", "in_hospital_for_crs",
                "crs_grade_lee_2014", "crs_grade_penn",
            ),
        ),
        reads=("CRS", "DM", "INF", "DD", "TF"),
        checks=(
            period_is_one_day, pressures_in_order, hypotension_agrees_with_pressure, pressors_mean_hypotension,
            flow_fits_device,
            difference_is_explained("CRS-007", "crs_grade_investigator", "crs_grade_computed"),
        ),
    )  # fmt: skip

    period_start = item(models.DateTimeField(_("Period from")), sdtm=variable("FA.FASTDTC"))
    period_end = item(models.DateTimeField(_("Period to")), sdtm=variable("FA.FAENDTC"))
    highest_temperature_c = item(
        models.DecimalField(_("Highest temperature"), max_digits=4, decimal_places=1),
        unit="Cel", expect=(33, 43), sdtm=result_of("VS", "TEMP"),
    )  # fmt: skip
    fever_other_cause = item(coded(_("Fever has another cause"), NoYes), sdtm=result_of("FA", "FEVOTH"))
    antipyretic_given = item(coded(_("Antipyretic given"), NoYes), sdtm=result_of("FA", "ANTIPYR"))
    anticytokine_given = item(
        coded(_("Tocilizumab, steroid or another drug against cytokines given"), NoYes), sdtm=result_of("FA", "ANTICYT")
    )
    lowest_systolic_mmhg = item(
        models.PositiveSmallIntegerField(_("Lowest systolic pressure")),
        unit="mm[Hg]", expect=(40, 200), sdtm=result_of("VS", "SYSBP"),
    )  # fmt: skip
    diastolic_mmhg = item(
        models.PositiveSmallIntegerField(_("Diastolic pressure of the same reading")),
        unit="mm[Hg]", expect=(20, 130), sdtm=result_of("VS", "DIABP"),
    )  # fmt: skip
    hypotension = item(coded(_("Hypotension for the age"), NoYes), sdtm=variable("CE.CEOCCUR"))
    hypotension_for_age = item(
        coded(_("Hypotension by pressure and age"), NoYes), derived=hypotension_for_age, sdtm=result_of("FA", "HYPOAGE")
    )
    hypotension_other_cause = item(
        coded(_("Hypotension has another cause"), NoYes),
        when=When("hypotension", ("Y",)), sdtm=result_of("FA", "HYPOOTH"),
    )  # fmt: skip
    fluid_bolus = item(coded(_("Fluid bolus given for hypotension"), NoYes), sdtm=result_of("FA", "FLUIDB"))
    lowest_spo2_percent = item(
        models.PositiveSmallIntegerField(_("Lowest oxygen saturation")),
        unit="%", expect=(50, 100), sdtm=result_of("VS", "OXYSAT"),
    )  # fmt: skip
    hypoxia_other_cause = item(coded(_("Oxygen is given for another cause"), NoYes), sdtm=result_of("FA", "HYPXOTH"))
    oxygen_device = item(coded(_("Oxygen device"), OxygenDevice), sdtm=result_of("FA", "O2ROUTE"))
    oxygen_flow_l_min = item(
        models.DecimalField(_("Highest oxygen flow"), max_digits=4, decimal_places=1),
        unit="L/min", expect=(0.1, 70), when=BY_FLOW, sdtm=result_of("FA", "O2FLOW"),
    )  # fmt: skip
    fio2_percent = item(
        models.PositiveSmallIntegerField(_("Highest FiO₂")),
        unit="%", expect=(21, 100), when=BY_SHARE, sdtm=result_of("FA", "FIO2"),
    )  # fmt: skip
    crs_grade_computed = item(
        coded(_("CRS grade by these findings (ASTCT 2019)"), CrsGrade),
        derived=crs_grade_computed, sdtm=result_of("FA", "ASTCTGRC"),
    )  # fmt: skip
    crs_grade_investigator = item(
        coded(_("CRS grade by the investigator"), CrsGrade), judgement=True, sdtm=result_of("FA", "ASTCTGR")
    )
    organ_grade = item(
        coded(_("Highest organ toxicity of CRS, CTCAE grade, without transaminases"), OrganGrade),
        required=False, sdtm=result_of("FA", "ORGTOXGR"),
    )  # fmt: skip
    transaminase_grade = item(
        coded(_("Transaminases raised by CRS, CTCAE grade"), OrganGrade),
        required=False, sdtm=result_of("FA", "TRANSGR"),
    )  # fmt: skip
    in_hospital_for_crs = item(
        coded(_("CRS itself needs the hospital or intravenous treatment"), NoYes),
        required=False, sdtm=result_of("FA", "CRSHOSP"),
    )  # fmt: skip
    crs_grade_lee_2014 = item(
        coded(_("CRS grade by Lee 2014"), OlderCrsGrade), derived=lee_2014_computed, sdtm=result_of("FA", "LEE14GR")
    )
    crs_grade_penn = item(
        coded(_("CRS grade by the Penn scale"), OlderCrsGrade), derived=penn_computed, sdtm=result_of("FA", "PENNGR")
    )

    class Meta(CrfPage.Meta):
        constraints = [
            *CrfPage.Meta.constraints,
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")),
                name="crs_period_ends_after_start",
                violation_error_message=_("Period: it cannot end before it starts. Correct one of the two times."),
            ),
            models.CheckConstraint(
                condition=Q(highest_temperature_c__range=(25, 45)),
                name="crs_temperature_in_celsius",
                violation_error_message=_("Highest temperature: between 25 and 45 °C. Convert a reading in °F first."),
            ),
            models.CheckConstraint(
                condition=Q(lowest_spo2_percent__lte=100) & Q(fio2_percent__lte=100),
                name="crs_oxygen_is_percentage",
                violation_error_message=_(
                    "Oxygen saturation and FiO₂: a percentage is at most 100. Correct the number."
                ),
            ),
        ]


class Vasopressor(CrfRow):
    """One vasopressor: its highest dose in the period, and from when to when. Vasopressin is dosed in units."""

    table = Table(
        "VP", _("Vasopressors"), "drug", "dose_ug_kg_min", "dose_mu_kg_min", "started_at", "stopped_at",
        checks=(pressor_stopped_after_start,),
    )  # fmt: skip

    page = models.ForeignKey(CrsAssessment, models.CASCADE, related_name="vasopressors")
    drug = item(coded(_("Drug"), PressorDrug), sdtm=variable("CM.CMTRT"))
    dose_ug_kg_min = item(
        models.DecimalField(_("Highest dose"), max_digits=7, decimal_places=3),
        unit="ug/kg/min", expect=(0.005, 25), when=DOSED_BY_WEIGHT, sdtm=variable("CM.CMDOSE"),
    )  # fmt: skip
    dose_mu_kg_min = item(
        models.DecimalField(_("Highest dose of vasopressin"), max_digits=6, decimal_places=3),
        unit="m[IU]/kg/min", expect=(0.1, 8), when=When("drug", ("VASOPRESSIN",)), sdtm=variable("CM.CMDOSE"),
    )  # fmt: skip
    started_at = item(models.DateTimeField(_("Started")), sdtm=variable("CM.CMSTDTC"))
    stopped_at = item(models.DateTimeField(_("Stopped")), required=False, sdtm=variable("CM.CMENDTC"))

    class Meta(CrfRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(dose_ug_kg_min__gt=0) & Q(dose_mu_kg_min__gt=0),
                name="vasopressor_dose_positive",
                violation_error_message=_("Dose: above 0. Leave the row out when the drug was not given."),
            ),
        ]

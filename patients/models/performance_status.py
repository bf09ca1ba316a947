"""Performance status: Karnofsky from 16 years, Lansky from 1 to 15 years, no scale for infants."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from edc.crf import Crf, Section, When, coded, item, result_of, supplemental, variable
from edc.records.base import CrfPage
from patients.checks.performance_status import life_expectancy_at_screening, scale_fits_age, score_is_a_step_of_ten
from patients.codelists.examination import PerformanceScale

SCALE_ENDS = _("Score: both scales end at 100. Copy the score again from the source.")


class PerformanceStatus(CrfPage):
    """Performance status. One page for each visit at which it is assessed."""

    crf = Crf(
        "PS",
        _("Performance status"),
        domain="RS",
        after=("IC",),
        reads=("DM",),
        sections=(
            Section(_("Score"), "assessed_on", "scale", "karnofsky", "lansky"),
            Section(_("Outlook"), "life_expectancy_weeks"),
        ),
        checks=(scale_fits_age, score_is_a_step_of_ten, life_expectancy_at_screening),
    )

    assessed_on = item(models.DateField(_("Assessed on")), sdtm=variable("RS.RSDTC"))
    scale = item(coded(_("Scale"), PerformanceScale), sdtm=variable("RS.RSCAT"))
    karnofsky = item(
        models.PositiveSmallIntegerField(_("Karnofsky score")),
        unit="1", expect=(50, 100), when=When("scale", (PerformanceScale.KARNOFSKY.value,)),
        sdtm=result_of("RS", "KPSS0101"),
    )  # fmt: skip
    lansky = item(
        models.PositiveSmallIntegerField(_("Lansky score")),
        unit="1", expect=(50, 100), when=When("scale", (PerformanceScale.LANSKY.value,)),
        sdtm=result_of("RS", "LPPSS101"),
    )  # fmt: skip
    # Below 12 weeks somebody is not eligible; above two years the number is hardly in weeks.
    life_expectancy_weeks = item(
        models.PositiveSmallIntegerField(_("Life expectancy by the investigator")),
        unit="wk", expect=(12, 104), required=False, judgement=True, sdtm=supplemental("RS", "LIFEEXP"),
    )  # fmt: skip

    class Meta(CrfPage.Meta):
        verbose_name_plural = "performance status"
        constraints = [
            *CrfPage.Meta.constraints,
            models.CheckConstraint(
                condition=Q(karnofsky__lte=100), name="karnofsky_at_most_100", violation_error_message=SCALE_ENDS
            ),
            models.CheckConstraint(
                condition=Q(lansky__lte=100), name="lansky_at_most_100", violation_error_message=SCALE_ENDS
            ),
        ]

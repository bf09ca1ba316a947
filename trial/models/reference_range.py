"""What a laboratory calls normal, per test, sex, age and time. Old results keep the range of their day."""

import datetime as dt
from collections.abc import Collection

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from edc.records.audit.history import audited
from trial.models.site import Site


class ReferenceRangeQuerySet(models.QuerySet["ReferenceRange"]):
    """Reference ranges in the order of their laboratory and test."""

    def of(self, *, site_code: str, laboratories: Collection[str]) -> "ReferenceRangeQuerySet":
        """Those of some laboratories of a site, which are named in small letters."""
        named = self.annotate(name=Lower("laboratory"))
        return named.filter(site_id=site_code, name__in=laboratories)


class ReferenceRange(models.Model):
    """One range. Age in days since birth, `age_from_days` included, `age_to_days` not; sex "" means both."""

    # The column holds the site's code, so that the audit trail can tell to whom an entry belongs.
    site = models.ForeignKey(
        Site, models.PROTECT, to_field="code", db_column="site_code", related_name="reference_ranges",
        verbose_name=_("Site"),
    )  # fmt: skip
    laboratory = models.CharField(_("Laboratory"), max_length=80)
    test = models.CharField(_("Test"), max_length=16)
    sex = models.CharField(_("Sex"), max_length=1, blank=True, default="")
    age_from_days = models.PositiveIntegerField(_("Age from, in days"))
    age_to_days = models.PositiveIntegerField(_("Age below, in days"))
    low = models.DecimalField(_("From"), max_digits=14, decimal_places=4, null=True)
    high = models.DecimalField(_("To"), max_digits=14, decimal_places=4, null=True)
    unit = models.CharField(_("Unit"), max_length=16)
    effective_from = models.DateField(_("Valid from"))
    effective_to = models.DateField(_("Valid to"), null=True)

    history = audited()
    objects = ReferenceRangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("reference range")
        verbose_name_plural = _("reference ranges")
        ordering = ["site_id", "laboratory", "test", "sex", "age_from_days", "effective_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "laboratory", "test", "sex", "unit", "age_from_days", "effective_from"],
                name="reference_range_once",
            ),
            models.CheckConstraint(
                condition=Q(age_to_days__gt=F("age_from_days")), name="reference_range_ages_in_order"
            ),
            models.CheckConstraint(condition=Q(high__gte=F("low")), name="reference_range_limits_in_order"),
            models.CheckConstraint(
                condition=Q(low__isnull=False) | Q(high__isnull=False), name="reference_range_has_a_limit"
            ),
            models.CheckConstraint(
                condition=Q(effective_to__gte=F("effective_from")), name="reference_range_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site_id} {self.laboratory} {self.test} {self.low}-{self.high} {self.unit}"

    def is_valid_on(self, day: dt.date) -> bool:
        """Whether the range is that of a day, its first and its last day included."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)

    def fits(self, *, test: str, unit: str, sex: str, age_days: int) -> bool:
        """Whether the range is that of the test in this unit for somebody of this sex and age."""
        return (
            (self.test, self.unit) == (test, unit)
            and self.sex in ("", sex)
            and self.age_from_days <= age_days < self.age_to_days
        )

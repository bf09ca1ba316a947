"""A question about one value, raised by a check or a person, answered by the site, closed with a stated cause."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from edc.records.audit.history import audited


class QueryState(models.TextChoices):
    """Where a query stands."""

    OPEN = "open", _("open")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed")


class Closure(models.TextChoices):
    """Why a query was closed."""

    DATA_CHANGED = "data_changed", _("data changed")
    CONFIRMED = "confirmed", _("confirmed as it stands")


class Query(models.Model):
    """A query holds the place as values, no foreign key upwards: it must not depend on a live row.

    `text` is kept per language. `value_at` is what stood there when it was raised: the same question about the same
    value is not asked twice.
    """

    site_code = models.CharField(max_length=16)
    subject_number = models.CharField(max_length=32)
    visit_code = models.CharField(max_length=16)
    form_code = models.CharField(max_length=16)
    occurrence = models.PositiveSmallIntegerField(default=1)
    page_id = models.BigIntegerField()
    row_table = models.CharField(max_length=32, blank=True, default="")
    row_position = models.PositiveSmallIntegerField(null=True)
    item = models.CharField(_("Item"), max_length=64)
    check_id = models.CharField(max_length=80, blank=True, default="")
    text = models.JSONField(_("Question"))
    value_at = models.TextField(blank=True, default="")
    state = models.CharField(_("State"), max_length=10, choices=QueryState.choices, default=QueryState.OPEN)
    closure = models.CharField(_("Closed because"), max_length=16, choices=Closure.choices, blank=True, default="")
    answer = models.TextField(_("Answer"), blank=True, default="")
    raised_by = models.CharField(_("Raised by"), max_length=150)
    raised_at = models.DateTimeField(db_default=Now())

    history = audited()

    class Meta:
        app_label = "edc"
        verbose_name = _("query")
        verbose_name_plural = _("queries")
        indexes = [
            models.Index(fields=["form_code", "page_id"], name="edc_query_page"),
            models.Index(fields=["site_code", "state"], name="edc_query_site"),
            models.Index(fields=["subject_number", "state"], name="edc_query_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_number} {self.visit_code} {self.form_code}.{self.item} {self.state}"

    def words(self, language: str) -> str:
        """The question in the reader's language, else in English."""
        return str(self.text.get(language) or self.text["en"])

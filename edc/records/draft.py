"""What somebody typed and has not submitted. Not a record: it is theirs alone until they save the form."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class Draft(models.Model):
    """The last unsaved state of one form for one user, as posted by the browser; gone when the form is saved."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    subject_number = models.CharField(max_length=32)
    visit_code = models.CharField(max_length=16)
    form_code = models.CharField(max_length=16)
    occurrence = models.PositiveSmallIntegerField()
    typed = models.JSONField()
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        app_label = "edc"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "subject_number", "visit_code", "form_code", "occurrence"], name="edc_one_draft"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.subject_number} {self.visit_code} {self.form_code}"

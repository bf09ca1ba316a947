"""The participant: a number at a site. Who that is stands in the identity store of the site alone."""

import datetime as dt
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from edc.records.base import PageStatus, Record
from patients.rules.age import age_in_years
from trial.models import ProtocolVersion


class Subject(Record):
    """One person who was asked for consent. The number ("301-004") is given once and never again."""

    number = models.CharField(max_length=32, primary_key=True)
    site_code = models.CharField(max_length=16, db_index=True)
    protocol_version = models.ForeignKey(ProtocolVersion, models.PROTECT, related_name="subjects")

    class Meta(Record.Meta):
        ordering = ["number"]

    def __str__(self) -> str:
        return self.number

    @property
    def demographics(self) -> Any:
        """The demographics page, None before it is entered."""
        return self.demographics_pages.first()

    def age_on(self, day: dt.date) -> int | None:
        """Completed years on a day; None while the birth date is not known to the day."""
        page = self.demographics
        return age_in_years(born=page.birth_date, on=day) if page and page.birth_date else None

    def refusal_for(self, page: Any) -> str:
        """Why the page cannot be entered now, in words with the remedy; "" when it can (21 CFR 11.10(f))."""
        missing = [code for code in page.crf.after if not self._is_complete(code)]
        if not missing:
            return ""
        from edc.crf.reading import form

        titles = ", ".join(str(form(code).crf.title) for code in missing)
        return _("First complete: %(forms)s. Then this form can be entered.") % {"forms": titles}

    def _is_complete(self, form_code: str) -> bool:
        from edc.crf.reading import form

        return form(form_code).objects.filter(subject=self, status=PageStatus.COMPLETE).exists()

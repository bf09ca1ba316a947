"""Who a participant is. Read by the site's own staff only; never exported, logged, or readable in the trail."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from edc.records.base import Record
from edc.records.encrypted import EncryptedTextField
from patients.models.subject import Subject


class SubjectIdentity(Record):
    """The code list of the site: number to person (PIPL; ICH E6(R3) 3.16.1(s)). Every column is encrypted."""

    audit_masked = ("full_name", "identity_number", "phone")

    subject = models.OneToOneField(Subject, models.PROTECT, db_column="subject_number", related_name="identity")
    full_name: Any = EncryptedTextField(_("Full name"))
    identity_number: Any = EncryptedTextField(_("Identity card or passport number"), null=True, blank=True)
    phone: Any = EncryptedTextField(_("Telephone of the guardian or participant"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("identity of the participant")
        verbose_name_plural = _("identities of participants")

    def __str__(self) -> str:
        return self.subject_id

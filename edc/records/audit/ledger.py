"""The ledger: one row for every row written, by whatever route. Only the triggers write it."""

import json
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Action(models.TextChoices):
    """What happened to the row. A baseline restates a row after its table changed shape."""

    INSERT = "I", _("entered")
    UPDATE = "U", _("changed")
    DELETE = "D", _("removed")
    BASELINE = "B", _("restated after a change of the software")


class LedgerEntry(models.Model):
    """One written row: where, who, when, why, and its state before and after as canonical text.

    `seq` orders the trail. `txn` is our own transaction id: PostgreSQL's restart in a restored cluster. `old` and `new`
    are the stored text that later seals digest, never recomputed. The place, the actor, the role and the organisation
    are copied values: a later change elsewhere leaves them as they were.
    """

    seq = models.BigAutoField(primary_key=True)
    txn = models.UUIDField()
    at = models.DateTimeField(db_default=Now())
    table_name = models.CharField(max_length=63)
    record_id = models.CharField(max_length=64)
    action = models.CharField(max_length=1, choices=Action.choices)
    site_code = models.CharField(max_length=16)
    subject_number = models.CharField(max_length=32)
    visit_code = models.CharField(max_length=16)
    form_code = models.CharField(max_length=16)
    page_id = models.BigIntegerField(null=True)
    actor_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=150)
    actor_name = models.CharField(max_length=150)
    organisation = models.CharField(max_length=200)
    role = models.CharField(max_length=32)
    reason_code = models.CharField(max_length=32)
    reason = models.TextField()
    channel = models.CharField(max_length=16)
    request_id = models.CharField(max_length=64)
    db_user = models.CharField(max_length=63)
    old = models.TextField(null=True)
    new = models.TextField(null=True)

    class Meta:
        app_label = "edc"
        indexes = [
            models.Index(fields=["subject_number", "-seq"], name="edc_ledger_subject"),
            models.Index(fields=["site_code", "-seq"], name="edc_ledger_site"),
            models.Index(fields=["actor", "-seq"], name="edc_ledger_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.table_name} {self.record_id} {self.action}"

    @property
    def changed(self) -> list[str]:
        """Names of the columns that an update left different; an entry or removal concerns the whole row."""
        if self.action != Action.UPDATE:
            return []
        before, after = self.before, self.after
        return sorted(name for name, value in after.items() if before.get(name) != value)

    @property
    def before(self) -> dict[str, Any]:
        return _read(self.old)

    @property
    def after(self) -> dict[str, Any]:
        return _read(self.new)


def _read(state: str | None) -> dict[str, Any]:
    """Column -> value as it was stored. Decimals keep every digit: 36.60 is not 36.6."""
    read: dict[str, Any] = json.loads(state, parse_float=Decimal) if state else {}
    return read


class AuditBaseline(models.Model):
    """The column shape that the ledger last stated for a table; a difference at migration restates its rows."""

    table_name = models.CharField(max_length=63, primary_key=True)
    shape = models.CharField(max_length=64)

    class Meta:
        app_label = "edc"

    def __str__(self) -> str:
        return self.table_name

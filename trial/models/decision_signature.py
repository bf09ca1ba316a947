"""A signature under a dose-level decision: who, in which role, when, and over exactly which content."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from edc.access.roles import Role, Side
from edc.crf.codelists import coded
from edc.records.audit.history import audited
from trial.codelists import SignatureMeaning
from trial.models.dose_level_decision import DecidedForEver, DoseLevelDecision


class DecisionSignature(models.Model):
    """Append-only. Name and role are copied: what was signed stays readable whatever becomes of the account (ES-01).

    `digest` is that of the whole decision as signed; where the two differ the signature is broken (ES-02, ES-03).
    """

    decision = models.ForeignKey(DoseLevelDecision, models.PROTECT, related_name="signatures")
    site_code = models.CharField(_("Site"), max_length=16)
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Signer"))
    full_name = models.CharField(_("Full name"), max_length=120)
    role = models.CharField(_("Role"), max_length=30, choices=Role)
    side = models.CharField(_("Side"), max_length=16, choices=Side)
    meaning = coded(_("Meaning"), SignatureMeaning)
    digest = models.CharField(_("SHA-256 of what was signed"), max_length=64)
    signed_at = models.DateTimeField(_("Signed"), db_default=Now(), editable=False)

    history = audited()

    class Meta:
        verbose_name = _("signature of a decision")
        verbose_name_plural = _("signatures of decisions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "side"], name="decision_signed_once_by_each_side"),
        ]

    def __str__(self) -> str:
        return f"{self.decision}: {self.full_name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise DecidedForEver(str(self))
        super().save(*args, **kwargs)

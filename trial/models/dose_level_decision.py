"""A decision about a dose level: what was decided, on which data, by whom, when."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from edc.access.models import EVERY_SITE
from edc.crf.codelists import coded
from edc.records.audit.history import audited
from trial.codelists import BoardRole, DoseDecision
from trial.models.protocol_version import ProtocolVersion


class DecidedForEver(Exception):
    """A recorded decision is never changed: a later one supersedes it."""


class DoseLevelDecisionQuerySet(models.QuerySet["DoseLevelDecision"]):
    """Decisions, newest first."""

    def about(self, protocol_code: str, site_code: str) -> "DoseLevelDecisionQuerySet":
        """Those of one protocol that hold at a site; the first of them is in force."""
        places = (site_code, EVERY_SITE)
        return self.filter(protocol_version__protocol_code=protocol_code, site_code__in=places)


class DoseLevelDecision(models.Model):
    """One decision of the safety review. Append-only: the database grants no change and no deletion.

    `data_seen` is {level: {"treated": n, "evaluable": n, "dlt": n}}, the counts that lay before the meeting.
    """

    protocol_version = models.ForeignKey(
        ProtocolVersion, models.PROTECT, related_name="dose_decisions", verbose_name=_("Protocol version")
    )
    site_code = models.CharField(_("Site"), max_length=16)
    decision = coded(_("Decision"), DoseDecision)
    level_from = models.CharField(_("From level"), max_length=8, blank=True)
    level_to = models.CharField(_("To level"), max_length=8)
    data_seen = models.JSONField(_("Data seen"))
    rationale = models.TextField(_("Rationale"))
    met_on = models.DateField(_("Meeting"))
    members = models.JSONField(_("Members present"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Recorded by")
    )
    recorded_at = models.DateTimeField(_("Recorded"), auto_now_add=True)

    history = audited()
    objects = DoseLevelDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("dose-level decision")
        verbose_name_plural = _("dose-level decisions")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(rationale=""), name="dose_decision_has_rationale"),
            models.CheckConstraint(
                condition=Q(level_to="", decision=DoseDecision.STOP)
                | (~Q(level_to="") & ~Q(decision=DoseDecision.STOP)),
                name="dose_decision_names_its_level",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.protocol_version} {self.site_code} {self.decision} {self.level_to or self.level_from}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise DecidedForEver(str(self))
        super().save(*args, **kwargs)

    @property
    def holds_everywhere(self) -> bool:
        return self.site_code == EVERY_SITE

    @property
    def member_labels(self) -> list[str]:
        return [str(BoardRole(role).label) for role in self.members]

    @property
    def counts(self) -> list[tuple[str, int, int, int]]:
        """Level, treated, evaluable, with a dose-limiting toxicity; the levels with nobody left out."""
        rows = [(level, seen["treated"], seen["evaluable"], seen["dlt"]) for level, seen in self.data_seen.items()]
        return [row for row in sorted(rows) if row[1]]

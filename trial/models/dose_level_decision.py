"""A decision about a dose level: what was decided, on which data, by whom, when."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from edc.access.models import EVERY_SITE
from edc.access.roles import Side
from edc.crf.codelists import coded
from edc.records.audit.history import audited
from trial.codelists import BoardRole, DoseDecision
from trial.digest import digest_of
from trial.models.protocol_version import ProtocolVersion

SIDES = {Side.SITE.value, Side.OVERSIGHT.value}
"""Opening or closing a level takes one signature of each (AC-10)."""


class DecidedForEver(Exception):
    """A recorded decision is never changed: a later one supersedes it."""


class DoseLevelDecisionQuerySet(models.QuerySet["DoseLevelDecision"]):
    """Decisions, newest first."""

    def of(self, protocol_code: str) -> "DoseLevelDecisionQuerySet":
        """Those of one protocol, each with its signatures and who recorded it."""
        found = self.filter(protocol_version__protocol_code=protocol_code).prefetch_related("signatures")
        return found.select_related("protocol_version", "recorded_by").defer("protocol_version__document")


class DoseLevelDecision(models.Model):
    """One decision of the safety review. Append-only: the database grants no change and no deletion.

    `data_seen` is what the board showed: {"counts": {level: {"treated": n, "evaluable": n, "dlt": n}}, "participants":
    [...], "advice": {...}, ...}; of decisions before there was a board, the counts alone. `places` is how many more may
    be treated at the level to which it goes; None before places were decided.

    It holds once both sides have signed it. Those recorded before signatures were asked for have none, and hold.
    """

    protocol_version = models.ForeignKey(
        ProtocolVersion, models.PROTECT, related_name="dose_decisions", verbose_name=_("Protocol version")
    )
    site_code = models.CharField(_("Site"), max_length=16)
    decision = coded(_("Decision"), DoseDecision)
    level_from = models.CharField(_("From level"), max_length=8, blank=True)
    level_to = models.CharField(_("To level"), max_length=8)
    places = models.PositiveSmallIntegerField(_("How many more participants"), null=True)
    data_seen = models.JSONField(_("Data seen"))
    rationale = models.TextField(_("Rationale"))
    differs_because = models.TextField(_("Why it differs from the design"), blank=True)
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
    def content(self) -> dict[str, Any]:
        """Everything that is signed."""
        return {
            "protocol": str(self.protocol_version),
            "protocol_digest": self.protocol_version.digest,
            "site": self.site_code,
            "decision": self.decision,
            "levels": [self.level_from, self.level_to],
            "places": self.places,
            "data_seen": self.data_seen,
            "rationale": self.rationale,
            "differs_because": self.differs_because,
            "met_on": self.met_on.isoformat(),
            "members": self.members,
            "recorded_by": self.recorded_by.username,
        }

    @property
    def digest(self) -> str:
        """SHA-256 of the content as it stands now."""
        return digest_of(self.content)

    @property
    def is_broken(self) -> bool:
        """Whether the content is no longer what was signed."""
        return any(signature.digest != self.digest for signature in self.signatures.all())

    @property
    def is_in_force(self) -> bool:
        """Whether both sides have signed exactly this; decisions older than signatures hold without."""
        sides = {signature.side for signature in self.signatures.all()}
        return not self.is_broken and (not sides or sides == SIDES)

    @property
    def counts(self) -> list[tuple[str, int, int, int]]:
        """Level, treated, evaluable, with a dose-limiting toxicity; the levels with nobody left out."""
        found = self.data_seen.get("counts", self.data_seen).items()
        rows = [(level, seen["treated"], seen["evaluable"], seen["dlt"]) for level, seen in found]
        return [row for row in sorted(rows) if row[1]]

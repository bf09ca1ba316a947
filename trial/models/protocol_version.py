"""One loaded version of a protocol."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from edc.records.audit.history import audited
from trial.protocol import Protocol
from trial.shape import from_document

_read: dict[str, Protocol] = {}


class LoadedForEver(Exception):
    """A loaded protocol version is never changed: participants were treated under it."""


class ProtocolVersionQuerySet(models.QuerySet["ProtocolVersion"]):
    """Protocol versions, newest loaded first."""

    def of(self, protocol_code: str) -> "ProtocolVersionQuerySet":
        """The versions of one protocol."""
        return self.filter(protocol_code=protocol_code)

    def approved_at(self, site_code: str) -> "ProtocolVersionQuerySet":
        """Those that may be used at the site."""
        return self.filter(approvals__site_id=site_code)


class ProtocolVersion(models.Model):
    """A protocol as loaded, immutable. A site uses it from the day on which it is approved there."""

    protocol_code = models.CharField(_("Protocol"), max_length=40)
    version = models.CharField(_("Version"), max_length=20)
    document = models.JSONField(_("Content"))
    digest = models.CharField(_("SHA-256 of the content"), max_length=64, unique=True)
    source_name = models.CharField(_("Loaded from"), max_length=200)
    loaded_at = models.DateTimeField(_("Loaded"), auto_now_add=True)

    history = audited()
    objects = ProtocolVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("protocol version")
        verbose_name_plural = _("protocol versions")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["protocol_code", "version"], name="protocol_version_label_once"),
        ]

    def __str__(self) -> str:
        return f"{self.protocol_code} {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise LoadedForEver(str(self))
        super().save(*args, **kwargs)

    @property
    def protocol(self) -> Protocol:
        """The content as values; read once for every process."""
        if self.digest not in _read:
            _read[self.digest] = from_document(self.document)
        return _read[self.digest]

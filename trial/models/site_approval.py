"""The decision that a site uses a protocol version."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from edc.records.audit.history import audited
from trial.models.protocol_version import ProtocolVersion
from trial.models.site import Site


class SiteApproval(models.Model):
    """From here on the version may be used at the site. Who approved it and why is in the audit trail too."""

    # The column holds the site's code, so that the audit trail can tell to whom an entry belongs.
    site = models.ForeignKey(
        Site, models.PROTECT, to_field="code", db_column="site_code", related_name="approvals", verbose_name=_("Site")
    )
    protocol_version = models.ForeignKey(
        ProtocolVersion, models.PROTECT, related_name="approvals", verbose_name=_("Protocol version")
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Approved by")
    )
    approved_at = models.DateTimeField(_("Approved"), auto_now_add=True)
    reason = models.CharField(_("Reason"), max_length=500)

    history = audited()

    class Meta:
        verbose_name = _("approval of a protocol version")
        verbose_name_plural = _("approvals of protocol versions")
        ordering = ["site_id", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["site", "protocol_version"], name="protocol_version_approved_once"),
        ]

    def __str__(self) -> str:
        return f"{self.protocol_version} @ {self.site_id}"

"""By which way a write came in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """The source of an audit entry (ODM AuditRecord SourceID)."""

    FORM = "form", _("entry screen")
    API = "api", _("API")
    IMPORT = "import", _("import")
    JOB = "job", _("background job")
    MIGRATION = "migration", _("migration")
    SHELL = "shell", _("shell")

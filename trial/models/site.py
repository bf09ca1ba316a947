"""A hospital that takes part."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from edc.records.audit.history import audited


class Site(models.Model):
    """Named by a protocol. Everything else knows it by its code alone."""

    code = models.CharField(_("Site"), max_length=10, unique=True)
    name_en = models.CharField(_("English name"), max_length=200)
    name_zh = models.CharField(_("Chinese name"), max_length=200)

    history = audited()

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        ordering = ["code"]

    def __str__(self) -> str:
        name = self.name_zh if (get_language() or "en").startswith("zh") else self.name_en
        return f"{self.code} {name}"

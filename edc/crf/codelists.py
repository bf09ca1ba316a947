"""Controlled terms shared by all forms. An item's choices come from a `codelists.py`, nowhere else."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoYes(models.TextChoices):
    """CDISC NY (C66742), without the missing reasons, which stand beside the value."""

    YES = "Y", _("yes")
    NO = "N", _("no")


def is_yes(answer: str | None) -> bool | None:
    """An answer as a rule takes it: None while there is none."""
    return None if answer is None else answer == NoYes.YES


class Sex(models.TextChoices):
    """CDISC SEX (C66731)."""

    FEMALE = "F", _("female")
    MALE = "M", _("male")


def coded(label: Any, codelist: type[models.TextChoices], **options: Any) -> Any:
    """A field that holds one term of a codelist; the column keeps the submission value, never the label."""
    width = max(len(value) for value in codelist.values)
    field: Any = models.CharField(label, max_length=width, choices=codelist.choices, **options)
    field.codelist = codelist
    return field

"""Why a value is absent. The reason stands beside the value, never inside it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MissingReason(models.TextChoices):
    """Reasons for a missing value; the labels are what a nurse chooses from."""

    NOT_DONE = "ND", _("not done")
    UNKNOWN = "UNK", _("unknown")
    NOT_APPLICABLE = "NA", _("not applicable")
    NOT_ASKED = "NASK", _("not asked")

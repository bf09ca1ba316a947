"""Why a record was changed: a code for the statistics, words for the reader."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReasonCode(models.TextChoices):
    """Reasons for a change after the first save (ICH E6(R3) 4.2.2, 21 CFR 11.10(e))."""

    TRANSCRIPTION_ERROR = "transcription_error", _("transcription error")
    SOURCE_CHANGED = "source_changed", _("source document was corrected")
    ADDITIONAL_INFORMATION = "additional_information", _("additional information became available")
    QUERY_ANSWER = "query_answer", _("answer to a query")
    DATA_MANAGEMENT = "data_management", _("data management")
    ADMINISTRATION = "administration", _("administration")
    RECOMPUTED = "recomputed", _("computed anew, because its inputs changed")
    OTHER = "other", _("other")


OF_PEOPLE = [(code.value, code.label) for code in ReasonCode if code != ReasonCode.RECOMPUTED]
"""Codes and labels that a person can choose from."""


@dataclass(frozen=True)
class Reason:
    """A coded reason and its words. Both are obligatory for a change; a first entry needs neither."""

    code: str
    text: str

    def __post_init__(self) -> None:
        if self.code not in ReasonCode.values:
            raise ValueError(f"{self.code!r} is not a reason code; use one of {', '.join(ReasonCode.values)}")
        if not self.text.strip():
            raise ValueError("a reason for change needs words beside its code")

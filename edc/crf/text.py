"""How typed text becomes a value or a number: the one rule of entry screens, API and imports."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

ALLOWED_CONTROLS = "\t\n\r"


def as_text(value: str) -> str | None:
    """The text in NFC, None for an empty one; otherwise as it was typed.

    ValidationError for control characters: they are invisible, and neither XML nor a printout can hold them.
    """
    text = unicodedata.normalize("NFC", value)
    if any(unicodedata.category(sign) == "Cc" and sign not in ALLOWED_CONTROLS for sign in text):
        raise ValidationError(_("Remove the invisible control characters from this text."), code="control_characters")
    return text or None


def as_number(text: str) -> int | None:
    """A key, a count or a version as a browser sends it: 1 to 18 digits, which fit every column. None for all else."""
    return int(text) if text.isdecimal() and len(text) <= 18 else None

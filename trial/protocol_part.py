"""What every piece of a protocol is made of: a sentence in both languages, a part, a setting with its words."""

from dataclasses import dataclass, field, fields
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language


@dataclass(frozen=True)
class Text:
    """A sentence in both languages; `str()` gives the reader's."""

    en: str
    zh: str

    def __str__(self) -> str:
        return self.zh if (get_language() or "en").startswith("zh") else self.en


@dataclass(frozen=True, kw_only=True)
class Part:
    """A piece of the protocol; `assumption` is the code of the assumption it rests on, if any."""

    assumption: str | None = None


def setting(default: Any, label: str | Promise, unit: str = "") -> Any:
    """A field of a settings part: its default, and what the protocol page calls it. `unit` is UCUM, "" for none."""
    return field(default=default, metadata={"label": label, "unit": unit})


def settings_of(part: Part) -> list[tuple[Any, Any, str]]:
    """Label, value and unit of every setting of a part, in their order."""
    return [
        (each.metadata["label"], getattr(part, each.name), each.metadata["unit"])
        for each in fields(part)
        if "label" in each.metadata
    ]

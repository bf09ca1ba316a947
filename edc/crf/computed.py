"""A value that the software computed, with the rule and the inputs that it came from."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any

from edc.crf.declaration import Text
from edc.crf.partial_dates import PartialDate
from edc.rule import Rule


@dataclass(frozen=True)
class Computed:
    """What `derived=` of an item returns where a published rule decides.

    `value` is None while it cannot be computed. `inputs` is what it was made of, and for what comes from other pages
    from where. `words` say why, in the reader's language; they are made anew whenever they are shown.
    """

    value: Any
    rule: Rule
    inputs: Mapping[str, Any] = field(default_factory=dict)
    words: Text = ""

    def derivation(self) -> dict[str, Any]:
        """What is stored beside the value: the rule with its version, and the inputs as JSON."""
        return {"rule": str(self.rule), "inputs": _plain(self.inputs)}


def origin(page: Any) -> str:
    """A page as `inputs` name it: form, visit, and the how-manieth there, such as "BM D28 1"."""
    return f"{page.crf.code} {page.visit_code} {page.occurrence}"


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | PartialDate) else value

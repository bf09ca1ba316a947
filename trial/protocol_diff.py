"""What changes from one version of a protocol to the next, place by place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from trial.places import row_name


@dataclass(frozen=True)
class Change:
    """One place: `before` is None where it was added, `after` is None where it was removed."""

    place: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        if self.before is None:
            return f"+ {self.place}: {self.after}"
        if self.after is None:
            return f"- {self.place}: {self.before}"
        return f"~ {self.place}: {self.before} -> {self.after}"


def changes(before: dict[str, Any], after: dict[str, Any]) -> tuple[Change, ...]:
    """Every place where two documents differ, in the order of the newer one, removed places last."""
    old, new = dict(_places(before)), dict(_places(after))
    return tuple(
        Change(place, old.get(place), new.get(place))
        for place in [*new, *(place for place in old if place not in new)]
        if old.get(place) != new.get(place)
    )


def _places(value: Any, words: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _places(item, f"{words}.{key}" if words else key)
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        for row, item in enumerate(value):
            yield from _places(item, f"{words}[{row_name(item, row)}]")
    elif isinstance(value, list):
        yield words, ", ".join(str(item) for item in value)
    else:
        yield words, str(value)

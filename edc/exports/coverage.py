"""docs/forms/coverage.md: what a trial has to collect and where it is held, printed from a table written by hand.

A place is FORM.item, FORM.table.item, or either with `=TERM` for one term of the item's codelist.
"""

import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import translation

from edc.crf.describing import described_forms
from edc.environment import BASE_DIR

TABLE: Path = BASE_DIR / "docs" / "forms" / "coverage.toml"
PAGE: Path = TABLE.with_suffix(".md")

HEAD = """\
# What the trial collects, and where

Printed by `make docs` from `coverage.toml` beside it. A test refuses a stale copy, an item that no form has, and a form
that nothing asks for. Items have their names of API and exports; after `=` stands one term of the codelist.
"""


@dataclass(frozen=True)
class Requirement:
    """One form as it is asked for: (field, place, place, ...) of what is held, (field, reason) of what is not."""

    form: str
    at: str
    held: tuple[tuple[str, ...], ...]
    apart: tuple[tuple[str, str], ...] = ()

    @property
    def places(self) -> list[str]:
        return [place for _field, *places in self.held for place in places]

    @property
    def codes(self) -> list[str]:
        """Codes of the forms that hold it, each once."""
        return list(dict.fromkeys(place.partition(".")[0] for place in self.places))


def requirements() -> list[Requirement]:
    """The table, line by line."""
    rows: list[dict[str, Any]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["rows"]
    return [Requirement(**row) for row in rows]


def known_places() -> set[str]:
    """Every place that the declarations have: items, and terms of coded items."""
    found = set()
    for form in described_forms():
        for _title, items in form.sections:
            for item in items:
                place = f"{form.code}.{item.variable}"
                found |= {place, *(f"{place}={term}" for term, _label in item.codelist)}
    return found


def unknown_places(asked: Collection[Requirement]) -> list[str]:
    """Places of the table that no form has."""
    known = known_places()
    return [f"{each.form}: {place}" for each in asked for place in each.places if place not in known]


def forms_not_asked_for(asked: Collection[Requirement]) -> list[str]:
    """Codes of the forms that nothing in the table needs."""
    needed = {code for each in asked for code in each.codes}
    return [form.code for form in described_forms() if form.code not in needed]


def coverage_page() -> str:
    """The whole page, in English."""
    with translation.override("en"):
        titles = {form.code: str(form.title) for form in described_forms()}
        return "\n".join([HEAD, *(line for each in requirements() for line in _section(each, titles)), ""])


def _section(asked: Requirement, titles: dict[str, str]) -> Iterator[str]:
    held_in = ", ".join(f"{titles.get(code, '?')} `{code}`" for code in asked.codes)
    yield from (f"## {asked.form}", "", f"At: {asked.at}. Held in: {held_in}.", "")
    yield from ("| field | held in, or why not |", "| --- | --- |")
    for field, *places in asked.held:
        yield f"| {field} | {', '.join(f'`{place}`' for place in places)} |"
    for field, reason in asked.apart:
        yield f"| {field} | Not on a form. {reason} |"
    yield ""

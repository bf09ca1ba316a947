"""The codebook: one line for each item of each table, so that a table explains itself."""

from collections.abc import Iterator
from typing import Any

from django.utils import translation

from edc.crf.describing import FormWords, ItemWords, described_forms
from edc.exports.lines import csv_line

HEADER = (
    "table", "item", "label_en", "label_zh", "type", "unit", "codes", "expected",
    "required", "derived", "judgement", "sdtm",
)  # fmt: skip


def codebook() -> bytes:
    """The whole codebook as CSV, with labels in both languages."""
    return b"".join(map(csv_line, [HEADER, *(line for form in described_forms() for line in _lines(form))]))


def _lines(form: FormWords) -> Iterator[tuple[Any, ...]]:
    for _title, items in form.page_sections:
        yield from (_line(f"{form.code}.csv", item.variable, item) for item in items)
    for name, _title, items in form.row_sections:
        for item in items:
            yield _line(f"{form.code}.{name}.csv", item.variable.removeprefix(f"{name}."), item)


def _line(table: str, name: str, item: ItemWords) -> tuple[Any, ...]:
    with translation.override("zh-hans"):
        label_zh = str(item.label)
    with translation.override("en"):
        codes = "; ".join(f"{value}={label}" for value, label in item.codelist)
        words = (table, name, str(item.label), label_zh, str(item.type), item.unit, codes, item.expected)
    return (*words, *("yes" if flag else "no" for flag in (item.required, item.derived, item.judgement)), item.sdtm)

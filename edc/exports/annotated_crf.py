"""docs/forms/annotated_crf.md in both languages, printed from the declarations."""

from collections.abc import Iterator
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from edc.crf.describing import FormWords, ItemWords, described_forms
from edc.environment import BASE_DIR

FOLDER = BASE_DIR / "docs" / "forms"
PAGES: dict[str, Path] = {"en": FOLDER / "annotated_crf.md", "zh-hans": FOLDER / "annotated_crf.zh.md"}


def annotated_crf_page(language: str) -> str:
    """The whole page in one language."""
    with translation.override(language):
        return "\n".join(
            [
                f"# {_('Annotated forms')}",
                "",
                _("Printed from the declarations by `make docs`."),
                *(line for form in described_forms() for line in _form(form)),
                "",
            ]
        )


def _form(form: FormWords) -> Iterator[str]:
    yield from ("", f"## {form.title} `{form.code}`")
    for title, items in form.sections:
        yield from ("", f"### {title}", "")
        yield _row(_("Item"), _("Variable"), _("Type"), _("Unit"), _("Values"), _("Expected"), "SDTM")
        yield _row(*["---"] * 7)
        yield from map(_item, items)


def _item(item: ItemWords) -> str:
    codes = ", ".join(f"`{value}` {label}" for value, label in item.codelist)
    return _row(
        str(item.label), f"`{item.variable}`", str(item.type), item.unit, codes, item.expected, f"`{item.sdtm}`"
    )


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"

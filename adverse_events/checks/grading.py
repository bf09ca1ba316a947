"""What the forms of graded toxicities share: the words beside a computed grade, and the question when it differs."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from adverse_events.rules.span import Span
from edc.crf import Finding
from edc.crf.declaration import Text
from edc.crf.reading import is_asked, items_of
from edc.crf.wording import listed
from edc.records.deriving import explanations

Part = tuple[Text, int]
"""One finding in words, with the grade that it gives."""


def term(grade: int | None) -> str | None:
    """A grade as its codelist holds it."""
    return None if grade is None else str(grade)


def recorded(page: Any, names: Collection[str]) -> dict[str, Any]:
    """The items that were recorded, by name."""
    return {name: value for name in names if (value := getattr(page, name)) is not None}


def open_words(page: Any, span: Span, names: Collection[str], further: Sequence[Text] = ()) -> Text:
    """Why there is no grade yet: between which it lies, and which of these items, and what else, is still missing."""
    fields = items_of(type(page))
    asked = [name for name in names if getattr(page, name) is None and is_asked(page, name)]
    lacking = [*(fields[name].verbose_name for name in asked), *further]
    if not lacking:
        return format_lazy(_("Between {low} and {high}; the findings do not say which."), low=span.low, high=span.high)
    text = _("Between {low} and {high}; still missing: {items}.")
    return format_lazy(text, low=span.low, high=span.high, items=listed(lacking))


def decided_by(parts: Sequence[Part]) -> Text:
    """The findings that gave the grade, and the next one with the grade that it alone would give."""
    grades = sorted({grade for _words, grade in parts}, reverse=True)
    deciding = listed([words for words, grade in parts if grade == grades[0]])
    if len(grades) == 1:
        return deciding
    others = listed([words for words, grade in parts if grade == grades[1]])
    return format_lazy(
        _("{deciding}; {others} alone would be {grade}"), deciding=deciding, others=others, grade=grades[1]
    )


def difference_is_explained(check_id: str, judged: str, computed: str) -> Callable[[Any], Finding | None]:
    """A check that the investigator's grade is the computed one, or that the answer to the query says why not."""

    def check(page: Any) -> Finding | None:
        grade, found = getattr(page, judged), getattr(page, computed)
        if grade is None or found is None or grade == found:
            return None
        text = _("The findings give grade {grade} ({why}). Why is the investigator's grade different?")
        why = explanations(page).get(computed, "")
        return Finding(check_id, (judged, computed), format_lazy(text, grade=found, why=why))

    return check

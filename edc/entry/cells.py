"""Every page and open query of some participants, in two statements however many forms there are."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Q, Value

from edc.crf.reading import forms
from edc.records.query import Query, QueryState

Key = tuple[str, str, str]
"""Participant, visit, form."""


@dataclass(frozen=True)
class PageMark:
    """What the casebook knows of one page: its status, and apart from it the lock and the open questions."""

    number: str
    visit: str
    form: str
    occurrence: int
    pk: int
    status: str
    is_locked: bool
    queries: int = 0
    soft: int = 0
    changed: bool = False


def page_marks(numbers: Iterable[str], changed: Collection[tuple[str, int]] = ()) -> dict[Key, list[PageMark]]:
    """The pages of these participants by place, each list in the order of occurrence; `changed` are to be marked."""
    chosen = list(numbers)
    asked = _open_questions(chosen)
    found: dict[Key, list[PageMark]] = defaultdict(list)
    for row in _pages(chosen):
        mark = PageMark(*row)
        queries, soft = asked.get((mark.form, mark.pk), (0, 0))
        is_changed = (mark.form, mark.pk) in changed
        found[mark.number, mark.visit, mark.form].append(replace(mark, queries=queries, soft=soft, changed=is_changed))
    return found


def _pages(numbers: list[str]) -> Any:
    selects = [
        model.objects.filter(subject__in=numbers)
        .order_by()
        .annotate(form=Value(code))
        .values_list("subject_id", "visit_code", "form", "occurrence", "pk", "status", "is_locked")
        for code, model in forms().items()
    ]
    return selects[0].union(*selects[1:], all=True).order_by("subject_id", "visit_code", "form", "occurrence")


def _open_questions(numbers: list[str]) -> dict[tuple[str, int], tuple[int, int]]:
    counted = (
        Query.objects.filter(subject_number__in=numbers, state=QueryState.OPEN)
        .values("form_code", "page_id")
        .annotate(soft=Count("pk", filter=~Q(check_id="")), queries=Count("pk", filter=Q(check_id="")))
    )
    return {(row["form_code"], row["page_id"]): (row["queries"], row["soft"]) for row in counted}

"""What the page would compute from what stands on the screen now: shown while somebody types, nothing is saved."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from edc.access.permissions import Permission
from edc.access.views_guard import requires
from edc.crf.reading import item_of, items_of
from edc.entry.display import shown
from edc.entry.fetching import Place, page_for
from edc.entry.submission import Submission
from edc.records.deriving import derive_page, explanations
from edc.records.subject_data import read_anew


@requires(Permission.CRF_ENTER)
@require_POST
def compute(request: HttpRequest, number: str, visit: str, form: str, occurrence: int) -> JsonResponse:
    """The derived items of the page and of its rows as text, with the words for why.

    What cannot be read counts as not there; the errors are shown when the page is saved.
    """
    page = page_for(request.user, Place(number, visit, form, occurrence), Permission.CRF_ENTER)
    submission = Submission(page, request.POST, by=request.user)
    submission.is_valid()
    rows = [row_form for formset in submission.formsets.values() for row_form in formset.forms]
    for typed in (submission.form, *rows):
        _forget_unread(typed)
    submission.stage()
    data = read_anew(page.subject)
    data.load(*page.crf.reads)
    data.put(page)
    page.subject.learn(page)
    derive_page(page)
    return JsonResponse({"items": _computed(page), "rows": {each.prefix: _computed(each.instance) for each in rows}})


def _forget_unread(typed: Any) -> None:
    """A record keeps its saved value where the typed one cannot be read: the result would speak of the old value."""
    for name in items_of(type(typed.instance)):
        if name in typed.errors:
            setattr(typed.instance, name, None)


def _computed(record: Any) -> dict[str, dict[str, str]]:
    why = explanations(record)
    return {
        name: {"text": shown(field, getattr(record, name)), "words": str(why.get(name, ""))}
        for name, field in items_of(type(record)).items()
        if item_of(field).derived
    }

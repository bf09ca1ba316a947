"""Raising a query on a value, the list of queries, and closing them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from edc.access.gate import may, scoped, user_of
from edc.access.permissions import Permission
from edc.access.views_guard import requires
from edc.crf.reading import form as form_model
from edc.crf.reading import forms as crf_forms
from edc.crf.reading import items_of, rows_of
from edc.entry.fetching import Place, page_for
from edc.records.queries import close_query, raise_query
from edc.records.query import Query, QueryState

QUERIES_A_PAGE = 50


class QueryForm(forms.Form):
    """A question and the value that it is about: an item of the page, or of one of its rows."""

    value = forms.ChoiceField(label=gettext_lazy("About"))
    text = forms.CharField(label=gettext_lazy("Question"), max_length=1000, widget=forms.Textarea({"rows": 2}))

    prefix = "query"

    def __init__(self, page: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].choices = [("", "—"), *_values_of(page)]  # type: ignore[attr-defined]

    def place(self) -> dict[str, Any]:
        """Where the question belongs, as `raise_query` takes it."""
        table, row, item = self.cleaned_data["value"].split("|")
        return {"item": item, "row_table": table, "row": int(row) if row else None}


@requires(Permission.QUERY_RAISE)
@require_POST
def raise_on_page(request: HttpRequest, number: str, visit: str, form: str, occurrence: int) -> HttpResponse:
    """Ask about one value of a page."""
    place = Place(number, visit, form, occurrence)
    page = page_for(request.user, place, Permission.QUERY_RAISE)
    if page.pk is None:
        raise Http404
    asked = QueryForm(page, request.POST)
    if asked.is_valid():
        raise_query(page, text=asked.cleaned_data["text"], by=user_of(request), **asked.place())
        messages.success(request, _("The query was raised."))
    else:
        messages.error(request, _("Choose the value and write the question."))
    return redirect(place.url())


@requires(Permission.CRF_VIEW)
@require_GET
def query_list(request: HttpRequest) -> HttpResponse:
    """Queries at the reader's sites, those that wait first; ?state= and ?subject= narrow it."""
    found = scoped(Query.objects.all(), request.user, Permission.CRF_VIEW)
    state = request.GET.get("state", QueryState.OPEN)
    if state in QueryState.values:
        found = found.filter(state=state)
    if subject := request.GET.get("subject", "").strip():
        found = found.filter(subject_number=subject)
    page = Paginator(found.order_by("raised_at", "pk"), QUERIES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [_line(query) for query in page],
        "states": [("all", _("all"), state == "all"), *((s.value, s.label, state == s.value) for s in QueryState)],
        "subject_number": subject,
        "page_obj": page,
        "may_close": may(request.user, Permission.QUERY_CLOSE),
    }
    return render(request, "edc/queries.html", context)


@requires(Permission.QUERY_CLOSE)
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close one query, with the words of who closes it."""
    query = scoped(Query.objects.all(), request.user, Permission.QUERY_CLOSE).filter(pk=pk).first()
    if query is None:
        raise Http404
    words = request.POST.get("text", "").strip()
    if not words:
        messages.error(request, _("Say why the query is closed."))
    elif query.state != QueryState.CLOSED:
        close_query(query, by=user_of(request), text=words)
        messages.success(request, _("The query was closed."))
    return redirect("query_list")


def _line(query: Query) -> dict[str, Any]:
    place = Place(query.subject_number, query.visit_code, query.form_code, query.occurrence)
    return {
        "query": query,
        "where": place.where,
        "text": query.words(get_language() or "en"),
        "form": form_model(query.form_code).crf.title if query.form_code in crf_forms() else query.form_code,
        "item": _label(query),
        "days": (timezone.now() - query.raised_at).days,
        "url": place.url(),
        "closable": query.state != QueryState.CLOSED,
    }


def _label(query: Query) -> str:
    model = crf_forms().get(query.form_code)
    if model is not None and query.row_table:
        model = rows_of(model).get(query.row_table)
    field = items_of(model).get(query.item) if model is not None else None
    label = str(field.verbose_name) if field is not None else query.item
    return f"{label} ({query.row_position})" if query.row_position else label


def _values_of(page: Any) -> list[tuple[str, str]]:
    own = [(f"||{name}", str(field.verbose_name)) for name, field in items_of(type(page)).items()]
    for table, model in rows_of(type(page)).items():
        for number, _row in enumerate(page.rows(table), start=1):
            own += [
                (f"{table}|{number}|{name}", f"{model.table.title} {number}: {field.verbose_name}")
                for name, field in items_of(model).items()
            ]
    return own

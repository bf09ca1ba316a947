"""The entry page as HTML: everything that the template needs, for typing and for reading."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from edc.access.gate import may
from edc.access.permissions import Permission
from edc.crf.reading import codelist_of, computes, items_of
from edc.entry.crf_admin import CrfAdmin
from edc.entry.fetching import Place
from edc.entry.page_context import sections_of, tables_of
from edc.entry.query_views import QueryForm
from edc.entry.reason_form import ReasonForm
from edc.entry.submission import Submission
from edc.records.deriving import derive_page
from edc.records.queries import queries_of


def page_response(
    request: HttpRequest,
    page: Any,
    place: Place,
    *,
    maker: CrfAdmin | None = None,
    submission: Submission | None = None,
    draft: Any = None,
    conflict: Any = None,
    status: int = 200,
) -> HttpResponse:
    """One page as HTML: as submitted, empty or with its record for typing, or as read when neither is given."""
    queries = queries_of(page) if page.pk else []
    page.subject.data.load(*page.crf.reads)
    if submission is not None:
        form, formsets, reason = submission.form, submission.formsets, submission.reason
    elif maker is not None:
        form, formsets, reason = maker.form_for(page, request.user), dict(maker.bound_formsets(page)), ReasonForm()
        _compute_when_new(page)
    else:
        form, formsets, reason = None, {}, None
    site = page.subject.site_code
    context = {
        "crf_title": page.crf.title,
        "subject": page.subject,
        "visit_label": page.subject.visit_label(place.visit),
        "saved_text": _saved_text(page),
        "history_url": place.url("history") if page.pk else "",
        "readonly": form is None,
        "locked": page.is_locked,
        "not_done_text": page.not_done_reason,
        "sections": sections_of(page, form, queries, place),
        "row_tables": tables_of(page, formsets, queries),
        "form_errors": form.non_field_errors() if form is not None else [],
        "version": page.version if page.pk else 0,
        "reason": reason if page.pk else None,
        "not_done_error": submission.not_done_error if submission else "",
        "draft": draft,
        "draft_url": place.url("draft"),
        "compute_url": place.url("compute") if computes(type(page)) else "",
        "conflict": conflict,
        "may_answer": may(request.user, Permission.QUERY_ANSWER, site),
        "query_form": QueryForm(page) if page.pk and may(request.user, Permission.QUERY_RAISE, site) else None,
        "query_url": place.url("raise_query"),
        "lock_url": place.url("lock") if page.pk and may(request.user, Permission.PAGE_LOCK, site) else "",
        "starts": _starts(page, place),
        "another_url": place.another().url() if page.pk and page.crf.repeats else "",
    }
    return render(request, "edc/page.html", context, status=status)


def _compute_when_new(page: Any) -> None:
    """What other forms already tell is shown before anything is typed."""
    if page._state.adding:
        derive_page(page)


def _starts(page: Any, place: Place) -> list[tuple[Any, str, bool]]:
    """Label, address and whether it is chosen, for each way in which a new page of this form can begin."""
    first = page.crf.starts_with
    if page.pk or not first:
        return []
    choices = codelist_of(items_of(type(page))[first]).choices
    return [(label, f"{place.url()}?start={value}", getattr(page, first) == value) for value, label in choices]


def _saved_text(page: Any) -> str:
    if not page.pk:
        return _("not saved yet")
    last = page.history.filter(version=page.version).values_list("history_date", flat=True).first()
    when = timezone.localtime(last).strftime("%Y-%m-%d %H:%M") if last else ""
    return _("saved %(when)s, version %(version)s") % {"when": when, "version": page.version}

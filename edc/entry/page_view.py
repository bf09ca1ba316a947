"""The entry page of one form: open, save, conflict, draft."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edc.access.gate import may, user_of
from edc.access.permissions import Permission
from edc.access.views_guard import requires
from edc.crf.reading import codelist_of, items_of
from edc.entry.conflicts import merge
from edc.entry.crf_admin import CrfAdmin
from edc.entry.drafts import draft_of, forget_draft
from edc.entry.fetching import Place, page_for
from edc.entry.page_context import sections_of, tables_of
from edc.entry.reason_form import ReasonForm
from edc.entry.site import admin_of
from edc.entry.submission import Submission
from edc.records.queries import queries_of
from edc.records.refusals import Conflict, SaveRefused


@requires(Permission.CRF_VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def page_view(request: HttpRequest, number: str, visit: str, form: str, occurrence: int) -> HttpResponse:
    """Show one page, or take what was typed on it."""
    place = Place(number, visit, form, occurrence)
    if request.method == "POST":
        return _post(request, place)
    page = page_for(request.user, place, Permission.CRF_VIEW)
    if not _may_enter(request, page):
        return _render(request, page, place)
    if page._state.adding and (refusal := page.subject.refusal_for(page)):
        messages.warning(request, refusal)
        return redirect("casebook", number)
    return _open(request, page, place)


def _open(request: HttpRequest, page: Any, place: Place) -> HttpResponse:
    maker, draft = admin_of(type(page)), draft_of(request.user, place)
    if draft is not None and "restore" in request.GET:
        submission = Submission(page, draft.as_data())
        submission.is_valid()
        return _render(request, page, place, submission=submission)
    chosen, first = request.GET.get("start", ""), page.crf.starts_with
    if page._state.adding and first and chosen:
        setattr(page, first, chosen)
    return _render(request, page, place, maker=maker, draft=draft)


def _post(request: HttpRequest, place: Place) -> HttpResponse:
    page = page_for(request.user, place, Permission.CRF_ENTER)
    submission = Submission(page, request.POST)
    if not submission.is_valid():
        return _render(request, page, place, submission=submission, status=422)
    try:
        saved = submission.save(by=user_of(request))
    except Conflict:
        return _conflict(request, place, submission)
    except SaveRefused as refusal:
        submission.show(refusal)
        return _render(request, page, place, submission=submission, status=422)
    forget_draft(request, place)
    messages.success(request, _("Saved.") if saved else _("Nothing was changed."))
    return redirect(place.url("next_page") if "_save_next" in request.POST else place.url())


def _conflict(request: HttpRequest, place: Place, submission: Submission) -> HttpResponse:
    current = page_for(request.user, place, Permission.CRF_ENTER)
    data, conflict = merge(current, request.POST, submission.seen_version)
    again = Submission(current, data)
    again.is_valid()
    return _render(request, current, place, submission=again, conflict=conflict, status=409)


def _may_enter(request: HttpRequest, page: Any) -> bool:
    return not page.is_locked and may(request.user, Permission.CRF_ENTER, page.subject.site_code)


def _render(
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
    queries = queries_of(page) if page.pk else []
    if submission is not None:
        form, formsets, reason = submission.form, submission.formsets, submission.reason
    elif maker is not None:
        form, formsets, reason = maker.page_form(instance=page), dict(maker.bound_formsets(page)), ReasonForm()
    else:
        form, formsets, reason = None, {}, None
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
        "conflict": conflict,
        "may_answer": may(request.user, Permission.QUERY_ANSWER, page.subject.site_code),
        "starts": _starts(page, place),
        "another_url": place.another().url() if page.pk and page.crf.repeats else "",
    }
    return render(request, "edc/page.html", context, status=status)


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

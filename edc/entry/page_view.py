"""The entry page of one form: open, save, conflict, draft."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from edc.access.gate import may, user_of
from edc.access.permissions import Permission
from edc.access.views_guard import requires
from edc.entry.conflicts import merge
from edc.entry.drafts import draft_of, forget_draft
from edc.entry.fetching import Place, page_for
from edc.entry.page_response import page_response
from edc.entry.site import admin_of
from edc.entry.submission import Submission
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
        return page_response(request, page, place)
    if page._state.adding and (refusal := page.subject.refusal_for(page)):
        messages.warning(request, refusal)
        return redirect("casebook", number)
    return _open(request, page, place)


def _open(request: HttpRequest, page: Any, place: Place) -> HttpResponse:
    maker, draft = admin_of(type(page)), draft_of(request.user, place)
    if draft is not None and "restore" in request.GET:
        submission = Submission(page, draft.as_data(), by=request.user)
        if submission.is_stale:
            return _conflict(request, place, submission)
        submission.is_valid()
        return page_response(request, page, place, submission=submission)
    chosen, first = request.GET.get("start", ""), page.crf.starts_with
    if page._state.adding and first and chosen:
        setattr(page, first, chosen)
    return page_response(request, page, place, maker=maker, draft=draft)


def _post(request: HttpRequest, place: Place) -> HttpResponse:
    page = page_for(request.user, place, Permission.CRF_ENTER)
    submission = Submission(page, request.POST, by=request.user)
    if submission.is_stale:
        return _conflict(request, place, submission)
    if not submission.is_valid():
        return page_response(request, page, place, submission=submission, status=422)
    try:
        saved = submission.save(by=user_of(request))
    except Conflict:
        return _conflict(request, place, submission)
    except SaveRefused as refusal:
        submission.show(refusal)
        return page_response(request, page, place, submission=submission, status=422)
    forget_draft(request, place)
    messages.success(request, _("Saved.") if saved else _("Nothing was changed."))
    return redirect(place.url("next_page") if "_save_next" in request.POST else place.url())


def _conflict(request: HttpRequest, place: Place, submission: Submission) -> HttpResponse:
    current = page_for(request.user, place, Permission.CRF_ENTER)
    data, conflict = merge(current, submission, by=request.user)
    again = Submission(current, data, by=request.user)
    again.is_valid()
    return page_response(request, current, place, submission=again, conflict=conflict, status=409)


def _may_enter(request: HttpRequest, page: Any) -> bool:
    return not page.is_locked and may(request.user, Permission.CRF_ENTER, page.subject.site_code)

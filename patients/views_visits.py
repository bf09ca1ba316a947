"""The page on which a whole visit is recorded as not done, or taken back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from edc.access.gate import user_of
from edc.access.permissions import Permission
from edc.access.views_guard import requires
from edc.entry.fetching import subject_for
from edc.entry.reason_form import ReasonForm
from edc.records.refusals import ReasonMissing, SaveRefused
from patients.codelists.follow_up import VisitHeld
from patients.models import Subject
from patients.visits import forms_left, record_visit_not_done, take_back_not_done, visit_page


class NotDoneForm(forms.Form):
    """Why a visit was not done; the words stand on the page of the visit and on each of its forms."""

    reason = forms.CharField(label=gettext_lazy("Why it was not done"), max_length=200)


@requires(Permission.CRF_ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def not_done(request: HttpRequest, number: str, visit: str) -> HttpResponse:
    """Show what would be recorded, or record it."""
    subject = _subject(request, number, visit)
    form = NotDoneForm(request.POST or None)
    if not form.is_valid():
        return _page(request, subject, visit, form, status=422 if form.is_bound else 200)
    try:
        marked = record_visit_not_done(subject, visit, by=user_of(request), reason=form.cleaned_data["reason"])
    except SaveRefused as refusal:
        form.add_error(None, refusal.message)
        return _page(request, subject, visit, form, status=422)
    text = ngettext("Visit missed, %(n)d form not done.", "Visit missed, %(n)d forms not done.", marked)
    messages.success(request, text % {"n": marked})
    return redirect("casebook", number)


@requires(Permission.CRF_ENTER)
@require_POST
def take_back(request: HttpRequest, number: str, visit: str) -> HttpResponse:
    """Make a missed visit due again."""
    subject = _subject(request, number, visit)
    form = ReasonForm(request.POST)
    try:
        reason = form.reason() if form.is_valid() else None
        if reason is None:
            raise ReasonMissing.for_change()
        take_back_not_done(subject, visit, by=user_of(request), reason=reason)
    except SaveRefused as refusal:
        messages.error(request, refusal.message)
        return redirect("visit_not_done", number, visit)
    messages.success(request, _("The visit is due again."))
    return redirect("casebook", number)


def _subject(request: HttpRequest, number: str, visit: str) -> Subject:
    subject: Subject = subject_for(request.user, number, Permission.CRF_ENTER)
    if subject.planned_visit(visit) is None:
        raise Http404
    return subject


def _page(request: HttpRequest, subject: Subject, visit: str, form: NotDoneForm, status: int) -> HttpResponse:
    page = visit_page(subject, visit)
    missed = page is not None and page.held == VisitHeld.MISSED
    context: dict[str, Any] = {
        "subject": subject,
        "visit": visit,
        "visit_label": subject.visit_label(visit),
        "page": page,
        "missed": missed,
        "left": [form.crf.title for form in forms_left(subject, visit)],
        "form": form,
        "reason_form": ReasonForm(),
    }
    return render(request, "patients/visit_not_done.html", context, status=status)

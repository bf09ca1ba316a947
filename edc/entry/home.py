"""Home: what is due today and overdue, by participant; for everybody who reads casebooks."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from edc.access.gate import may, scoped, sites_for, user_of
from edc.access.permissions import Permission
from edc.access.views_guard import requires, signed_in
from edc.crf.reading import form as form_model
from edc.crf.reading import forms
from edc.entry.due import DueRow, due_rows
from edc.entry.fetching import subjects_of
from edc.entry.reminders import reminders
from edc.records.audit.trail import Filters, entries
from edc.records.draft import Draft
from edc.records.query import Query, QueryState

PARTICIPANTS_A_PAGE = 50
RECENT_LINES = 30


@signed_in
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Due and overdue forms. Who may read no casebook is led to what they may do."""
    if not may(request.user, Permission.CRF_VIEW):
        return redirect("user_list" if may(request.user, Permission.USER_MANAGE) else "my_sign_ins")
    today = timezone.localdate()
    rows = due_rows(request.user, today)
    page = Paginator(rows, PARTICIPANTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "today": today,
        "counts": _counts(request, rows),
        "due": [(row, " · ".join(row.subject.facts(today))) for row in page],
        "page_obj": page,
        "recent": _recent(request),
        "may_register": may(request.user, Permission.SUBJECT_REGISTER),
    }
    return render(request, "edc/home.html", context)


@requires(Permission.SUBJECT_VIEW)
@require_GET
def subjects(request: HttpRequest) -> HttpResponse:
    """Participants of the user's sites, by number."""
    asked = request.GET.get("q", "").strip()
    found = subjects_of(request.user, Permission.SUBJECT_VIEW).with_summary().order_by("number")
    page = Paginator(found.filter(number__icontains=asked) if asked else found, PARTICIPANTS_A_PAGE).get_page(
        request.GET.get("page")
    )
    numbers = [subject.number for subject in page]
    asked_of = dict(
        Query.objects.filter(subject_number__in=numbers, state=QueryState.OPEN)
        .values_list("subject_number")
        .annotate(Count("pk"))
    )
    today = timezone.localdate()
    rows = [
        subject.summary(today)
        | {
            "url": reverse("casebook", args=[subject.number]),
            "open_queries": asked_of.get(subject.number, 0),
        }
        for subject in page
    ]
    context = {
        "rows": rows,
        "q": asked,
        "page_obj": page,
        "may_register": may(request.user, Permission.SUBJECT_REGISTER),
    }
    return render(request, "edc/subjects.html", context)


def _recent(request: HttpRequest) -> list[tuple[str, str, str]]:
    """The pages that were saved last at the reader's sites: label, address, when and by whom."""
    if not may(request.user, Permission.AUDIT_VIEW):
        return []
    saved = entries(Filters(), sites=sites_for(request.user, Permission.AUDIT_VIEW), limit=RECENT_LINES)
    places: dict[tuple[str, str, str], tuple[str, str, str]] = {}
    for entry in saved:
        if entry.form in forms():
            key = (entry.participant, entry.visit, entry.form)
            label = f"{entry.participant} {entry.visit} {form_model(entry.form).crf.title}"
            when = timezone.localtime(entry.when).strftime("%m-%d %H:%M")
            places.setdefault(key, (label, reverse("casebook", args=[entry.participant]), f"{when} {entry.who}"))
    return list(places.values())


def _counts(request: HttpRequest, rows: list[DueRow]) -> list[tuple[str, int, str]]:
    states = [item.state for row in rows for item in row.items]
    queries = scoped(Query.objects.filter(state=QueryState.OPEN), request.user, Permission.CRF_VIEW).count()
    drafts = Draft.objects.filter(user=user_of(request)).count()
    return [
        (_("Overdue"), states.count("overdue"), reverse("home")),
        (_("Due"), states.count("due"), reverse("home")),
        (_("Values to check and queries"), queries, reverse("query_list")),
        (_("Drafts"), drafts, reverse("home")),
        *reminders(request.user),
    ]

"""Home: what is due today and overdue, by participant; for everybody who reads casebooks."""

from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from edc.access.gate import may, scoped, sites_for, user_of
from edc.access.permissions import Permission
from edc.access.views_guard import requires, signed_in
from edc.crf.reading import form as form_model
from edc.crf.reading import forms
from edc.entry.cells import page_marks
from edc.entry.fetching import Place, subject_model, subjects_of
from edc.records.audit.trail import Filters, entries
from edc.records.base import PageStatus
from edc.records.draft import Draft
from edc.records.query import Query, QueryState
from edc.records.schedule import LOG_VISIT, LogTask, PlannedVisit

PARTICIPANTS_A_PAGE = 50
RECENT_LINES = 30


@dataclass
class DueRow:
    """One participant with something to do: (label, url, words, state) for each form."""

    subject_number: str
    subject_url: str
    headline: str
    items: list[tuple[str, str, str, str]] = field(default_factory=list)


@signed_in
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Due and overdue forms. Who may read no casebook is led to what they may do."""
    if not may(request.user, Permission.CRF_VIEW):
        return redirect("user_list" if may(request.user, Permission.USER_MANAGE) else "my_sign_ins")
    subjects = list(subjects_of(request.user, Permission.CRF_VIEW).with_summary())
    marks = page_marks([subject.number for subject in subjects])
    today = timezone.localdate()
    tasks = subject_model().tasks(subjects, today)
    rows = [row for subject in subjects if (row := _due_row(subject, marks, tasks, today)).items]
    context = {
        "today": today,
        "counts": _counts(request, rows),
        "due": rows,
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


def _due_row(subject: Any, marks: Any, tasks: Any, today: Any) -> DueRow:
    row = DueRow(subject.number, reverse("casebook", args=[subject.number]), " · ".join(subject.facts(today)))
    row.items += [_task(subject, task, marks) for task in tasks.get(subject.number, ())]
    for visit in subject.schedule():
        for code in visit.forms:
            if code not in forms():
                continue
            pages = marks.get((subject.number, visit.code, code), [])
            if not pages and (state := visit.form_state(today)) != "not_due":
                row.items.append(_item(subject, visit, code, 1, state, _due_words(visit, today)))
            for mark in pages:
                if mark.status == PageStatus.INCOMPLETE:
                    row.items.append(_item(subject, visit, code, mark.occurrence, "incomplete", _("incomplete")))
    return row


def _task(subject: Any, task: LogTask, marks: Any) -> tuple[str, str, str, str]:
    """A log entry that is due, at the place of the next one of its kind."""
    pages = marks.get((subject.number, LOG_VISIT, task.form), [])
    place = Place(subject.number, LOG_VISIT, task.form, pages[-1].occurrence + 1 if pages else 1)
    return str(form_model(task.form).crf.title), place.url(), task.words, "due"


def _item(subject: Any, visit: PlannedVisit, code: str, occurrence: int, state: str, words: str) -> Any:
    label = f"{form_model(code).crf.title} {visit.code}"
    return label, Place(subject.number, visit.code, code, occurrence).url(), words, state


def _due_words(visit: PlannedVisit, today: Any) -> str:
    if visit.closes is None:
        return ""
    days = (visit.closes - today).days
    if days < 0:
        return ngettext("%(n)d day overdue", "%(n)d days overdue", -days) % {"n": -days}
    if days == 0:
        return _("due today")
    return ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days}


def _counts(request: HttpRequest, rows: list[DueRow]) -> list[tuple[str, int, str]]:
    states = [item[3] for row in rows for item in row.items]
    queries = scoped(Query.objects.filter(state=QueryState.OPEN), request.user, Permission.CRF_VIEW).count()
    drafts = Draft.objects.filter(user=user_of(request)).count()
    return [
        (_("Overdue"), states.count("overdue"), reverse("home")),
        (_("Due"), states.count("due"), reverse("home")),
        (_("Values to check and queries"), queries, reverse("query_list")),
        (_("Drafts"), drafts, reverse("home")),
    ]

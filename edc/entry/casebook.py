"""The casebook of one participant: visits across, forms down, one status per cell and three marks apart from it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_GET

from edc.access.gate import may
from edc.access.permissions import Permission
from edc.access.views_guard import requires
from edc.crf.reading import form as form_model
from edc.crf.reading import forms
from edc.crf.wording import listed
from edc.entry.cells import PageMark, page_marks
from edc.entry.changed_since import changed_pages
from edc.entry.fetching import Place, subject_for
from edc.records.base import PageStatus
from edc.records.schedule import LOG_VISIT, PlannedVisit

STATE_WORDS = {
    "due": gettext_lazy("due"),
    "not_due": gettext_lazy("not due yet"),
    "overdue": gettext_lazy("overdue"),
    "incomplete": gettext_lazy("incomplete"),
    "complete": gettext_lazy("complete"),
    "not_done": gettext_lazy("not done"),
}


@dataclass(frozen=True)
class Cell:
    """One mark of the grid; `title` says the same in words."""

    url: str
    state: str
    title: str
    label: str = ""
    queries: int = 0
    soft: int = 0
    locked: bool = False
    changed: bool = False


@requires(Permission.CRF_VIEW)
@require_GET
def casebook(request: HttpRequest, number: str) -> HttpResponse:
    """The grid. As many statements for one form and visit as for all of them."""
    subject = subject_for(request.user, number, Permission.CRF_VIEW)
    today = timezone.localdate()
    changed = changed_pages(request, number)
    marks = page_marks([number], changed.pages)
    visits = subject.schedule({visit for _number, visit, _form in marks})
    may_enter = may(request.user, Permission.CRF_ENTER, subject.site_code)
    rows = [
        (title, [_cells(subject, visit, code, marks, today) for visit in visits]) for code, title in _titles(visits)
    ]
    context = {
        "subject": subject,
        "facts": subject.facts(today),
        "tabs": tabs(request, subject, "casebook"),
        "visits": [
            (visit.code, visit.label, _date_text(visit), _not_done_url(subject, visit, today) if may_enter else "")
            for visit in visits
        ],
        "rows": rows,
        "since": changed.since,
        "log_rows": [_log_row(subject, code, marks, may_enter=may_enter) for code in subject.logs()],
    }
    return render(request, "edc/casebook.html", context)


@requires(Permission.CRF_VIEW)
@require_GET
def next_page(request: HttpRequest, number: str, visit: str, form: str, occurrence: int) -> HttpResponse:
    """On to the next form that is not complete: at this visit, then at later ones; else back to the casebook."""
    subject = subject_for(request.user, number, Permission.CRF_VIEW)
    marks, today = page_marks([number]), timezone.localdate()
    visits = subject.schedule({held for _number, held, _form in marks})
    places = [(planned, code) for planned in visits for code in planned.forms if code in forms()]
    here = next((i for i, (planned, code) in enumerate(places) if (planned.code, code) == (visit, form)), -1)
    for planned, code in places[here + 1 :]:
        pages = marks.get((number, planned.code, code), [])
        waits = pages and pages[-1].status == PageStatus.INCOMPLETE
        if waits or (not pages and planned.form_state(today) != "not_due"):
            return redirect(Place(number, planned.code, code, pages[-1].occurrence if pages else 1).url())
    return redirect("casebook", number)


def cell_of(place: Place, mark: PageMark, where: str) -> Cell:
    """The mark of a page that exists."""
    words = [str(form_model(place.form).crf.title), where, str(STATE_WORDS[mark.status])]
    if mark.queries:
        words.append(ngettext("%(n)d open query", "%(n)d open queries", mark.queries) % {"n": mark.queries})
    if mark.soft:
        words.append(ngettext("%(n)d value to check", "%(n)d values to check", mark.soft) % {"n": mark.soft})
    if mark.is_locked:
        words.append(_("locked"))
    if mark.changed:
        words.append(_("changed"))
    title = str(listed(words))
    return Cell(
        place.url(), mark.status, title, where, mark.queries, mark.soft, locked=mark.is_locked, changed=mark.changed
    )


def tabs(request: HttpRequest, subject: Any, current: str) -> list[tuple[str, str, bool]]:
    """The views of one participant that the reader may open: label, address, and whether it is the `current` one."""
    views = [("casebook", _("Casebook")), ("course", pgettext("of a participant", "Course"))]
    if may(request.user, Permission.IDENTITY_VIEW, subject.site_code):
        views.append(("identity", _("Identity")))
    found = [(label, reverse(name, args=[subject.number]), name == current) for name, label in views]
    if may(request.user, Permission.AUDIT_VIEW):
        found.insert(2, (_("Audit trail"), f"{reverse('audit_trail')}?subject={subject.number}", False))
    return found


def _cells(subject: Any, visit: PlannedVisit, code: str, marks: Any, today: dt.date) -> list[Cell]:
    pages = marks.get((subject.number, visit.code, code), [])
    if pages:
        return [cell_of(Place(subject.number, visit.code, code, mark.occurrence), mark, visit.label) for mark in pages]
    if code not in visit.forms:
        return []
    state = visit.form_state(today)
    title = str(listed([form_model(code).crf.title, visit.label, STATE_WORDS[state]]))
    return [Cell(Place(subject.number, visit.code, code, 1).url(), state, title)]


def _titles(visits: list[PlannedVisit]) -> list[tuple[str, Any]]:
    planned = dict.fromkeys(code for visit in visits for code in visit.forms)
    return [(code, form_model(code).crf.title) for code in planned if code in forms()]


def _log_row(subject: Any, code: str, marks: Any, *, may_enter: bool) -> tuple[Any, str, list[Cell], str]:
    """Title, address of the list, entries, and where the next one is entered: "" for who only reads."""
    pages = marks.get((subject.number, LOG_VISIT, code), [])
    cells = [
        cell_of(Place(subject.number, LOG_VISIT, code, mark.occurrence), mark, str(mark.occurrence)) for mark in pages
    ]
    following = Place(subject.number, LOG_VISIT, code, pages[-1].occurrence + 1 if pages else 1)
    listed_at = f"{reverse('page_list', args=[code])}?subject={subject.number}" if pages else ""
    return form_model(code).crf.title, listed_at, cells, following.url() if may_enter else ""


def _not_done_url(subject: Any, visit: PlannedVisit, today: dt.date) -> str:
    """Where the whole visit is recorded as not done; "" while that cannot be said."""
    return reverse("visit_not_done", args=[subject.number, visit.code]) if visit.can_be_missed(today) else ""


def _date_text(visit: PlannedVisit) -> str:
    return visit.planned.strftime("%m-%d") if visit.planned else ""

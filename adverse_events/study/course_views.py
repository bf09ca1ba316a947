"""The course of one participant: a picture, the table that says the same, and both as files."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from adverse_events.study.course import course_of, course_words
from adverse_events.study.plot_views import file_answer
from adverse_events.study.plots import KINDS
from edc.access.gate import may, user_of
from edc.access.log import Kind, record_access
from edc.access.permissions import Permission
from edc.access.views_guard import requires
from edc.entry.casebook import tabs
from edc.entry.fetching import subject_for
from edc.plots.cache import drawn
from edc.plots.plot import csv_of
from edc.records.subject_data import data_of


@requires(Permission.CRF_VIEW)
@require_GET
def course(request: HttpRequest, number: str) -> HttpResponse:
    """The page: six statements, however long the course."""
    subject = subject_for(request.user, number, Permission.CRF_VIEW)
    found = course_of(data_of(subject))
    titles = dict(found.parts)
    context = {
        "subject": subject,
        "facts": subject.facts(timezone.localdate()),
        "tabs": tabs(request, subject, "course"),
        "course": found,
        "words": course_words(found),
        "parts": [(titles[part], list(rows)) for part, rows in groupby(found.rows, key=lambda row: row.part)],
        "undrawn": len(found.rows) - len(found.placed),
        "may_export": may(request.user, Permission.DATA_EXPORT, subject.site_code),
        "picture": reverse("course_plot", args=[number, "svg"]),
    }
    return render(request, "adverse_events/course.html", context)


@requires(Permission.CRF_VIEW)
@require_GET
def course_plot(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """The picture as SVG or PNG."""
    if kind not in KINDS:
        raise Http404
    subject = subject_for(request.user, number, Permission.CRF_VIEW)
    return file_answer(drawn(course_of(data_of(subject)), kind), f"{number}-course.{kind}", KINDS[kind])


@requires(Permission.DATA_EXPORT)
@require_GET
def course_data(request: HttpRequest, number: str) -> HttpResponse:
    """The rows of the picture and of the table, as CSV; noted in the access log."""
    found = course_of(data_of(subject_for(request.user, number, Permission.DATA_EXPORT)))
    file = f"{number}-course.csv"
    record_access(Kind.EXPORT, request=request, user=user_of(request), detail=f"{file}, {len(found.rows)} records")
    return file_answer(csv_of(found), file, "text/csv; charset=utf-8; header=present")

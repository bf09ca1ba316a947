"""All pages of one form across participants, or of one: the log of adverse events, the list of infusions."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from edc.access.gate import scoped
from edc.access.permissions import Permission
from edc.access.views_guard import requires
from edc.crf.reading import forms, items_of
from edc.entry.display import shown, shown_reason
from edc.entry.fetching import Place

PAGES_A_PAGE = 100


@requires(Permission.CRF_VIEW)
@require_GET
def page_list(request: HttpRequest, form: str) -> HttpResponse:
    """Pages of a form at the reader's sites with their summary items; ?subject= narrows it. Two statements."""
    model = forms().get(form)
    if model is None:
        raise Http404
    found = scoped(model.objects.all(), request.user, Permission.CRF_VIEW, field="subject__site_code")
    if subject := request.GET.get("subject", "").strip():
        found = found.filter(subject=subject)
    page = Paginator(found.order_by("subject", "pk"), PAGES_A_PAGE).get_page(request.GET.get("page"))
    names = model.crf.summary or model.crf.items[:4]
    fields = {name: items_of(model)[name] for name in names}
    context = {
        "crf_title": model.crf.title,
        "columns": [field.verbose_name for field in fields.values()],
        "rows": [_row(each, fields) for each in page],
        "subject_number": subject,
        "page_obj": page,
        "back_url": reverse("casebook", args=[subject]) if subject else "",
    }
    return render(request, "edc/page_list.html", context)


def _row(page: Any, fields: dict[str, Any]) -> dict[str, Any]:
    place = Place(page.subject_id, page.visit_code, page.crf.code, page.occurrence)
    return {
        "page": page,
        "where": place.where,
        "url": place.url(),
        "cells": [
            shown(field, getattr(page, name)) or shown_reason(page.missing_reason(name))
            for name, field in fields.items()
        ],
    }

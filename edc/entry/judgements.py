"""What waits for an investigator's judgement, by participant, from the items that are declared as judgements."""

from itertools import groupby
from typing import Any

from django.db.models import Q, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from edc.access.permissions import Permission
from edc.access.views_guard import requires
from edc.crf.reading import form as form_model
from edc.crf.reading import forms, item_of, items_of, judgements_of
from edc.entry.fetching import Place, subjects_of
from edc.records.base import PageStatus

Waiting = tuple[str, str, str, int]
"""Participant, visit, form, occurrence."""


@requires(Permission.CRF_VIEW)
@require_GET
def judgements(request: HttpRequest) -> HttpResponse:
    """Every page with an open judgement at the reader's sites, one group for each participant; two statements."""
    subjects = {each.number: each for each in subjects_of(request.user, Permission.CRF_VIEW)}
    groups = [
        (number, [_link(place) for place in _in_order(subjects[number], list(places))])
        for number, places in groupby(waiting_pages(subjects), key=lambda place: place[0])
    ]
    return render(request, "edc/judgements.html", {"groups": groups})


def waiting_pages(numbers: Any) -> list[Waiting]:
    """Pages of these participants on which a judgement is asked for and open."""
    selects = [
        model.objects.filter(_open(model), subject__in=numbers)
        .exclude(status=PageStatus.NOT_DONE)
        .order_by()
        .annotate(form=Value(code))
        .values_list("subject_id", "visit_code", "form", "occurrence")
        for code, model in forms().items()
        if judgements_of(model)
    ]
    if not selects:
        return []
    return list(selects[0].union(*selects[1:], all=True).order_by("subject_id", "visit_code", "form", "occurrence"))


def _open(model: type[Any]) -> Q:
    conditions = Q(pk__in=[])
    for name in judgements_of(model):
        asked = Q(**{f"{name}__isnull": True}) & ~Q(missing_reasons__has_key=name)
        if when := item_of(items_of(model)[name]).when:
            asked &= Q(**{f"{when.item}__in": when.values})
        conditions |= asked
    return conditions


def _in_order(subject: Any, places: list[Waiting]) -> list[Waiting]:
    """As the visits follow one another, logs last."""
    visits = [visit.code for visit in subject.schedule({visit for _number, visit, _form, _occurrence in places})]
    order = {code: at for at, code in enumerate(visits)}
    return sorted(places, key=lambda place: order.get(place[1], len(order)))


def _link(place: Waiting) -> tuple[Any, str, str]:
    at = Place(*place)
    return form_model(at.form).crf.title, at.where, at.url()

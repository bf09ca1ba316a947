"""The audit trail: of one page, of one item, and across the sites of the reader. Never a way to write."""

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from edc.access.gate import sites_for
from edc.access.permissions import Permission
from edc.access.views_guard import requires
from edc.crf.dates import start_of
from edc.crf.reading import forms as crf_forms
from edc.crf.text import as_number
from edc.entry.audit_lines import AuditLine, line_of
from edc.entry.fetching import Place, page_for
from edc.records.audit.ledger import Action
from edc.records.audit.trail import Filters, entries

LINES = 50
DAYS = [MinValueValidator(dt.date(1900, 1, 1)), MaxValueValidator(dt.date(2200, 1, 1))]


class AuditFilter(forms.Form):
    """What the reader looks for. Every part may be left empty; the query string is the whole state of the page."""

    subject = forms.CharField(label=_("Participant"), required=False, max_length=32)
    form = forms.ChoiceField(label=_("Form"), required=False)
    item = forms.CharField(label=_("Item"), required=False, max_length=64)
    user = forms.CharField(label=_("User name"), required=False, max_length=150)
    action = forms.ChoiceField(label=_("Action"), required=False, choices=[("", "—"), *Action.choices])
    since = forms.DateField(
        label=_("From"), required=False, validators=DAYS, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("To"), required=False, validators=DAYS, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = [(code, f"{code} {model.crf.title}") for code, model in crf_forms().items()]
        self.fields["form"].choices = [("", "—"), *titles]  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        """The filter as the trail reads it; days are whole days of the study zone."""
        asked = self.cleaned_data
        return Filters(
            participant=asked["subject"].strip(),
            form=asked["form"],
            item=asked["item"].strip(),
            user=asked["user"].strip(),
            action=asked["action"],
            since=start_of(asked["since"]) if asked["since"] else None,
            until=start_of(asked["until"] + dt.timedelta(days=1)) if asked["until"] else None,
        )


@requires(Permission.AUDIT_VIEW)
@require_GET
def audit_trail(request: HttpRequest) -> HttpResponse:
    """Newest entries of the reader's sites; one query for the lines, keyset pages by sequence."""
    filters = AuditFilter(request.GET)
    lines: list[AuditLine] = []
    if filters.is_valid():
        sites = sites_for(request.user, Permission.AUDIT_VIEW)
        found = entries(filters.filters(), sites=sites, before=_before(request), limit=LINES)
        lines = [line_of(entry) for entry in found]
    older = ""
    if len(lines) == LINES:
        kept = {key: value for key, value in request.GET.items() if value and key != "before"}
        older = f"{reverse('audit_trail')}?{urlencode(kept | {'before': lines[-1].seq})}"
    return render(request, "edc/audit_trail.html", {"filters": filters, "entries": lines, "next_url": older})


@requires(Permission.AUDIT_VIEW)
@require_GET
def page_history(request: HttpRequest, number: str, visit: str, form: str, occurrence: int) -> HttpResponse:
    """Everything that ever happened to one page, or to one item of it (?item=)."""
    place = Place(number, visit, form, occurrence)
    page = page_for(request.user, place, Permission.AUDIT_VIEW)
    if page.pk is None:
        raise Http404
    item = request.GET.get("item", "")
    asked = Filters(participant=number, form=form, page_id=page.pk, item=item)
    found = entries(asked, before=_before(request), limit=LINES)
    lines = [line_of(entry, only=item) for entry in found]
    older = f"?{urlencode({'item': item, 'before': lines[-1].seq})}" if len(lines) == LINES else ""
    context: dict[str, Any] = {
        "crf_title": page.crf.title,
        "subject": page.subject,
        "visit_label": page.subject.visit_label(visit),
        "page_url": place.url(),
        "item_label": lines[0].label_of(item) if item and lines else item,
        "entries": lines,
        "next_url": older,
    }
    return render(request, "edc/history.html", context)


def _before(request: HttpRequest) -> int | None:
    return as_number(request.GET.get("before", ""))

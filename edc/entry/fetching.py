"""Fetching is the permission check: a view has no other way to a participant or a page."""

from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import Http404
from django.urls import reverse

from edc.access.gate import AnyUser, require, scoped
from edc.access.permissions import Permission
from edc.crf.reading import forms
from edc.records.schedule import LOG_VISIT

LAST_OCCURRENCE = 32767  # what the column holds


@dataclass(frozen=True)
class Place:
    """Where a page stands: participant, visit, form, and the how-manieth of its kind there."""

    number: str
    visit: str
    form: str
    occurrence: int

    def url(self, name: str = "page") -> str:
        return reverse(name, args=[self.number, self.visit, self.form, self.occurrence])

    @property
    def where(self) -> str:
        """The visit, and the number where one page is told from another by it: "D28", "UNS 2", "LOG 1"."""
        is_counted = self.occurrence > 1 or self.visit == LOG_VISIT
        return f"{self.visit} {self.occurrence}" if is_counted else self.visit

    def another(self) -> "Place":
        """The place of one more page of this form at this visit."""
        return replace(self, occurrence=self.occurrence + 1)

    @property
    def kwargs(self) -> dict[str, Any]:
        return {
            "subject_number": self.number,
            "visit_code": self.visit,
            "form_code": self.form,
            "occurrence": self.occurrence,
        }


def subject_model() -> Any:
    return apps.get_model(settings.EDC_SUBJECT_MODEL)


def subjects_of(user: AnyUser, permission: Permission) -> Any:
    """The participants at the sites where the user holds the permission."""
    return scoped(subject_model().objects.all(), user, permission)


def subject_for(user: AnyUser, number: str, permission: Permission) -> Any:
    """One participant. Http404 outside the user's sites, PermissionDenied there without the right."""
    subject = subject_model().objects.filter(number=number).first()
    if subject is None:
        raise Http404
    require(user, permission, site_code=subject.site_code)
    return subject


def page_for(user: AnyUser, place: Place, permission: Permission) -> Any:
    """One page, or a new unsaved one where there is none yet; refused as `subject_for` does.

    Http404 as well for a form or a visit that the participant's protocol does not know, and for a 0th page.
    """
    model = forms().get(place.form)
    subject = subject_for(user, place.number, permission)
    is_possible = 1 <= place.occurrence <= LAST_OCCURRENCE
    if model is None or not is_possible or not subject.knows_visit(place.visit, place.form):
        raise Http404
    found = model.objects.filter(subject=subject, visit_code=place.visit, occurrence=place.occurrence).first()
    page = found or model(visit_code=place.visit, occurrence=place.occurrence)
    page.subject = subject
    return page

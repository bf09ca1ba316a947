"""Keeping what was typed: the browser sends it as it grows, the page offers it again after a crash or time-out."""

from typing import Any

from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from edc.access.gate import user_of
from edc.access.permissions import Permission
from edc.access.views_guard import requires
from edc.entry.fetching import Place, page_for
from edc.records.draft import Draft

NOT_TYPED = ("csrfmiddlewaretoken", "_save", "_save_next", "_not_done")


class DraftView:
    """A draft as the page offers it."""

    def __init__(self, draft: Draft, place: Place) -> None:
        self.typed = draft.typed
        self.saved_at = timezone.localtime(draft.saved_at).strftime("%Y-%m-%d %H:%M")
        self.restore_url = f"{place.url()}?restore=1"
        self.discard_url = place.url("discard_draft")

    def as_data(self) -> QueryDict:
        """The typed values as if they were posted now."""
        data = QueryDict(mutable=True)
        for name, values in self.typed.items():
            data.setlist(name, values)
        return data


def draft_of(user: Any, place: Place) -> DraftView | None:
    """The user's own draft of a page, None when there is none."""
    draft = Draft.objects.filter(user=user, **place.kwargs).first()
    return DraftView(draft, place) if draft else None


def forget_draft(request: HttpRequest, place: Place) -> None:
    """What was typed is saved now. Browsers that sent a draft say so; others cost no statement."""
    if "_drafted" in request.POST:
        Draft.objects.filter(user=user_of(request), **place.kwargs).delete()


@requires(Permission.CRF_ENTER)
@require_POST
def keep_draft(request: HttpRequest, number: str, visit: str, form: str, occurrence: int) -> HttpResponse:
    """Take the state of the form as typed; 204."""
    place = Place(number, visit, form, occurrence)
    page_for(request.user, place, Permission.CRF_ENTER)
    typed = {name: values for name, values in request.POST.lists() if name not in NOT_TYPED}
    Draft.objects.update_or_create(user=user_of(request), **place.kwargs, defaults={"typed": typed, "saved_at": Now()})
    return HttpResponse(status=204)


@requires(Permission.CRF_ENTER)
@require_POST
def discard_draft(request: HttpRequest, number: str, visit: str, form: str, occurrence: int) -> HttpResponse:
    """The user does not want the draft any more."""
    place = Place(number, visit, form, occurrence)
    page_for(request.user, place, Permission.CRF_ENTER)
    Draft.objects.filter(user=user_of(request), **place.kwargs).delete()
    return redirect(place.url())

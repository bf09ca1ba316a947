"""Locking and unlocking one page from the screen, with its reason."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from edc.access.gate import user_of
from edc.access.permissions import Permission
from edc.access.views_guard import requires
from edc.entry.fetching import Place, page_for
from edc.records.locks import lock_page, unlock_page
from edc.records.reasons import Reason, ReasonCode


@requires(Permission.PAGE_LOCK)
@require_POST
def lock(request: HttpRequest, number: str, visit: str, form: str, occurrence: int) -> HttpResponse:
    """Lock or unlock a page, as `wanted` says: two people who both lock leave it locked. `reason` says why."""
    place = Place(number, visit, form, occurrence)
    page = page_for(request.user, place, Permission.PAGE_LOCK)
    if page.pk is None:
        raise Http404
    words = request.POST.get("reason", "").strip()
    if not words:
        messages.error(request, _("Say why the page is locked or unlocked."))
        return redirect(place.url())
    change = lock_page if request.POST.get("wanted") == "locked" else unlock_page
    change(page, by=user_of(request), reason=Reason(ReasonCode.DATA_MANAGEMENT, words))
    messages.success(request, _("Locked.") if page.is_locked else _("Unlocked."))
    return redirect(place.url())

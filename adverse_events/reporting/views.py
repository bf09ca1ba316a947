"""The list of safety reports to be made, with the time left: for whoever reports and whoever waits for a report."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from adverse_events.reporting.running import running
from edc.access.permissions import Permission
from edc.access.views_guard import requires


@requires(Permission.CRF_VIEW)
@require_GET
def safety_clocks(request: HttpRequest) -> HttpResponse:
    """Every clock that runs at the reader's sites, overdue first."""
    now = timezone.now()
    return render(request, "adverse_events/safety_clocks.html", {"rows": running(request.user, now), "now": now})

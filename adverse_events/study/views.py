"""The study page: what the trial found so far, for the participants whom the reader may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from adverse_events.study import tables
from adverse_events.study.conventions import conventions
from adverse_events.study.fetching import cutoff_of
from adverse_events.study.plots import figures, seen_by
from edc.access.gate import may
from edc.access.permissions import Permission
from edc.access.views_guard import requires
from trial.views import versions_for


@requires(Permission.CRF_VIEW)
@require_GET
def newest_study(request: HttpRequest) -> HttpResponse:
    """The study page of the trial that was loaded last for the reader's sites."""
    versions = versions_for(request.user, Permission.CRF_VIEW)
    if not versions:
        return render(request, "trial/no_protocol.html")
    return redirect("study", versions[0].protocol_code)


@requires(Permission.CRF_VIEW)
@require_GET
def study_page(request: HttpRequest, code: str) -> HttpResponse:
    """Rates, times to events, plots and one line for each participant up to a data cut-off (?cutoff=)."""
    seen = seen_by(request.user, code, cutoff_of(request))
    study, protocol = seen.endpoints, seen.protocol
    context = {
        "study": study,
        "protocol": protocol,
        "rates": tables.rate_lines(study, protocol),
        "levels": list(tables.level_lines(study, protocol)),
        "maintained": tables.maintained(study),
        "times": tables.time_lines(study),
        "landmarks": tables.LANDMARKS,
        "response_days": protocol.response_criteria.days,
        "lines": tables.participant_lines(study),
        "conventions": conventions(protocol),
        "figures": figures(seen, with_data=may(request.user, Permission.DATA_EXPORT)),
    }
    return render(request, "adverse_events/study.html", context)

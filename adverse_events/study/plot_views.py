"""The plots of a trial as files. Pictures are read as pages are; the data of one leave the system as an export."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from adverse_events.study.fetching import cutoff_of
from adverse_events.study.plots import KINDS, PLOTS, plot_of, seen_by
from edc.access.gate import user_of
from edc.access.log import Kind, record_access
from edc.access.permissions import Permission
from edc.access.views_guard import requires
from edc.plots.cache import drawn
from edc.plots.plot import csv_of


@requires(Permission.CRF_VIEW)
@require_GET
def study_plot(request: HttpRequest, code: str, name: str, kind: str) -> HttpResponse:
    """One plot of the participants at the reader's sites, as SVG or PNG."""
    if name not in PLOTS or kind not in KINDS:
        raise Http404
    plot = plot_of(seen_by(request.user, code, cutoff_of(request), plots=[name]), name)
    return file_answer(drawn(plot, kind), f"{code}-{name}.{kind}", KINDS[kind])


@requires(Permission.DATA_EXPORT)
@require_GET
def study_plot_data(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """The rows that are drawn, as CSV: of the sites whose data the user may export, and noted in the access log."""
    if name not in PLOTS:
        raise Http404
    seen = seen_by(request.user, code, cutoff_of(request), plots=[name], permission=Permission.DATA_EXPORT)
    plot = plot_of(seen, name)
    file = f"{code}-{name}.csv"
    record_access(Kind.EXPORT, request=request, user=user_of(request), detail=f"{file}, {len(plot.rows)} records")
    return file_answer(csv_of(plot), file, "text/csv; charset=utf-8; header=present")


def file_answer(content: bytes, name: str, kind: str) -> HttpResponse:
    """A picture or a table; a link with `download` saves it, anything else shows it."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer

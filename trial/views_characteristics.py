"""Operating characteristics of the design, simulated: the page, the same piece by piece, and the figures as CSV."""

import json
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language, override
from django.views.decorators.http import require_GET

from edc.access.permissions import Permission
from edc.access.views_guard import requires
from edc.exports.lines import csv_line
from trial.characteristics_form import CharacteristicsForm
from trial.characteristics_table import table_lines
from trial.models import ProtocolVersion
from trial.protocol import Design
from trial.rules.escalation import mtd_rule_of, rule_of
from trial.rules.scenario import Characteristics
from trial.views import newest_of, versions_for

RESULT = "trial/parts/characteristics_result.html"


@requires(Permission.PROTOCOL_VIEW)
@require_GET
def characteristics(request: HttpRequest) -> HttpResponse:
    """The form; with an answer in the address, the figures too, so that an address can be kept and sent on."""
    version = _version(request)
    if version is None:
        return render(request, "trial/no_protocol.html")
    form = CharacteristicsForm(request.GET or None, version=version)
    context = {"form": form, "version": version}
    if form.is_valid():
        context |= _shown(version, form, _simulated(form), request.GET.urlencode())
    return render(request, "trial/characteristics.html", context, status=422 if form.errors else 200)


@requires(Permission.PROTOCOL_VIEW)
@require_GET
def run(request: HttpRequest) -> HttpResponseBase:
    """The same as lines of JSON: how many trials are done, and at last the figures as HTML. 422 if asked wrongly."""
    version, form = _asked(request)
    if not form.is_valid():
        return HttpResponse(status=422)
    lines = _progress(version, form, request.GET.urlencode(), get_language())
    answer = StreamingHttpResponse(lines, content_type="application/x-ndjson")
    answer["X-Accel-Buffering"] = "no"  # a proxy would hold the lines back
    return answer


@requires(Permission.PROTOCOL_VIEW)
@require_GET
def table(request: HttpRequest) -> HttpResponse:
    """The figures as CSV, with the seed, design and version that they come from. 422 if asked wrongly."""
    version, form = _asked(request)
    if not form.is_valid():
        return HttpResponse(status=422)
    lines = table_lines(version, form.scenario(), form.cleaned_data["seed"], _simulated(form))
    answer = HttpResponse(b"".join(csv_line(line) for line in lines), content_type="text/csv; charset=utf-8")
    name = f"characteristics_{version.protocol_code}_{version.version}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _version(request: HttpRequest) -> ProtocolVersion | None:
    return newest_of(versions_for(request.user, Permission.PROTOCOL_VIEW))


def _asked(request: HttpRequest) -> tuple[ProtocolVersion, CharacteristicsForm]:
    version = _version(request)
    if version is None:
        raise Http404
    return version, CharacteristicsForm(request.GET, version=version)


def _simulated(form: CharacteristicsForm) -> Characteristics:
    *_before, found = _simulation(form)
    return found


def _simulation(form: CharacteristicsForm) -> Iterator[Characteristics]:
    # numpy comes with it and costs a tenth of a second at every start, so it waits for the first simulation.
    from trial.rules.operating_characteristics import simulate

    asked = form.cleaned_data
    return simulate(scenario=form.scenario(), trials=asked["trials"], seed=asked["seed"])


def _progress(version: ProtocolVersion, form: CharacteristicsForm, query: str, language: str | None) -> Iterator[bytes]:
    """Runs after the request's own language is gone, and asks the database nothing."""
    found: Characteristics | None = None
    for found in _simulation(form):
        yield json.dumps({"done": found.trials}).encode() + b"\n"
    if found is not None:
        with override(language):
            html = render_to_string(RESULT, _shown(version, form, found, query))
        yield json.dumps({"html": html}).encode() + b"\n"


def _shown(
    version: ProtocolVersion, form: CharacteristicsForm, found: Characteristics, query: str
) -> dict[str, object]:
    design = form.cleaned_data["design"]
    toxic_above = form.scenario().toxic_above
    return {
        "found": found,
        "levels": [
            (level, dose.e6_per_kg, 100 * level.rate, level.rate > toxic_above)
            for level, dose in zip(found.levels, version.protocol.dose_levels, strict=True)
        ],
        "asked": form.cleaned_data,
        "design": Design(design).label,
        "rules": sorted({rule_of(design=design), mtd_rule_of(design=design)}, key=str),
        "version": version,
        "query": query,
    }

"""Dose-level decisions: those recorded, and recording one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from edc.access.gate import AnyUser, sites_for, user_of
from edc.access.models import EVERY_SITE
from edc.access.permissions import Permission
from edc.access.views_guard import requires
from trial.decision_form import DecisionForm
from trial.decisions import record_dose_decision
from trial.models import DoseLevelDecision, ProtocolVersion
from trial.views import versions_for


@requires(Permission.PROTOCOL_VIEW)
@require_GET
def decisions(request: HttpRequest) -> HttpResponse:
    """Every decision that holds at a site of the reader, newest first, and the form for who may decide."""
    return _page(request, _form(request))


@requires(Permission.DOSE_DECIDE)
@require_POST
def record(request: HttpRequest) -> HttpResponse:
    """Record a decision of the safety review."""
    form = _form(request, request.POST)
    if form is None:
        raise Http404
    if not form.is_valid():
        return _page(request, form)
    try:
        record_dose_decision(**form.decided(), by=user_of(request))
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, form)
    messages.success(request, _("Recorded. It supersedes the decision before it."))
    return redirect("dose_decisions")


def _form(request: HttpRequest, data: Any = None) -> DecisionForm | None:
    """The form for the newest version in use where the user may decide; None where there is none."""
    versions = versions_for(request.user, Permission.DOSE_DECIDE)
    approved = [version for version in versions if version.approvals.all()]
    version: ProtocolVersion | None = next(iter(approved or versions), None)
    if version is None:
        return None
    sites = sites_for(request.user, Permission.DOSE_DECIDE)
    codes = [code for code in (*(site.code for site in version.protocol.sites), EVERY_SITE) if code in sites]
    return DecisionForm(data, version=version, sites=codes)


def _page(request: HttpRequest, form: DecisionForm | None) -> HttpResponse:
    context = {"decisions": _decisions_for(request.user), "form": form}
    return render(request, "trial/decisions.html", context, status=422 if form is not None and form.errors else 200)


def _decisions_for(user: AnyUser) -> list[DoseLevelDecision]:
    sites = sites_for(user, Permission.PROTOCOL_VIEW)
    versions = [version.pk for version in versions_for(user, Permission.PROTOCOL_VIEW)]
    found = DoseLevelDecision.objects.filter(protocol_version__in=versions).select_related("recorded_by")
    found = found.prefetch_related("protocol_version")
    return [each for each in found if each.holds_everywhere or each.site_code in sites]

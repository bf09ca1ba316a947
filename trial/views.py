"""The protocol as loaded, for reading, and its approval for a site."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from edc.access.gate import AnyUser, may, sites_for, user_of
from edc.access.permissions import Permission
from edc.access.views_guard import requires
from edc.records.audit.context import Reason, ReasonCode
from trial.forms import ApprovalForm
from trial.models import ProtocolVersion
from trial.services import approve_for_site
from trial.settings_lines import setting_groups


@requires(Permission.PROTOCOL_VIEW)
@require_GET
def newest_protocol(request: HttpRequest) -> HttpResponse:
    """The newest version approved at one of the reader's sites, or else the newest one loaded for them."""
    shown = newest_of(versions_for(request.user, Permission.PROTOCOL_VIEW))
    if shown is None:
        return render(request, "trial/no_protocol.html")
    return redirect("protocol_version", shown.protocol_code, shown.version)


@requires(Permission.PROTOCOL_VIEW)
@require_GET
def protocol_page(request: HttpRequest, code: str, version: str) -> HttpResponse:
    """One version: what it says, what it assumes, where it is approved."""
    versions = versions_for(request.user, Permission.PROTOCOL_VIEW)
    return _page(request, _one_of(versions, code, version), versions)


@requires(Permission.PROTOCOL_APPROVE)
@require_POST
def approve(request: HttpRequest, code: str, version: str) -> HttpResponse:
    """The principal investigator lets a site use this version."""
    versions = versions_for(request.user, Permission.PROTOCOL_APPROVE)
    chosen = _one_of(versions, code, version)
    form = ApprovalForm(request.POST)
    if not form.is_valid():
        return _page(request, chosen, versions, form)
    by = user_of(request)
    reason = Reason(ReasonCode.ADMINISTRATION, form.cleaned_data["reason"])
    try:
        approve_for_site(version=chosen, site_code=form.cleaned_data["site_code"], by=by, reason=reason)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Approved."))
    return redirect("protocol_version", code, version)


def versions_for(user: AnyUser, permission: Permission) -> list[ProtocolVersion]:
    """Versions that name a site at which the user holds the permission, newest loaded first."""
    sites = sites_for(user, permission)
    versions = ProtocolVersion.objects.defer("document").prefetch_related("approvals__approved_by", "approvals__site")
    return [version for version in versions if any(site.code in sites for site in version.protocol.sites)]


def newest_of(versions: list[ProtocolVersion]) -> ProtocolVersion | None:
    """The newest version that is approved at some site, or else the newest one loaded; None without any."""
    approved = [version for version in versions if version.approvals.all()]
    return next(iter(approved or versions), None)


def _one_of(versions: list[ProtocolVersion], code: str, version: str) -> ProtocolVersion:
    for found in versions:
        if (found.protocol_code, found.version) == (code, version):
            return found
    raise Http404


def _page(
    request: HttpRequest, shown: ProtocolVersion, versions: list[ProtocolVersion], refused: ApprovalForm | None = None
) -> HttpResponse:
    approved = {approval.site_id for approval in shown.approvals.all()}
    waiting = [
        (site, _form_for(site.code, refused))
        for site in shown.protocol.sites
        if site.code not in approved and may(request.user, Permission.PROTOCOL_APPROVE, site.code)
    ]
    context = {
        "shown": shown,
        "protocol": shown.protocol,
        "setting_groups": setting_groups(shown.protocol),
        "versions": versions,
        "waiting": waiting,
    }
    return render(request, "trial/protocol.html", context, status=422 if refused else 200)


def _form_for(site_code: str, refused: ApprovalForm | None) -> ApprovalForm:
    if refused is not None and refused.data.get("site_code") == site_code:
        return refused
    return ApprovalForm(initial={"site_code": site_code}, auto_id=f"approve_{site_code}_%s")

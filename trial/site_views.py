"""The sites, for the administrator: which there are, what they are called, which protocols run there."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from edc.access.gate import scoped, user_of
from edc.access.permissions import Permission
from edc.access.views_guard import requires
from edc.records.audit.context import Reason, ReasonCode
from trial.models import Site
from trial.services import rename_site


class SiteForm(forms.Form):
    """The names of a site and why they change. Its code stands in every participant's number and never changes."""

    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=200)
    name_zh = forms.CharField(label=gettext_lazy("Name in Chinese"), max_length=200)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500)


@requires(Permission.SITE_MANAGE)
@require_GET
def site_list(request: HttpRequest) -> HttpResponse:
    """Every site of the administrator, with the protocol versions approved there."""
    sites = scoped(Site.objects.all(), request.user, Permission.SITE_MANAGE, field="code")
    return render(
        request, "trial/sites.html", {"sites": sites.order_by("code").prefetch_related("approvals__protocol_version")}
    )


@requires(Permission.SITE_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def site_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Correct the names of one site."""
    sites = scoped(Site.objects.all(), request.user, Permission.SITE_MANAGE, field="code")
    site = get_object_or_404(sites, code=code)
    form = SiteForm(request.POST or None, initial={"name_en": site.name_en, "name_zh": site.name_zh})
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        reason = Reason(ReasonCode.ADMINISTRATION, asked["reason"])
        rename_site(site=site, name_en=asked["name_en"], name_zh=asked["name_zh"], by=user_of(request), reason=reason)
        messages.success(request, _("Saved."))
        return redirect("site_list")
    return render(request, "trial/site.html", {"site": site, "form": form}, status=422 if form.errors else 200)

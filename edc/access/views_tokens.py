"""A user's own keys: making one, seeing it once, revoking it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from edc.access.gate import assignments_of, user_of
from edc.access.models import EVERY_SITE, User
from edc.access.permissions import Permission
from edc.access.sites import known_sites
from edc.access.tokens import ApiToken, Scope, make_token, revoke_token
from edc.access.views_guard import requires
from edc.records.audit.context import Reason, ReasonCode


class TokenForm(forms.Form):
    """What a new key is for, what it opens, and for how long."""

    name = forms.CharField(label=gettext_lazy("What it is for"), max_length=80)
    scope = forms.ChoiceField(label=gettext_lazy("Opens"), choices=Scope.choices)
    site_code = forms.ChoiceField(label=gettext_lazy("Site"))
    days = forms.IntegerField(label=gettext_lazy("Days until it ends"), initial=90, min_value=1, max_value=366)


@requires(Permission.CRF_VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def my_tokens(request: HttpRequest) -> HttpResponse:
    """The user's keys, and a new one, whose text stands on this one answer only."""
    user = user_of(request)
    form, key = _form(user, request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            _token, key = make_token(user=user, **form.cleaned_data)
            form = _form(user)
        except ValidationError as error:
            form.add_error(None, error)
    tokens = ApiToken.objects.filter(user=user).order_by("-pk")
    status = 422 if form.errors else 200
    return render(request, "access/my_tokens.html", {"tokens": tokens, "form": form, "key": key}, status=status)


def _form(user: User, data: Any = None) -> TokenForm:
    """With the sites that the user reaches."""
    form = TokenForm(data)
    held = {assignment.site_code for assignment in assignments_of(user)}
    sites = known_sites() if EVERY_SITE in held else sorted(held)
    form.fields["site_code"].choices = [(EVERY_SITE, _("all my sites")), *((code, code) for code in sites)]  # type: ignore[attr-defined]
    return form


@requires(Permission.CRF_VIEW)
@require_POST
def revoke_my_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke one of the user's own keys."""
    user = user_of(request)
    token = ApiToken.objects.filter(pk=pk, user=user).first()
    if token is None:
        raise Http404
    revoke_token(token, by=user, reason=Reason(ReasonCode.ADMINISTRATION, "revoked by its owner"))
    messages.success(request, _("The key is revoked."))
    return redirect("my_tokens")

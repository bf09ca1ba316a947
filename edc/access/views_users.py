"""The administrator's screens: users, what they are assigned to, and the password link."""

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from edc.access import services
from edc.access.forms import GrantForm, UserForm, WhyForm
from edc.access.links import password_link
from edc.access.models import User
from edc.access.permissions import Permission
from edc.access.views_guard import requires
from edc.records.audit.context import Reason, ReasonCode

manages_users = requires(Permission.USER_MANAGE)


@require_GET
@manages_users
def user_list(request: HttpRequest) -> HttpResponse:
    """Users with what they are assigned to; who is deactivated stands there too."""
    users = services.users_managed_by(_manager(request)).prefetch_related("assignments")
    return render(request, "access/user_list.html", {"users": users})


@require_http_methods(["GET", "POST"])
@manages_users
def add_user(request: HttpRequest) -> HttpResponse:
    """A new user, without a role. 409 for a name that is taken or was used before (ES-06)."""
    form = UserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        reason = Reason(ReasonCode.ADMINISTRATION, fields.pop("why"))
        user = services.create_user(**fields, by=_manager(request), reason=reason)
        return redirect("user_detail", user.pk)
    status = 409 if form.is_bound and form.has_error("username", "unique") else 200
    return render(request, "access/user_add.html", {"form": form}, status=status)


@require_GET
@manages_users
def user_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One user: roles held and held before, and what can be done."""
    return _detail(request, _managed(request, pk))


@require_POST
@manages_users
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a role."""
    user, form = _managed(request, pk), GrantForm(request.POST, manager=_manager(request))

    def act() -> None:
        role, site_code = form.cleaned_data["role"], form.cleaned_data["site_code"]
        services.grant_role(user=user, role=role, site_code=site_code, by=_manager(request), reason=form.reason())

    return _act(request, user, form, act, _("The role is granted."), grant_form=form)


@require_POST
@manages_users
def revoke(request: HttpRequest, pk: int, assignment: int) -> HttpResponse:
    """Take a role away."""
    user, form = _managed(request, pk), WhyForm(request.POST)
    held = get_object_or_404(user.assignments.held(), pk=assignment)

    def act() -> None:
        services.revoke_role(assignment=held, by=_manager(request), reason=form.reason())

    return _act(request, user, form, act, _("The role is revoked."))


@require_POST
@manages_users
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """End a user's access for good."""
    user, form = _managed(request, pk), WhyForm(request.POST)

    def act() -> None:
        services.deactivate_user(user=user, by=_manager(request), reason=form.reason())

    return _act(request, user, form, act, _("The user is deactivated."))


@require_POST
@manages_users
def make_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a password link, once, to be handed to the user."""
    user, form = _managed(request, pk), WhyForm(request.POST)
    if not form.is_valid():
        return _detail(request, user, problem=form.errors["why"][0], status=400)
    try:
        path = password_link(user=user, by=_manager(request), reason=form.cleaned_data["why"])
    except ValidationError as error:
        return _detail(request, user, problem=error.messages[0], status=400)
    return _detail(request, user, link=request.build_absolute_uri(path))


def _act(
    request: HttpRequest, user: User, form: Form, act: Callable[[], None], done: str, **context: object
) -> HttpResponse:
    """Carry out a valid form and go back to the user; else show the user's page with what is wrong."""
    if not form.is_valid():
        problem = next(iter(form.errors.values()))[0]
        return _detail(request, user, problem=problem, status=400, **context)
    try:
        act()
    except ValidationError as error:
        return _detail(request, user, problem=error.messages[0], status=400, **context)
    messages.success(request, done)
    return redirect("user_detail", user.pk)


def _detail(request: HttpRequest, user: User, status: int = 200, **context: object) -> HttpResponse:
    context = {
        "person": user,
        "assignments": user.assignments.order_by("-granted_at"),
        "is_oneself": user.pk == request.user.pk,
        "grant_form": GrantForm(manager=_manager(request)),
        **context,
    }
    return render(request, "access/user_detail.html", context, status=status)


def _managed(request: HttpRequest, pk: int) -> User:
    """The user, if the manager may see this one; 404 otherwise."""
    return get_object_or_404(services.users_managed_by(_manager(request)), pk=pk)


def _manager(request: HttpRequest) -> User:
    return cast(User, request.user)  # the guard lets nobody else in

"""The decisions about dose levels: those recorded, recording one on the board, and giving the second signature."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from adverse_events.cohort.board import Board
from adverse_events.cohort.deciding import countersign, decide
from adverse_events.cohort.decision_lines import lines_for
from adverse_events.cohort.forms import DecisionForm
from adverse_events.cohort.screen import cards, now_of
from adverse_events.cohort.views import board_for
from edc.access.gate import sites_for, user_of
from edc.access.models import EVERY_SITE
from edc.access.permissions import Permission
from edc.access.signing import SignatureForm
from edc.access.views_guard import requires

CHANGED_IN_BETWEEN = 409


@requires(Permission.PROTOCOL_VIEW)
@require_GET
def decisions(request: HttpRequest) -> HttpResponse:
    """Every decision that holds at a site of the reader, newest first, with its signatures and what changed since."""
    return _list(request)


@requires(Permission.DOSE_DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, code: str) -> HttpResponse:
    """Record what the committee decided on the board as it is shown beside the form."""
    board = board_for(request.user, code, Permission.DOSE_DECIDE)
    sites = sites_for(request.user, Permission.DOSE_DECIDE)
    codes = [place for place in (*(site.code for site in board.protocol.sites), EVERY_SITE) if place in sites]
    form = DecisionForm(request.POST or None, request=request, board=board, sites=codes)
    if request.method != "POST":
        return _form_page(request, board, form)
    if request.POST.get("seen") != board.digest:
        form.add_error(None, _("The data have changed since this page was opened. Look at the board again, then sign."))
        return _form_page(request, board, form, status=CHANGED_IN_BETWEEN)
    if not form.is_valid():
        return _form_page(request, board, form, status=422)
    try:
        decide(board=board, site_code=form.cleaned_data["site_code"], proposed=form.proposed(), by=user_of(request))
    except ValidationError as error:
        form.add_error(None, error)
        return _form_page(request, board, form, status=422)
    messages.success(request, _("Recorded and signed. It holds once the other side has signed too."))
    return redirect("dose_decisions")


@requires(Permission.DOSE_DECIDE)
@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the second signature."""
    line = next((line for line in lines_for(request.user) if line.decision.pk == pk), None)
    if line is None:
        raise Http404
    form = SignatureForm(request.POST, request=request)
    if not form.is_valid():
        return _refused(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    try:
        countersign(line.decision, by=user_of(request))
    except ValidationError as error:
        return _refused(request, " ".join(error.messages))
    messages.success(request, _("Signed. The decision holds."))
    return redirect("dose_decisions")


def _refused(request: HttpRequest, words: str) -> HttpResponse:
    messages.error(request, words)
    return _list(request, status=422)


def _list(request: HttpRequest, status: int = 200) -> HttpResponse:
    context = {"lines": lines_for(request.user), "today": timezone.localdate(), "form": SignatureForm(request=request)}
    return render(request, "cohort/decisions.html", context, status=status)


def _form_page(request: HttpRequest, board: Board, form: DecisionForm, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "board": board,
        "protocol": board.protocol,
        "cards": cards(board, request.user),
        "now": now_of(board),
        "form": form,
    }
    return render(request, "cohort/decide.html", context, status=status)

"""The cohort board, and taking, planning and releasing a place on it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from adverse_events.cohort.board import Board, read_board
from adverse_events.cohort.forms import PlanForm, ReleaseForm, TakeForm
from adverse_events.cohort.screen import cards, now_of
from edc.access.gate import AnyUser, may, scoped, sites_for, user_of
from edc.access.permissions import Permission
from edc.access.views_guard import requires
from edc.entry.fetching import subject_for
from edc.records.refusals import SaveRefused
from patients.models import Subject
from patients.slots import plan_infusion, release_slot, take_slot
from trial.codelists import SlotRelease
from trial.models import ProtocolVersion
from trial.views import versions_for


@requires(Permission.PROTOCOL_VIEW)
@require_GET
def newest_board(request: HttpRequest) -> HttpResponse:
    """The board of the protocol that the reader's sites use."""
    found = versions_in_use(request.user, Permission.PROTOCOL_VIEW)
    if not found:
        return render(request, "trial/no_protocol.html")
    return redirect("cohort_board", next(iter(found)))


@requires(Permission.PROTOCOL_VIEW)
@require_GET
def board_page(request: HttpRequest, code: str) -> HttpResponse:
    """Levels, places, what the design says now, and what each outcome would lead to."""
    return render_board(request, code)


@requires(Permission.SUBJECT_REGISTER)
@require_POST
def take(request: HttpRequest, code: str) -> HttpResponse:
    """Reserve a place at the open level."""
    board = board_for(request.user, code, Permission.SUBJECT_REGISTER)
    form = TakeForm(request.POST, numbers=[request.POST.get("subject", "")])
    return _done(request, board, form, lambda subject: take_slot(
        subject=subject, level=board.standing.open_level, by=user_of(request)
    ), request.POST.get("subject", ""))  # fmt: skip


@requires(Permission.SUBJECT_REGISTER)
@require_POST
def plan(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Plan the day of infusion of somebody who holds a place."""
    board, form = board_for(request.user, code, Permission.SUBJECT_REGISTER), PlanForm(request.POST)
    return _done(request, board, form, lambda subject: plan_infusion(
        subject=subject, on=form.cleaned_data["planned_on"], by=user_of(request), reason=form.reason()
    ), number)  # fmt: skip


@requires(Permission.SUBJECT_REGISTER)
@require_POST
def release(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Free a place for somebody else."""
    board, form = board_for(request.user, code, Permission.SUBJECT_REGISTER), ReleaseForm(request.POST)
    return _done(request, board, form, lambda subject: release_slot(
        subject=subject, because=SlotRelease(form.cleaned_data["because"]), by=user_of(request), reason=form.reason()
    ), number)  # fmt: skip


def _done(
    request: HttpRequest, board: Board, form: forms.Form, act: Callable[[Subject], object], number: str
) -> HttpResponse:
    """Perform an act on one participant, and show the board again; on a refusal with the words at its top."""
    subject: Subject = subject_for(request.user, number, Permission.SUBJECT_REGISTER)
    if subject.trial_code != board.version.protocol_code:
        raise Http404
    code = board.version.protocol_code
    if not form.is_valid():
        messages.error(request, " ".join(str(text) for texts in form.errors.values() for text in texts))
        return render_board(request, code, status=422)
    try:
        act(subject)
    except SaveRefused as refusal:
        messages.error(request, refusal.message)
        return render_board(request, code, status=422)
    messages.success(request, _("Saved."))
    return redirect("cohort_board", code)


def render_board(request: HttpRequest, code: str, status: int = 200) -> HttpResponse:
    user = request.user
    board = board_for(user, code, Permission.PROTOCOL_VIEW)
    context: dict[str, Any] = {
        "board": board,
        "protocol": board.protocol,
        "cards": cards(board, user),
        "now": now_of(board),
        "boards": list(versions_in_use(user, Permission.PROTOCOL_VIEW)),
        "in_force": [each for each in board.cohorts.decisions if each.is_in_force][-1:],
        "waiting": _waiting(board),
        "may_decide": may(user, Permission.DOSE_DECIDE),
        "take_form": _take_form(board, user),
        "plan_form": PlanForm(auto_id=False),
        "release_form": ReleaseForm(auto_id=False),
    }
    return render(request, "cohort/board.html", context, status=status)


def board_for(user: AnyUser, code: str, permission: Permission) -> Board:
    """The board of a protocol as it stands at the first of the user's sites. Http404 where none of them uses it."""
    version = versions_in_use(user, permission).get(code)
    if version is None:
        raise Http404
    sites = sites_for(user, permission)
    own = next(site.code for site in version.protocol.sites if site.code in sites)
    return read_board(version, on=timezone.localdate(), site_code=own)


def versions_in_use(user: AnyUser, permission: Permission) -> dict[str, ProtocolVersion]:
    """Protocol code -> its newest approved version, else the newest one loaded, among those that the user may see."""
    versions = versions_for(user, permission)
    found = {version.protocol_code: version for version in reversed(versions)}
    return found | {version.protocol_code: version for version in reversed(versions) if version.approvals.all()}


def _waiting(board: Board) -> list[Any]:
    """Decisions that were recorded after the last one in force and lack their second signature."""
    newest = max((each.pk for each in board.cohorts.decisions if each.is_in_force), default=0)
    return [each for each in board.cohorts.decisions if each.pk > newest]


def _take_form(board: Board, user: AnyUser) -> TakeForm | None:
    """For who may register: participants of their sites, in the trial, neither infused nor with a place."""
    if not board.standing.open_level or not may(user, Permission.SUBJECT_REGISTER):
        return None
    theirs = scoped(Subject.objects.all(), user, Permission.SUBJECT_REGISTER)
    subjects = theirs.filter(
        protocol_version__protocol_code=board.version.protocol_code, infused_at=None, ended_on=None
    )
    numbers = [each.number for each in subjects if each.number not in board.cohorts.slot_of]
    return TakeForm(numbers=numbers) if numbers else None

"""The verbs of a whole visit: it was not done, and after all it was."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from edc.access.gate import role_for
from edc.access.models import User
from edc.access.permissions import Permission
from edc.crf.reading import forms
from edc.records.audit.context import Reason, auditing
from edc.records.base import PageStatus
from edc.records.query import Closure, Query, QueryState
from edc.records.refusals import EntryRefused, refusals_named
from edc.records.saving import save_page
from patients.codelists.follow_up import VisitHeld
from patients.models import Subject, VisitPage


def visit_page(subject: Subject, visit_code: str) -> VisitPage | None:
    """The page of the visit itself, None before there is one."""
    return VisitPage.objects.filter(subject=subject, visit_code=visit_code).first()


def forms_left(subject: Subject, visit_code: str) -> list[type[Any]]:
    """Forms of the visit that have no page yet, without the page of the visit itself."""
    visit = subject.planned_visit(visit_code)
    planned = [forms()[code] for code in visit.forms if code in forms()] if visit else []
    return [
        form
        for form in planned
        if form is not VisitPage and not form.objects.filter(subject=subject, visit_code=visit_code).exists()
    ]


def record_visit_not_done(subject: Subject, visit_code: str, *, by: User, reason: str) -> int:
    """Record a visit as missed, and each of its forms without a page as not done; says how many those are.

    All in one transaction. Raises EntryRefused for a visit that was held or lies ahead, and what `save_page` raises.
    """
    role = role_for(by, Permission.CRF_ENTER, subject.site_code)
    held = visit_page(subject, visit_code)
    _refuse_not_done(subject, visit_code, held)
    left = forms_left(subject, visit_code)
    with auditing(by=by, role=role):
        if held is None:
            missed = VisitPage(subject=subject, visit_code=visit_code, held=VisitHeld.MISSED, missed_reason=reason)
            save_page(missed, by=by)
        for form in left:
            status = {"status": PageStatus.NOT_DONE, "not_done_reason": reason}
            save_page(form(subject=subject, visit_code=visit_code, **status), by=by)
    return len(left)


def take_back_not_done(subject: Subject, visit_code: str, *, by: User, reason: Reason) -> None:
    """Make a missed visit due again: the pages that its missing made are removed, those filled in since stay.

    They held no data; that they were there stays in the audit trail. Raises EntryRefused when the visit is not
    recorded as missed, PageLocked when one of the pages is locked.
    """
    role = role_for(by, Permission.CRF_ENTER, subject.site_code)
    missed = visit_page(subject, visit_code)
    if missed is None or missed.held != VisitHeld.MISSED:
        raise EntryRefused(_("This visit is not recorded as missed."))
    made = {"status": PageStatus.NOT_DONE, "not_done_reason": missed.missed_reason or ""}
    with auditing(by=by, role=role, reason=reason):
        for form in forms().values():
            _remove(form.objects.filter(subject=subject, visit_code=visit_code, **made))
        _remove(VisitPage.objects.filter(pk=missed.pk))


def _refuse_not_done(subject: Subject, visit_code: str, held: VisitPage | None) -> None:
    visit = subject.planned_visit(visit_code)
    if visit is None or visit.repeatable:
        raise EntryRefused(_("Only a visit of the plan can be missed."))
    if not visit.can_be_missed(timezone.localdate()):
        text = _("This visit is planned from %(day)s on. It can be recorded as missed from then on.")
        raise EntryRefused(text % {"day": visit.opens.isoformat() if visit.opens else ""})
    if held is not None and held.held != VisitHeld.MISSED:
        raise EntryRefused(_("This visit is recorded as held. Correct its page first."))


def _remove(pages: "models.QuerySet[Any]") -> None:
    """Delete pages and close what was asked about them."""
    found = list(pages.values_list("pk", flat=True))
    if not found:
        return
    asked = Query.objects.filter(form_code=pages.model.crf.code, page_id__in=found).exclude(state=QueryState.CLOSED)
    with refusals_named(pages.model):
        asked.update(state=QueryState.CLOSED, closure=Closure.DATA_CHANGED)
        pages.delete()

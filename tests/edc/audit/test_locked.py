"""LK-01: a locked page and the rows on it refuse every way of writing; unlocking is all that is possible."""

from typing import Any

import pytest
from django.db import connection

from edc.access.models import User
from edc.crf.reading import is_row
from edc.records.audit.context import SYSTEM, Reason, auditing
from edc.records.audit.history import audited_models
from tests.edc.audit.making import saved, unsaved
from tests.edc.audit.refusing import LOCKED, refused
from tests.edc.audit.routes import ROUTES, Route

ON_A_PAGE = [model for model in audited_models() if hasattr(model, "crf") or is_row(model)]
ROWS = [model for model in ON_A_PAGE if is_row(model)]
PAGES = [model for model in ON_A_PAGE if not is_row(model)]
WRITES = [(model, route) for model in ON_A_PAGE for route in ROUTES if is_row(model) or route.action != "I"]


def lock(page: Any, reason: Reason, *, locked: bool = True) -> None:
    with auditing(by=SYSTEM, reason=reason):
        type(page).objects.filter(pk=page.pk).update(is_locked=locked)


def page_of(row: Any) -> Any:
    return row.page if is_row(type(row)) else row


@pytest.mark.parametrize(("model", "route"), WRITES, ids=[f"{m._meta.label} {r.action} {r}" for m, r in WRITES])
def test_LK01_a_locked_page_refuses_every_route(model: Any, route: Route, nurse: User, reason: Reason) -> None:
    with auditing(by=SYSTEM):
        rows = route.rows(model)
    for row in rows:
        lock(page_of(row), reason)
        page_of(row).is_locked = True
    with refused(LOCKED), auditing(by=nurse, reason=reason):
        route.write(rows)


@pytest.mark.parametrize("model", PAGES)
def test_LK01_nothing_is_changed_in_the_act_of_unlocking(model: Any, nurse: User, reason: Reason) -> None:
    with auditing(by=SYSTEM):
        page = saved(model)
    lock(page, reason)
    with refused(LOCKED), auditing(by=nurse, reason=reason):
        model.objects.filter(pk=page.pk).update(is_locked=False, not_done_reason="by the way")
    lock(page, reason, locked=False)
    with auditing(by=nurse, reason=reason):
        assert model.objects.filter(pk=page.pk).update(not_done_reason="now it may") == 1


@pytest.mark.parametrize("model", ROWS)
@pytest.mark.parametrize("onto_the_locked_page", [True, False])
def test_LK01_a_row_moves_neither_from_nor_onto_a_locked_page(
    model: Any, onto_the_locked_page: bool, nurse: User, reason: Reason
) -> None:
    with auditing(by=SYSTEM):
        row, elsewhere = saved(model), unsaved(model).page
    lock(elsewhere if onto_the_locked_page else row.page, reason)
    with refused(LOCKED), auditing(by=nurse, reason=reason), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET page_id = %s WHERE id = %s", [elsewhere.pk, row.pk])

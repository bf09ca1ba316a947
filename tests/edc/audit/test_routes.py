"""AT-01 and AT-07 for every audited model and every way of writing it: the matrix of the audit."""

from typing import Any

import pytest
from django.db import transaction

from edc.access.models import User
from edc.records.audit.context import SYSTEM, Reason, auditing
from edc.records.audit.history import audited_models
from edc.records.audit.ledger import LedgerEntry
from tests.edc.audit.refusing import NO_CONTEXT, NO_REASON, refused
from tests.edc.audit.routes import CLOSED, ROUTES, Route

MATRIX = [
    pytest.param(model, route, id=f"{model._meta.label} {route.action} {route}")
    for model in audited_models()
    for route in ROUTES
    if (model._meta.label, f"{route.action} {route}") not in CLOSED
]
HISTORY_TYPE = {"I": "+", "U": "~", "D": "-"}


def rows_for(route: Route, model: type[Any]) -> list[Any]:
    with auditing(by=SYSTEM):
        return route.rows(model)


@pytest.mark.parametrize(("model", "route"), MATRIX)
def test_AT01_every_row_written_is_in_ledger_and_history_under_its_author(
    model: type[Any], route: Route, nurse: User, reason: Reason
) -> None:
    rows = rows_for(route, model)
    ledger = LedgerEntry.objects.filter(table_name=model._meta.db_table, seq__gt=newest_seq())
    history_before = model.history.count()

    with auditing(by=nurse, role="research_nurse", reason=reason):
        route.write(rows)

    assert [(line.action, line.actor, line.role) for line in ledger] == [
        (route.action, nurse.username, "research_nurse")
    ] * route.count
    assert model.history.count() == history_before + route.count
    newest = model.history.order_by("-history_id")[: route.count]
    assert {(line.history_type, line.history_user_id, line.history_change_reason) for line in newest} == {
        (HISTORY_TYPE[route.action], nurse.pk, reason.text)
    }


# A user's change to the own account is attributed to that user by the model itself.
OWN_ACCOUNT = ("edc.User U save", "edc.User U save(update_fields)")


@pytest.mark.parametrize(("model", "route"), [case for case in MATRIX if case.id not in OWN_ACCOUNT])
def test_AT01_without_a_context_nothing_is_written(model: type[Any], route: Route, db: None) -> None:
    rows = rows_for(route, model)
    with refused(NO_CONTEXT):
        route.write(rows)


@pytest.mark.parametrize(("model", "route"), [case for case in MATRIX if case.values[1].action != "I"])
def test_AT07_a_change_or_removal_without_a_reason_is_refused(model: type[Any], route: Route, nurse: User) -> None:
    rows = rows_for(route, model)
    with refused(NO_REASON), auditing(by=nurse):
        route.write(rows)


@pytest.mark.parametrize(("label", "route"), CLOSED)
def test_what_a_model_closes_by_design_is_refused_with_a_reason_too(
    label: str, route: str, nurse: User, reason: Reason
) -> None:
    model = next(model for model in audited_models() if model._meta.label == label)
    way = next(way for way in ROUTES if f"{way.action} {way}" == route)
    rows = rows_for(way, model)
    seq = newest_seq()
    with pytest.raises(CLOSED[label, route]), transaction.atomic(), auditing(by=nurse, reason=reason):
        way.write(rows)
    assert newest_seq() == seq


def newest_seq() -> int:
    return LedgerEntry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0

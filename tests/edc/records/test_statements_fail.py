"""Whichever statement of a save fails, nothing of it stays (trust: all or nothing for every n)."""

import copy
from typing import Any

import pytest
from django.db import OperationalError, connection

from edc.access.models import User
from edc.access.roles import Role
from edc.database import Addresses, connected
from edc.records.audit.context import Reason
from edc.records.audit.ledger import LedgerEntry
from edc.records.query import Query
from edc.records.saving import Rows, save_page
from patients.models import Bag, Infusion
from tests.edc.records.conftest import infusion_page
from tests.people import make_user


class FailAt:
    """Lets n - 1 statements pass and raises instead of the n-th."""

    def __init__(self, n: int) -> None:
        self.left = n

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.left -= 1
        if self.left == 0:
            raise OperationalError("the connection is lost")
        return execute(sql, params, many, context)


def everything(page: Infusion) -> list[Any]:
    records = (Infusion.objects.filter(pk=page.pk), Bag.objects.filter(page=page), Query.objects.all())
    trail = (Infusion.history.all(), Bag.history.all(), Query.history.all(), LedgerEntry.objects.all())
    return [*(list(each.order_by("pk").values()) for each in records), *(each.count() for each in trail)]


def save_all(page: Infusion, nurse: User, reason: Reason) -> None:
    """Page, a changed row, an added row, a removed row, a query."""
    page = Infusion.objects.get(pk=page.pk)
    first, second = page.bags.all()
    page.weight_kg, second.bag_id = 130, "B2"
    save_page(page, by=nurse, reason=reason, rows={"bags": Rows([second, Bag(bag_id="C")], removed=[first])})


def test_a_save_is_all_or_nothing_whichever_statement_fails(fresh_database: Addresses, reason: Reason) -> None:
    page, nurse = infusion_page(), make_user(Role.RESEARCH_NURSE)
    before = copy.deepcopy(everything(page))
    n = 0
    while True:
        n += 1
        failing = FailAt(n)
        try:
            with connection.execute_wrapper(failing):
                save_all(page, nurse, reason)
        except OperationalError:
            assert everything(page) == before, f"statement {n} left something behind"
            continue
        break
    assert failing.left > 0
    assert n > 8
    assert everything(page) != before


@pytest.mark.parametrize("table", ["edc_ledgerentry", "patients_historicalinfusion"])
def test_a_save_without_its_trail_is_no_save(table: str, fresh_database: Addresses, reason: Reason) -> None:
    page, nurse = infusion_page(), make_user(Role.RESEARCH_NURSE)
    page.batch_id = "LOT-8"
    with connected(fresh_database.owner) as owner:
        owner.execute(f"ALTER TABLE {table} RENAME TO away")
    with pytest.raises(Exception, match=table):
        save_page(page, by=nurse, reason=reason)
    assert Infusion.objects.get(pk=page.pk).batch_id == "0"
    with connected(fresh_database.owner) as owner:
        owner.execute(f"ALTER TABLE away RENAME TO {table}")
    assert save_page(page, by=nurse, reason=reason)
    assert LedgerEntry.objects.latest("seq").actor == nurse.username

"""save_page: one verb, one transaction, all or nothing."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from edc.access.models import User
from edc.access.roles import Role
from edc.records.audit.context import Reason
from edc.records.audit.ledger import LedgerEntry
from edc.records.locks import lock_page
from edc.records.queries import answer_query, queries_of
from edc.records.query import Query, QueryState
from edc.records.refusals import Conflict, EntryRefused, ImpossibleValue, PageLocked, ReasonMissing
from edc.records.saving import Rows, save_page
from patients.models import Bag, Infusion
from tests.edc.records.conftest import infusion_page
from tests.people import make_user

IMPLAUSIBLE = Decimal("130.0")  # the form expects 5 to 120 kg


def again(page: Infusion) -> Infusion:
    return Infusion.objects.get(pk=page.pk)


def entries_after(seq: int) -> list[LedgerEntry]:
    return list(LedgerEntry.objects.filter(seq__gt=seq).order_by("seq"))


def newest() -> int:
    return LedgerEntry.objects.latest("seq").seq


def test_AT07_a_change_needs_its_reason(page: Infusion, nurse: User, reason: Reason) -> None:
    page.batch_id = "LOT-8"
    with pytest.raises(ReasonMissing):
        save_page(page, by=nurse)
    assert again(page).batch_id == "0"
    assert save_page(page, by=nurse, reason=reason)
    assert again(page).batch_id == "LOT-8"


def test_AT19_saving_what_is_there_writes_nothing(page: Infusion, nurse: User, reason: Reason) -> None:
    save_page(page, by=nurse, reason=reason)  # status and derived items are computed for the first time
    seen = newest()
    assert not save_page(page, by=nurse)
    assert not save_page(again(page), by=nurse)
    assert entries_after(seq=seen) == []


def test_only_those_who_enter_data_at_the_site_save(page: Infusion, reason: Reason) -> None:
    page.batch_id = "LOT-8"
    with pytest.raises(PermissionDenied):
        save_page(page, by=make_user(Role.MONITOR, site="301"), reason=reason)
    with pytest.raises(Http404):
        save_page(page, by=make_user(Role.RESEARCH_NURSE, site="302"), reason=reason)
    assert again(page).batch_id == "0"


def test_rows_are_added_changed_and_removed_in_one_transaction(page: Infusion, nurse: User, reason: Reason) -> None:
    first, second = page.bags.all()
    second.bag_id = "B2"
    seen = newest()
    save_page(page, by=nurse, reason=reason, rows={"bags": Rows([second, Bag(bag_id="C")], removed=[first])})
    assert list(page.bags.values_list("bag_id", "position")) == [("B2", 1), ("C", 2)]
    written = [entry for entry in entries_after(seen) if entry.table_name == "patients_bag"]
    assert sorted(entry.action for entry in written) == ["D", "I", "U"]
    assert len({entry.txn for entry in entries_after(seen)}) == 1
    assert again(page).version == page.version == 2


def test_rows_of_another_page_are_not_removed(page: Infusion, nurse: User, reason: Reason) -> None:
    foreign = infusion_page().bags.first()
    save_page(page, by=nurse, reason=reason, rows={"bags": Rows(list(page.bags.all()), removed=[foreign])})
    assert Bag.objects.filter(pk=foreign.pk).exists()


def test_what_no_source_could_say_is_refused_by_name_and_nothing_is_half_written(
    page: Infusion, nurse: User, reason: Reason
) -> None:
    page.batch_id = "LOT-8"
    bag = page.bags.first()
    bag.viability_percent = Decimal("101")
    seen = newest()
    with pytest.raises(ImpossibleValue, match="A percentage lies between 0 and 100"):
        save_page(page, by=nurse, reason=reason, rows={"bags": Rows([bag, *page.bags.all()[1:]])})
    assert (again(page).batch_id, entries_after(seen)) == ("0", [])


def test_the_second_of_two_gets_a_conflict_and_the_first_is_kept(page: Infusion, nurse: User, reason: Reason) -> None:
    other = again(page)
    page.batch_id, other.batch_id = "mine", "theirs"
    save_page(page, by=nurse, reason=reason)
    with pytest.raises(Conflict):
        save_page(other, by=nurse, reason=reason)
    assert again(page).batch_id == "mine"


def test_LK01_a_locked_page_is_told_in_words(page: Infusion, nurse: User, reason: Reason) -> None:
    lock_page(page, by=make_user(Role.DATA_MANAGER), reason=reason)
    page.batch_id = "LOT-8"
    with pytest.raises(PageLocked):
        save_page(page, by=nurse, reason=reason)
    bag = page.bags.first()
    bag.bag_id = "other"
    with pytest.raises(PageLocked):
        save_page(again(page), by=nurse, reason=reason, rows={"bags": Rows([bag])})


def test_a_query_is_opened_closed_by_new_data_and_not_asked_again(page: Infusion, nurse: User, reason: Reason) -> None:
    page.weight_kg = IMPLAUSIBLE
    save_page(page, by=nurse, reason=reason)
    (query,) = [query for query in queries_of(page) if query.item == "weight_kg"]
    assert (query.state, query.check_id) == (QueryState.OPEN, "INF.weight_kg.range")

    page.batch_id = "LOT-9"
    save_page(page, by=nurse, reason=reason)
    assert Query.objects.filter(item="weight_kg").count() == 1

    answer_query(query, by=nurse, text="weighed twice, it is right")
    page.batch_id = "LOT-10"
    save_page(page, by=nurse, reason=reason)
    assert [q.state for q in Query.objects.filter(item="weight_kg")] == [QueryState.ANSWERED]

    page.weight_kg = Decimal("30.5")
    save_page(page, by=nurse, reason=reason)
    query.refresh_from_db()
    assert (query.state, query.closure) == (QueryState.CLOSED, "data_changed")


def test_another_implausible_value_is_another_question(page: Infusion, nurse: User, reason: Reason) -> None:
    page.weight_kg = IMPLAUSIBLE
    save_page(page, by=nurse, reason=reason)
    answer_query(queries_of(page)[0], by=nurse, text="weighed twice, it is right")
    page.weight_kg = IMPLAUSIBLE + 5
    save_page(page, by=nurse, reason=reason)
    states = Query.objects.filter(item="weight_kg").order_by("pk").values_list("state", flat=True)
    assert list(states) == [QueryState.ANSWERED, QueryState.OPEN]


def test_a_refusal_after_the_rows_were_written_leaves_them_new(page, nurse, reason, monkeypatch):
    def refuse(_page: Infusion) -> None:
        raise EntryRefused("not now")

    monkeypatch.setattr("edc.records.saving.follow_change", refuse)
    bag = Bag(bag_id="C")
    with pytest.raises(EntryRefused):
        save_page(page, by=nurse, reason=reason, rows={"bags": Rows([*page.rows("bags"), bag])})
    assert (bag.pk, bag._state.adding, page.version) == (None, True, 1)
    assert Bag.objects.count() == 2

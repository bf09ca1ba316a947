"""AT-14: reading the trail, filtered, newest first, page by page, in one query."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from edc.access.models import User
from edc.records.audit.context import SYSTEM, Reason, auditing
from edc.records.audit.ledger import LedgerEntry
from edc.records.audit.trail import Change, Filters, entries
from patients.models import Bag, Infusion, Subject
from tests.edc.audit.making import unsaved

A_DAY = dt.timedelta(days=1)


@pytest.fixture
def pages(nurse: User, reason: Reason) -> list[Infusion]:
    """One infusion at each of two sites; the first has its dose corrected and then a row touched, the other a bag."""
    pages = []
    with auditing(by=SYSTEM):
        for site in ("301", "302"):
            subject = unsaved(Subject)
            subject.site_code = site
            subject.save()
            pages.append(
                Infusion.objects.create(subject=subject, visit_code="D0", dose_e6_per_kg=Decimal("0.500"), batch_id="L")
            )
    with auditing(by=nurse, reason=reason):
        Infusion.objects.filter(pk=pages[0].pk).update(dose_e6_per_kg=Decimal("1.500"), reaction="N")
        Infusion.objects.filter(pk=pages[0].pk).update(version=9)
        Bag.objects.create(page=pages[1], bag_id="B-1")
        Bag.objects.filter(page=pages[1]).delete()
    return pages


def told(filters: Filters, **how: Any) -> list[tuple[str, str]]:
    return [(entry.form or entry.table, str(entry.action)) for entry in entries(filters, **how)]


def test_a_change_is_told_item_by_item_with_both_values(pages: list[Infusion], nurse: User) -> None:
    newest = entries(Filters(participant=pages[0].subject_id))[0]
    assert newest.changes == (
        Change("dose_e6_per_kg", Decimal("0.500"), Decimal("1.500")),
        Change("reaction", None, "N"),
    )
    assert str(newest.changes[0].old) == "0.500"
    assert (newest.who, newest.username, newest.reason_code) == ("Wang Fang", nurse.username, "transcription_error")
    assert (newest.participant, newest.visit, newest.form, newest.page_id) == (
        pages[0].subject_id, "D0", "INF", pages[0].pk
    )  # fmt: skip


def test_a_first_entry_tells_what_was_filled_and_a_removal_what_is_gone(pages: list[Infusion]) -> None:
    removed, added, page, _ = entries(Filters(participant=pages[1].subject_id))
    assert Change("bag_id", None, "B-1") in added.changes
    assert Change("bag_id", "B-1", None) in removed.changes
    assert Change("batch_id", None, "L") in page.changes
    assert "reaction" not in {change.item for change in page.changes}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"form": "INF", "action": "U"}, [("INF", "U")]),
        ({"item": "reaction"}, [("INF", "U")]),
        ({"item": "dose_e6_per_kg"}, [("INF", "U"), ("INF", "I"), ("INF", "I")]),
        ({"item": "bag_id"}, [("INF", "D"), ("INF", "I")]),
        ({"item": "ended_at"}, []),
        ({"form": "LAB"}, []),
        ({"user": "nobody"}, []),
        ({"action": "D"}, [("INF", "D")]),
    ],
)
def test_AT14_each_filter_leaves_what_it_asks_for(
    asked: dict[str, str], found: list[tuple[str, str]], pages: list[Infusion]
) -> None:
    assert told(Filters(**asked)) == found


def test_AT14_time_is_from_and_up_to(pages: list[Infusion], nurse: User) -> None:
    now = timezone.now()
    everything = len(entries(Filters(user=nurse.username)))
    assert everything == 3
    assert len(entries(Filters(user=nurse.username, since=now - A_DAY, until=now + A_DAY))) == everything
    assert entries(Filters(user=nurse.username, since=now + A_DAY)) == []
    assert entries(Filters(user=nurse.username, until=now - A_DAY)) == []


def test_AC02_entries_of_other_sites_are_not_there(pages: list[Infusion]) -> None:
    assert {entry.site_code for entry in entries(Filters(), sites=frozenset({"301"}))} == {"301"}
    assert entries(Filters(participant=pages[1].subject_id), sites=frozenset({"301"})) == []
    assert entries(Filters(), sites=frozenset()) == []


def test_pages_follow_each_other_without_gap_or_repetition(pages: list[Infusion]) -> None:
    whole = [entry.seq for entry in entries(Filters())]
    first = [entry.seq for entry in entries(Filters(), limit=2)]
    rest = [entry.seq for entry in entries(Filters(), before=first[-1])]
    assert whole == sorted(whole, reverse=True)
    assert first + rest == whole


def test_one_query_whatever_the_length(pages: list[Infusion], django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        entries(Filters(participant=pages[0].subject_id))


def test_a_change_of_nothing_but_the_version_is_not_told(pages: list[Infusion]) -> None:
    written = LedgerEntry.objects.filter(subject_number=pages[0].subject_id, action="U")
    counted = [entry.seq for entry in written if entry.changed == ["version"]]
    assert len(counted) == 1
    assert counted[0] not in {entry.seq for entry in entries(Filters())}


def test_restatements_are_told_only_when_asked_for(pages: list[Infusion]) -> None:
    assert "B" not in {action for _, action in told(Filters(), limit=500)}
    assert {action for _, action in told(Filters(action="B"))} <= {"B"}

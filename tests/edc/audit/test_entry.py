"""What one entry of the ledger holds (AT-02, AT-03, AT-08), and what it must never hold."""

import datetime as dt
import json
from decimal import Decimal

from django.db import connection
from django.utils import timezone

from edc.access.models import User
from edc.access.roles import Role
from edc.records.audit.channel import Channel
from edc.records.audit.context import SYSTEM, Reason, auditing
from edc.records.audit.ledger import LedgerEntry
from edc.records.audit.scope import scope
from patients.models import Bag, Infusion, Subject, SubjectIdentity
from tests.edc.audit.making import saved
from tests.people import make_user

THE_STATE = ("seq", "txn", "at", "request_id", "old", "new", "record_id", "page_id", "actor_id")


def newest() -> LedgerEntry:
    return LedgerEntry.objects.latest("seq")


def test_AT02_an_entry_holds_place_person_reason_and_way(nurse: User, reason: Reason) -> None:
    with auditing(by=SYSTEM):
        subject = saved(Subject)
        page = Infusion.objects.create(subject=subject, visit_code="D0", batch_id="B-1")
        bag = Bag.objects.create(page=page, bag_id="1")
    before = timezone.now()
    with scope(Channel.API) as request, auditing(by=nurse, role=Role.RESEARCH_NURSE, reason=reason):
        Bag.objects.filter(pk=bag.pk).update(bag_id="2")
    entry = newest()
    told = {f.attname: getattr(entry, f.attname) for f in LedgerEntry._meta.fields if f.attname not in THE_STATE}
    assert told == {
        "table_name": "patients_bag",
        "action": "U",
        "site_code": subject.site_code,
        "subject_number": subject.number,
        "visit_code": "D0",
        "form_code": "INF",
        "actor": nurse.username,
        "actor_name": "Wang Fang",
        "organisation": "Hospital 301",
        "role": "research_nurse",
        "reason_code": "transcription_error",
        "reason": "digits swapped against the source",
        "channel": "api",
        "db_user": connection.settings_dict["USER"],
    }
    assert entry.changed == ["bag_id", "version"]
    assert (entry.record_id, entry.page_id, entry.actor_id) == (str(bag.pk), page.pk, nurse.pk)
    assert entry.request_id == request.request_id
    assert (entry.before["bag_id"], entry.after["bag_id"]) == ("1", "2")
    assert abs(entry.at - before) < dt.timedelta(seconds=5)


def test_AT02_name_and_role_are_copied_not_joined(nurse: User, reason: Reason) -> None:
    with auditing(by=nurse, role=Role.RESEARCH_NURSE):
        entry_of = saved(Infusion)
    with auditing(by=SYSTEM, reason=reason):
        nurse.full_name, nurse.organisation = "Li Na", "Elsewhere"
        nurse.save()
    entry = LedgerEntry.objects.get(table_name="patients_infusion", record_id=str(entry_of.pk))
    assert (entry.actor_name, entry.organisation, entry.role) == ("Wang Fang", "Hospital 301", "research_nurse")


def test_AT03_the_first_entry_is_there_with_nothing_before_it(nurse: User) -> None:
    with auditing(by=nurse):
        page = saved(Infusion)
    entry = newest()
    assert (entry.action, entry.record_id, entry.old, entry.before) == ("I", str(page.pk), None, {})
    assert entry.after["visit_code"] == page.visit_code


def test_AT08_the_clock_is_the_servers(nurse: User) -> None:
    with auditing(by=nurse):
        page = saved(Infusion)
        page._history_date = dt.datetime(2001, 1, 1, tzinfo=dt.UTC)
        page.not_done_reason = "x"
        with auditing(by=nurse, reason=Reason("other", "clock")):
            page.save()
    for told in (newest().at, page.history.latest("history_id").history_date):
        assert abs(told - timezone.now()) < dt.timedelta(seconds=5)


def test_times_in_an_entry_are_utc_whatever_the_zone_of_the_session(nurse: User) -> None:
    with connection.cursor() as cursor, auditing(by=nurse):
        cursor.execute("SET LOCAL timezone = 'Asia/Shanghai'")
        subject = saved(Subject)
        started = dt.datetime(2026, 3, 1, 1, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
        Infusion.objects.create(subject=subject, visit_code="D0", started_at=started)
        cursor.execute("SHOW timezone")
        assert cursor.fetchone() == ("Asia/Shanghai",)
    assert newest().after["started_at"] == "2026-02-28T17:30:00+00:00"


def test_a_decimal_keeps_every_digit(nurse: User) -> None:
    with auditing(by=nurse):
        Infusion.objects.create(subject=saved(Subject), visit_code="D0", dose_e6_per_kg=Decimal("1.500"))
    assert str(newest().after["dose_e6_per_kg"]) == "1.500"


def test_a_password_is_in_no_trail(nurse: User, reason: Reason) -> None:
    with auditing(by=SYSTEM, reason=reason):
        nurse.set_password("another lantern by the river")
        nurse.save()
    entry = newest()
    assert entry.changed == ["password"]
    assert nurse.password not in f"{entry.old}{entry.new}"
    assert entry.after["password"].startswith("sha256:")
    assert "password" not in {field.name for field in User.history.model._meta.fields}


def test_who_a_participant_is_can_be_read_in_no_trail(nurse: User) -> None:
    with auditing(by=nurse):
        identity = SubjectIdentity.objects.create(subject=saved(Subject), full_name="张小明", phone="13800000000")
    entry, history = newest(), SubjectIdentity.history.values_list("full_name", "phone").latest("history_id")
    with connection.cursor() as cursor:
        cursor.execute("SELECT full_name, phone FROM patients_subjectidentity")
        stored = cursor.fetchone()
        cursor.execute("SELECT full_name, phone FROM patients_historicalsubjectidentity")
        kept = cursor.fetchone()
    state = json.dumps(entry.after, ensure_ascii=False)
    assert not [word for word in ("张小明", "13800000000", *stored) if word in state]
    assert not [word for word in ("张小明", "13800000000") if word in f"{kept}"]
    assert history == ("张小明", "13800000000")
    assert identity.pk


def test_everything_in_one_transaction_carries_one_id(nurse: User) -> None:
    with auditing(by=nurse):
        saved(Subject)
        with auditing(by=SYSTEM):
            saved(Subject)
    with auditing(by=nurse):
        saved(Subject)
    entries = LedgerEntry.objects.filter(table_name="patients_subject").order_by("seq")
    first, second, third = entries.values_list("txn", flat=True)
    assert first == second != third


def test_attribution_ends_with_its_block(nurse: User) -> None:
    with auditing(by=nurse, role=Role.RESEARCH_NURSE):
        with auditing(by=SYSTEM):
            saved(Subject)
        assert newest().actor == "system"
        saved(Subject)
    assert (newest().actor, newest().role) == (nurse.username, "research_nurse")


def test_two_names_stay_apart(db: None) -> None:
    first, second = make_user(Role.MONITOR), make_user(Role.MONITOR)
    with auditing(by=first):
        saved(Subject)
    with auditing(by=second):
        saved(Subject)
    authors = LedgerEntry.objects.filter(table_name="patients_subject").order_by("-seq").values_list("actor", flat=True)
    assert list(authors[:2]) == [second.username, first.username]

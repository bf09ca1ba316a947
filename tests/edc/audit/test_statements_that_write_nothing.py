"""AT-19: what changes nothing leaves no entry, and needs no reason."""

from django.db import connection

from edc.access.models import User
from edc.records.audit.context import Reason, auditing
from edc.records.audit.ledger import LedgerEntry
from patients.models import Infusion, Subject
from tests.edc.audit.making import saved, unsaved


def test_AT19_saving_the_same_again_leaves_no_entry(nurse: User, reason: Reason) -> None:
    with auditing(by=nurse, reason=reason):
        page = saved(Infusion)
        seen = LedgerEntry.objects.count(), Infusion.history.count()
        page.save()
        Infusion.objects.filter(pk=page.pk).update(not_done_reason="")
    page.refresh_from_db()
    assert page.version == 1
    assert (LedgerEntry.objects.count(), Infusion.history.count()) == seen


def test_AT19_a_statement_that_meets_no_row_needs_no_reason(nurse: User) -> None:
    with auditing(by=nurse):
        assert Infusion.objects.filter(pk=0).update(visit_code="D1") == 0
        assert Infusion.objects.filter(pk=0).delete()[0] == 0


def test_a_first_save_under_a_number_of_ones_own_needs_no_reason(nurse: User) -> None:
    """Django tries an UPDATE first for a row that brings its primary key."""
    with auditing(by=nurse):
        subject = unsaved(Subject)
        subject.save()
    assert [line.action for line in LedgerEntry.objects.filter(subject_number=subject.number)] == ["I"]


def test_an_upsert_leaves_the_entry_of_what_it_did(nurse: User, reason: Reason) -> None:
    with auditing(by=nurse, reason=reason):
        subject = saved(Subject)
        Subject.objects.bulk_create(
            [Subject(number=subject.number, site_code="302", protocol_version=subject.protocol_version)],
            update_conflicts=True,
            update_fields=["site_code"],
            unique_fields=["number"],
        )
    entries = LedgerEntry.objects.filter(subject_number=subject.number).order_by("seq")
    assert [(line.action, line.changed) for line in entries] == [("I", []), ("U", ["site_code", "version"])]


def test_writing_the_version_alone_counts_it_once(nurse: User, reason: Reason) -> None:
    with auditing(by=nurse, reason=reason):
        page = saved(Infusion)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE patients_infusion SET version = 77 WHERE id = %s", [page.pk])
    page.refresh_from_db()
    assert page.version == 2

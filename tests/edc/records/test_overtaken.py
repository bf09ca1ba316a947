"""The software computes a page anew while somebody types on it: no conflict. A person saves it meanwhile: conflict.

The form of a serious event reads the log of events: SUSAR is "yes" once the log says that the cells may be the cause.
"""

import threading

import pytest
from django.db import connections
from django.test import Client

from adverse_events.models import AdverseEvent, SafetyReport, SeriousAdverseEvent
from edc.access.roles import Role
from edc.database import Addresses
from edc.records.audit.context import SYSTEM, Reason, auditing
from edc.records.audit.ledger import LedgerEntry
from edc.records.locks import lock_page, unlock_page
from edc.records.overtaken import typed_since
from edc.records.refusals import Conflict, PageLocked
from edc.records.saving import Rows, save_page
from patients.models import InformedConsent, Subject
from tests.participants import participant, store
from tests.people import make_user

MISREAD = Reason("transcription_error", "digits swapped against the source")
TYPED = {
    "ae_number": "1", "hospitalisation": "Y", "expectedness": "UNEXPECTED", "reports-TOTAL_FORMS": "1",
    "reports-INITIAL_FORMS": "1", "reports-0-recipient": "SPONSOR", "reports-0-kind": "INITIAL",
    "reason-code": MISREAD.code, "reason-text": MISREAD.text,
}  # fmt: skip


@pytest.fixture
def investigator(db):
    return make_user(Role.INVESTIGATOR, Role.RESEARCH_NURSE)


def serious_event(by):
    """A serious event, unexpected, with one report; the log does not say yet what caused it."""
    child = participant()
    store(InformedConsent(subject=child, visit_code="SCR", status="complete", guardian_signed="Y"))
    subject = Subject.objects.get(pk=child.pk)
    save_page(AdverseEvent(subject=subject, visit_code="LOG", term="Sepsis", serious="Y"), by=by)
    page = SeriousAdverseEvent(
        subject=subject, visit_code="LOG", ae_number=1, hospitalisation="Y", expectedness="UNEXPECTED"
    )
    save_page(page, by=by, rows={"reports": Rows([SafetyReport(recipient="SPONSOR", kind="INITIAL")])})
    return again(page)


@pytest.fixture
def page(investigator):
    return serious_event(investigator)


def again(page):
    """The page as the next request reads it."""
    return type(page).objects.get(pk=page.pk)


def judge(page, cause, by):
    """Say in the log what the cells have to do with the event: the page of the serious event is computed anew."""
    event = AdverseEvent.objects.get(subject_id=page.subject_id)
    event.causality_car_t = cause
    save_page(event, by=by, reason=MISREAD)


def post(page, by, **typed):
    client = Client()
    client.force_login(by)
    row = page.reports.get()
    posted = {"_version": str(page.version), "reports-0-id": str(row.pk), **TYPED, **typed}
    return client.post(f"/subjects/{page.subject_id}/LOG/SAE/1/", posted)


def trail(page):
    """Who changed which columns of the page, oldest first."""
    written = LedgerEntry.objects.filter(table_name=type(page)._meta.db_table, record_id=str(page.pk), action="U")
    return [(entry.actor, entry.reason_code, entry.changed) for entry in written.order_by("seq")]


def test_what_the_software_computed_meanwhile_is_no_conflict(page, investigator):
    """Version 1 is on the screen, version 2 is computed anew, the save is version 3 and keeps what was computed."""
    judge(page, "POSSIBLE", investigator)
    assert (again(page).version, again(page).is_susar) == (2, "Y")
    assert post(page, investigator, narrative="Fever, then shock.").status_code == 302
    saved = again(page)
    assert (saved.version, saved.narrative, saved.is_susar) == (3, "Fever, then shock.", "Y")
    assert trail(page) == [
        ("system", "recomputed", ["derivations", "is_susar", "version"]),
        (investigator.username, "transcription_error", ["narrative", "version"]),
    ]
    assert page.history.get(version=2).narrative is None


def test_a_row_that_is_typed_on_is_saved_as_well(page, investigator):
    judge(page, "POSSIBLE", investigator)
    assert post(page, investigator, **{"reports-0-kind": "FINAL"}).status_code == 302
    assert (again(page).version, again(page).reports.get().kind) == (3, "FINAL")


def test_what_a_person_changed_meanwhile_is_a_conflict_also_beside_what_was_computed(page, investigator):
    other = again(page)
    other.narrative = "theirs"
    save_page(other, by=investigator, reason=MISREAD)
    judge(page, "POSSIBLE", investigator)
    answer = post(page, investigator, narrative="mine")
    assert answer.status_code == 409
    assert "theirs" in answer.content.decode()
    with pytest.raises(Conflict):
        save_page(page, by=investigator, reason=MISREAD, seen_version=1)
    assert (again(page).version, again(page).narrative) == (3, "theirs")


def test_a_row_that_a_person_changed_meanwhile_is_a_conflict(page, investigator):
    judge(page, "POSSIBLE", investigator)
    other = again(page)
    row = other.reports.get()
    row.kind = "FINAL"
    save_page(other, by=investigator, reason=MISREAD, rows={"reports": Rows([row])})
    assert post(page, investigator, narrative="mine").status_code == 409
    assert post(again(page), investigator, narrative="mine", **{"reports-0-kind": "FINAL"}).status_code == 302


def test_the_rows_of_the_version_on_the_screen_are_no_news(page, investigator):
    """A save writes its page and then its rows: those belong to the version that the next one opens."""
    other = again(page)
    row = other.reports.get()
    row.kind = "FINAL"
    save_page(other, by=investigator, reason=MISREAD, rows={"reports": Rows([row])})
    opened = again(page)
    judge(page, "POSSIBLE", investigator)
    assert (typed_since(page, 1), typed_since(page, 2), typed_since(page, 3)) == (True, False, False)
    assert post(opened, investigator, narrative="mine", **{"reports-0-kind": "FINAL"}).status_code == 302


def test_a_version_that_never_was_is_a_conflict(page, investigator):
    judge(page, "POSSIBLE", investigator)
    assert typed_since(page, 0)
    assert typed_since(page, 7)
    for version in ("0", "7"):
        assert post(page, investigator, narrative="mine", _version=version).status_code == 409
    assert again(page).narrative is None


def test_what_is_typed_decides_over_what_was_computed_meanwhile(page, investigator):
    """The page was read before it was computed anew: "yes" goes again, because nothing is known of expectedness."""
    judge(page, "POSSIBLE", investigator)
    page.expectedness = None
    save_page(page, by=investigator, reason=MISREAD)
    saved = again(page)
    assert (saved.version, saved.expectedness, saved.is_susar) == (3, None, None)
    assert trail(page)[-1][2] == ["derivations", "expectedness", "is_susar", "version"]


def test_a_save_that_changes_nothing_writes_nothing_over_it(page, investigator):
    judge(page, "POSSIBLE", investigator)
    assert not save_page(page, by=investigator, reason=MISREAD)
    assert (again(page).version, again(page).is_susar) == (2, "Y")


def test_a_page_that_was_locked_meanwhile_stays_as_it_is(page, investigator):
    judge(page, "POSSIBLE", investigator)
    manager = make_user(Role.DATA_MANAGER)
    lock_page(again(page), by=manager, reason=MISREAD)
    page.narrative = "mine"
    with pytest.raises(PageLocked):
        save_page(page, by=investigator, reason=MISREAD)
    assert (again(page).is_locked, again(page).narrative) == (True, None)
    unlock_page(again(page), by=manager, reason=MISREAD)
    assert save_page(page, by=investigator, reason=MISREAD)
    assert (again(page).is_locked, again(page).narrative) == (False, "mine")


@pytest.mark.parametrize(("theirs", "kept"), [("narrative", "theirs"), ("causality", "mine")])
def test_who_waits_for_another_save_of_the_participant_sees_what_it_left(fresh_database: Addresses, theirs, kept):
    """The page was read before the other one began to save; the lock of the participant lets this save wait."""
    investigator = make_user(Role.INVESTIGATOR, Role.RESEARCH_NURSE)
    page, said = serious_event(investigator), []

    def save_mine():
        page.narrative = "mine"
        try:
            said.append(save_page(page, by=investigator, reason=MISREAD))
        except Conflict:
            said.append("conflict")
        connections.close_all()

    waiting = threading.Thread(target=save_mine)
    with auditing(by=SYSTEM, alone_on=page.subject_id):
        other = again(page)
        waiting.start()
        waiting.join(1)
        assert said == []
        if theirs == "causality":
            judge(page, "POSSIBLE", investigator)
        else:
            other.narrative = "theirs"
            save_page(other, by=investigator, reason=MISREAD)
    waiting.join(60)
    assert said == (["conflict"] if kept == "theirs" else [True])
    assert again(page).narrative == kept
    assert again(page).is_susar == ("Y" if theirs == "causality" else None)

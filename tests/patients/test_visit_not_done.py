"""A whole visit recorded as not done in one step, and taken back in one step."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from edc.access.roles import Role
from edc.crf.reading import forms
from edc.records.audit.context import Reason, ReasonCode
from edc.records.base import PageStatus
from edc.records.locks import lock_page
from edc.records.query import Query
from edc.records.refusals import EntryRefused, PageLocked
from edc.records.saving import save_page
from patients.models import InformedConsent, Infusion, Subject, VisitPage, VitalSigns
from patients.visits import record_visit_not_done, take_back_not_done
from tests.participants import HOSPITAL_TIME, participant, store
from tests.people import make_user

WHY = "snow, the road was closed"
BACK = Reason(ReasonCode.TRANSCRIPTION_ERROR, "wrong participant")


@pytest.fixture
def nurse(db):
    return make_user(Role.RESEARCH_NURSE)


@pytest.fixture
def child(db):
    """Infused 40 days ago, so that day 28 is past and month 2 lies ahead."""
    subject = participant(consented=dt.date(2026, 5, 12))
    started = dt.datetime.now(HOSPITAL_TIME) - dt.timedelta(days=40)
    store(Infusion(subject=subject, visit_code="D0", started_at=started))
    store(InformedConsent(subject=subject, visit_code="SCR", occurrence=2, status=PageStatus.COMPLETE))
    return Subject.objects.get(pk=subject.pk)


def pages(subject, visit):
    return [page for form in forms().values() for page in form.objects.filter(subject=subject, visit_code=visit)]


def test_every_form_without_a_page_is_not_done_and_the_visit_missed(child, nurse):
    done = VitalSigns(subject=child, visit_code="D28")
    store(done)
    planned = [code for code in child.planned_visit("D28").forms if code in forms()]
    marked = record_visit_not_done(child, "D28", by=nurse, reason=WHY)
    assert marked == len(planned) - 2  # without vital signs, and the page of the visit itself
    visit = VisitPage.objects.get(subject=child, visit_code="D28")
    assert (visit.held, visit.missed_reason, visit.status) == ("MISSED", WHY, "complete")
    others = [page for page in pages(child, "D28") if page not in (visit, done)]
    assert {(page.status, page.not_done_reason) for page in others} == {("not_done", WHY)}
    assert VitalSigns.objects.get(pk=done.pk).status == PageStatus.INCOMPLETE


def test_nothing_is_asked_about_what_was_not_done(child, nurse):
    record_visit_not_done(child, "D28", by=nurse, reason=WHY)
    assert not Query.objects.filter(subject_number=child.number, visit_code="D28").exists()


def test_taken_back_the_visit_is_as_it_was_and_the_trail_keeps_both(child, nurse):
    record_visit_not_done(child, "D28", by=nurse, reason=WHY)
    take_back_not_done(child, "D28", by=nurse, reason=BACK)
    assert pages(child, "D28") == []
    assert list(VisitPage.history.values_list("history_type", flat=True)) == ["-", "+"]


def test_a_form_done_after_all_stays_when_the_rest_is_taken_back(child, nurse):
    record_visit_not_done(child, "D28", by=nurse, reason=WHY)
    page = VitalSigns.objects.get(subject=child, visit_code="D28")
    page.status, page.not_done_reason = PageStatus.INCOMPLETE, ""
    save_page(page, by=nurse, reason=BACK)
    take_back_not_done(child, "D28", by=nurse, reason=BACK)
    assert pages(child, "D28") == [page]


def test_what_cannot_be_missed(child, nurse):
    with pytest.raises(EntryRefused, match="from then on"):
        record_visit_not_done(child, "M2", by=nurse, reason=WHY)
    with pytest.raises(EntryRefused, match="of the plan"):
        record_visit_not_done(child, "UNS", by=nurse, reason=WHY)
    store(VisitPage(subject=child, visit_code="D21", held="SCHEDULED"))
    with pytest.raises(EntryRefused, match="held"):
        record_visit_not_done(child, "D21", by=nurse, reason=WHY)
    with pytest.raises(EntryRefused, match="not recorded as missed"):
        take_back_not_done(child, "D21", by=nurse, reason=BACK)
    assert len(pages(child, "D21")) == 1


def test_a_locked_page_keeps_everything_as_it_is(child, nurse):
    record_visit_not_done(child, "D28", by=nurse, reason=WHY)
    before = len(pages(child, "D28"))
    page = VitalSigns.objects.get(subject=child, visit_code="D28")
    lock_page(page, by=make_user(Role.DATA_MANAGER), reason=BACK)
    with pytest.raises(PageLocked):
        take_back_not_done(child, "D28", by=nurse, reason=BACK)
    assert len(pages(child, "D28")) == before


def test_only_who_enters_forms_does_it(child):
    monitor = make_user(Role.MONITOR)
    with pytest.raises(PermissionDenied):
        record_visit_not_done(child, "D28", by=monitor, reason=WHY)
    with pytest.raises(PermissionDenied):
        take_back_not_done(child, "D28", by=monitor, reason=BACK)


def test_a_form_that_was_not_done_keeps_its_place_in_the_order_of_steps(nurse):
    """Recorded as not done before consent; filled in, it needs the consent like any other."""
    subject = participant()
    page = VitalSigns(subject=subject, visit_code="SCR", status=PageStatus.NOT_DONE, not_done_reason=WHY)
    save_page(page, by=nurse)
    page.status, page.not_done_reason = PageStatus.INCOMPLETE, ""
    with pytest.raises(EntryRefused, match="Informed consent"):
        save_page(page, by=nurse, reason=BACK)


def test_the_casebook_leads_there_and_back(child, nurse, client):
    client.force_login(nurse)
    place = f"/subjects/{child.number}/D28/not-done/"
    assert place in client.get(f"/subjects/{child.number}/").content.decode()
    assert client.post(place, {"reason": ""}).status_code == 422
    assert client.post(place, {"reason": WHY}).status_code == 302
    assert WHY in client.get(place).content.decode()
    assert client.post(f"{place}take-back/", {"reason-code": "", "reason-text": ""}).url == place
    given = {"reason-code": "transcription_error", "reason-text": "wrong participant"}
    assert client.post(f"{place}take-back/", given).url == f"/subjects/{child.number}/"
    assert pages(child, "D28") == []


def test_the_casebook_has_a_column_for_each_unscheduled_visit(child, nurse, client):
    client.force_login(nurse)
    store(VisitPage(subject=child, visit_code="UNS", held="UNSCHEDULED"))
    text = client.get(f"/subjects/{child.number}/").content.decode()
    assert f"/subjects/{child.number}/UNS-2/VS/1/" in text
    assert f"/subjects/{child.number}/UNS-3/VS/1/" not in text
    assert client.get(f"/subjects/{child.number}/UNS-2/VS/1/").status_code == 200

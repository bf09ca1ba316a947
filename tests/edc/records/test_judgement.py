"""What only an investigator records: refused for anybody else, and no hindrance to what they do record."""

import datetime as dt

import pytest

from edc.access.roles import Role
from edc.records.audit.context import Reason, ReasonCode
from edc.records.refusals import EntryRefused, JudgementRefused
from edc.records.saving import save_page
from patients.models import Eligibility
from tests.participants import participant
from tests.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(monkeypatch):
    child = participant(born=dt.date(2017, 3, 2), consented=dt.date(2026, 11, 1))
    monkeypatch.setattr(type(child), "refusal_for", lambda self, page: "")
    return Eligibility(subject=child, visit_code="SCR", assessed_on=dt.date(2026, 11, 2))


def test_nurse_leaves_the_judgement_open_and_the_investigator_adds_it(page):
    nurse, investigator = make_user(Role.RESEARCH_NURSE), make_user(Role.INVESTIGATOR)
    assert save_page(page, by=nurse)
    saved = Eligibility.objects.get(pk=page.pk)
    saved.eligible = "Y"
    reason = Reason(ReasonCode.ADDITIONAL_INFORMATION, "judged on the ward round")
    with pytest.raises(JudgementRefused, match="Only an investigator"):
        save_page(saved, by=nurse, reason=reason)
    assert Eligibility.objects.get(pk=page.pk).eligible is None
    assert save_page(saved, by=investigator, reason=reason)
    assert Eligibility.objects.get(pk=page.pk).eligible == "Y"


def test_nurse_cannot_judge_on_the_first_save_either(page):
    page.eligible = "Y"
    with pytest.raises(JudgementRefused, match="Only an investigator"):
        save_page(page, by=make_user(Role.RESEARCH_NURSE))
    assert not Eligibility.objects.exists()


def test_a_second_page_is_entered_only_where_the_protocol_has_room(page):
    nurse = make_user(Role.RESEARCH_NURSE)
    page.occurrence = 2
    with pytest.raises(EntryRefused, match="unscheduled visit"):
        save_page(page, by=nurse)
    page.visit_code = "UNS"
    assert save_page(page, by=nurse)

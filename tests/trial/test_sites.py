"""The administrator's page of sites: names can be corrected with a reason, codes cannot."""

import pytest

from edc.access.roles import Role
from edc.records.audit.context import SYSTEM, Reason, ReasonCode
from edc.records.audit.ledger import LedgerEntry
from tests.people import make_user
from tests.trial.files import FIRST
from trial.models import Site
from trial.services import load_protocol

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site():
    reason = Reason(ReasonCode.ADMINISTRATION, "protocol of the tests")
    load_protocol(text=FIRST, source_name="test.toml", by=SYSTEM, reason=reason)
    return Site.objects.get(code="301")


def test_a_name_is_corrected_with_its_reason(client, site):
    administrator = make_user(Role.ADMINISTRATOR)
    client.force_login(administrator)
    named = {"name_en": "PLA General Hospital", "name_zh": site.name_zh, "reason": "short name in use"}
    assert client.post("/sites/301/", named).status_code == 302
    assert Site.objects.get(code="301").name_en == "PLA General Hospital"
    last = LedgerEntry.objects.filter(table_name="trial_site").latest("seq")
    assert (last.actor, last.role, last.reason) == (administrator.username, "administrator", "short name in use")


def test_without_a_reason_nothing_changes(client, site):
    client.force_login(make_user(Role.ADMINISTRATOR))
    assert client.post("/sites/301/", {"name_en": "X", "name_zh": "X", "reason": ""}).status_code == 422
    assert Site.objects.get(code="301").name_en == site.name_en


@pytest.mark.parametrize("role", [Role.RESEARCH_NURSE, Role.DATA_MANAGER, Role.SPONSOR, Role.INSPECTOR])
def test_nobody_else_manages_sites(client, role):
    client.force_login(make_user(role))
    assert client.get("/sites/").status_code == 403
    assert client.post("/sites/301/", {"name_en": "X", "name_zh": "X", "reason": "because"}).status_code == 403

"""Keys for programs: never more than their owner may, narrowed by scope, site and time."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from edc.access.models import EVERY_SITE
from edc.access.roles import Role
from edc.access.tokens import ApiToken, make_token, revoke_token
from edc.records.audit.context import Reason, ReasonCode, auditing
from edc.records.audit.ledger import LedgerEntry
from tests.participants import participant
from tests.people import make_user

pytestmark = pytest.mark.django_db

FORMS = "/api/v1/forms/DM/"


def asked(client, key, path=FORMS, method="get"):
    return getattr(client, method)(path, headers={"Authorization": f"Bearer {key}"})


@pytest.fixture
def sponsor():
    return make_user(Role.SPONSOR)


def key_of(user, *, scope="read", site_code=EVERY_SITE, days=30):
    return make_token(user=user, name="statistics", scope=scope, site_code=site_code, days=days)


def test_a_key_reads_what_its_owner_reads(client, sponsor):
    child = participant(born=timezone.localdate() - timedelta(days=4000))
    answer = asked(client, key_of(sponsor)[1])
    assert answer.status_code == 200
    assert child.number in answer.content.decode()


def test_a_wrong_revoked_or_ended_key_opens_nothing(client, sponsor):
    token, key = key_of(sponsor)
    assert asked(client, key + "x").status_code == 401
    revoke_token(token, by=sponsor, reason=Reason(ReasonCode.ADMINISTRATION, "lost"))
    assert asked(client, key).status_code == 401
    second, other = key_of(sponsor)
    with auditing(by=sponsor, reason=Reason(ReasonCode.ADMINISTRATION, "time passes")):
        ApiToken.objects.filter(pk=second.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert asked(client, other).status_code == 401


def test_a_key_for_reading_does_not_write_and_gives_nobody_new_rights(client, sponsor):
    nurse = make_user(Role.RESEARCH_NURSE)
    assert asked(client, key_of(nurse)[1], method="post").status_code == 403
    assert asked(client, key_of(nurse, scope="write")[1], method="post").status_code == 400
    child = participant(born=timezone.localdate() - timedelta(days=4000))
    typed = {"subject": child.number, "visit": "SCR"}
    path, bearer = "/api/v1/forms/IC/", {"Authorization": f"Bearer {key_of(sponsor, scope='write')[1]}"}
    assert client.post(path, typed, content_type="application/json", headers=bearer).status_code == 403


def test_a_key_for_one_site_does_not_reach_another(client, sponsor):
    child = participant(born=timezone.localdate() - timedelta(days=4000))
    answer = asked(client, key_of(sponsor, site_code="302")[1])
    assert answer.status_code == 200
    assert child.number not in answer.content.decode()
    with pytest.raises(ValidationError):
        key_of(make_user(Role.RESEARCH_NURSE), site_code="302")


def test_the_key_itself_is_stored_nowhere(sponsor):
    token, key = key_of(sponsor)
    assert key not in str(ApiToken.objects.filter(pk=token.pk).values())
    entry = LedgerEntry.objects.filter(table_name="edc_apitoken").latest("seq")
    assert token.digest not in entry.new
    assert key not in entry.new


def test_the_page_shows_a_new_key_once_and_only_to_its_owner(client, sponsor):
    client.force_login(sponsor)
    made = client.post("/accounts/keys/", {"name": "SAS", "scope": "read", "site_code": "*", "days": "30"})
    assert "edc_" in made.content.decode()
    assert "edc_" not in client.get("/accounts/keys/").content.decode().replace("/edc_", "")
    other = make_user(Role.SPONSOR)
    foreign = key_of(other)[0]
    assert client.post(f"/accounts/keys/{foreign.pk}/revoke/").status_code == 404
    assert (
        client.post("/accounts/keys/", {"name": "", "scope": "read", "site_code": "*", "days": "30"}).status_code == 422
    )


def test_a_deactivated_owner_takes_the_key_along(client, sponsor):
    key = key_of(sponsor)[1]
    administrator = make_user(Role.ADMINISTRATOR)
    with auditing(by=administrator, reason=Reason(ReasonCode.ADMINISTRATION, "left")):
        type(sponsor).objects.filter(pk=sponsor.pk).update(is_active=False)
    assert asked(client, key).status_code == 401

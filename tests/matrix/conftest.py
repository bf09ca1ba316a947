"""One small world at two sites, and somebody for each column of the table."""

import datetime as dt

import pytest
from django.core.cache import cache

from edc.access.models import User
from edc.access.roles import Role
from edc.access.tokens import Scope, make_token
from edc.records.audit.context import SYSTEM, Reason, ReasonCode, auditing
from edc.records.queries import raise_query
from patients.models import Demographics, InformedConsent, SubjectIdentity
from tests.matrix.cases import World
from tests.participants import participant
from tests.people import PASSWORD, make_user
from tests.trial.files import FIRST, changed
from trial.models import Site, SiteApproval
from trial.services import load_protocol

SETTING_UP = Reason(ReasonCode.ADMINISTRATION, "set up for a test")
COLUMNS = {
    "nur": Role.RESEARCH_NURSE,
    "inv": Role.INVESTIGATOR,
    "pri": Role.PRINCIPAL_INVESTIGATOR,
    "mon": Role.MONITOR,
    "dat": Role.DATA_MANAGER,
    "spo": Role.SPONSOR,
    "med": Role.MEDICAL_MONITOR,
    "ins": Role.INSPECTOR,
    "adm": Role.ADMINISTRATOR,
    "oth": Role.RESEARCH_NURSE,
    "rev": Role.RESEARCH_NURSE,
}
SITES = {"mon": "301", "oth": "302"}


@pytest.fixture(autouse=True)
def _no_attempts_counted_before() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def _empty_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    """The archive begins a transaction of its own to read one snapshot; here each request is inside of one."""
    monkeypatch.setattr("edc.exports.views.write_archive", lambda _user, _file: 0)


@pytest.fixture
def world(db: None) -> World:
    subject = participant(born=dt.date(2016, 5, 12), consented=dt.date(2026, 11, 2))
    staff = make_user(Role.RESEARCH_NURSE)
    newer = changed(FIRST, ('version = "', 'version = "9.'))
    not_approved = load_protocol(text=newer, source_name="newer.toml", by=SYSTEM, reason=SETTING_UP).version
    assert not_approved is not None
    with auditing(by=SYSTEM, reason=SETTING_UP):
        for code in ("302", "303"):
            Site.objects.create(code=code, name_en=f"Hospital {code}", name_zh=f"医院 {code}")
        SiteApproval.objects.create(
            site=Site.objects.get(code="301"),
            protocol_version=subject.protocol_version,
            approved_by=make_user(Role.PRINCIPAL_INVESTIGATOR),
            reason="ethics committee",
        )
        SubjectIdentity.objects.create(subject=subject, full_name="Synthetic Child")
        InformedConsent.objects.filter(subject=subject).update(is_locked=True)
    token, _key = make_token(user=staff, name="staff", scope=Scope.values[0], site_code="301", days=7)
    page = Demographics.objects.get(subject=subject)
    query = raise_query(page, item="sex", text="Please check.", by=make_user(Role.MONITOR))
    return World(
        subject=subject,
        page_id=page.pk,
        locked_page_id=InformedConsent.objects.get(subject=subject).pk,
        staff=staff,
        held=staff.assignments.get(),
        token_id=token.pk,
        query_id=query.pk,
        approved=subject.protocol_version,
        not_approved=not_approved,
    )


def person(column: str) -> User | None:
    """Somebody new for a column of the table; None for nobody signed in. Revoking is left to the test."""
    if column == "non":
        return None
    return make_user(COLUMNS[column], site=SITES.get(column), password=PASSWORD)

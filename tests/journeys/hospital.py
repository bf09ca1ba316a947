"""The hospital of the journeys: its protocol, its people, and participants at any point of the trial."""

import datetime as dt
from typing import Any

from django.db import connections
from django.utils import timezone

from edc.access.models import User
from edc.access.roles import Role
from edc.crf.codelists import NoYes
from edc.records.audit.context import SYSTEM, Reason, ReasonCode, auditing
from edc.records.saving import Rows, save_page
from patients.models import Bag, Demographics, Eligibility, InformedConsent, Infusion, Subject
from patients.services import register_subject
from tests.journeys import entries
from tests.participants import release_product
from tests.people import PASSWORD, make_user
from tests.running_app import RunningApp
from tests.trial.files import FIRST
from trial.models import Site
from trial.services import approve_for_site, load_protocol

REASON = Reason(ReasonCode.ADMINISTRATION, "protocol of the journeys")


class Hospital:
    """Site 301 works by the protocol; site 302 exists and takes no part."""

    def __init__(self, app: RunningApp) -> None:
        self.app = app
        self.version = load_protocol(text=FIRST, source_name="test.toml", by=SYSTEM, reason=REASON).version
        with auditing(by=SYSTEM):
            Site.objects.create(code="302", name_en="Second hospital", name_zh="第二医院")
        head = make_user(Role.PRINCIPAL_INVESTIGATOR)
        approve_for_site(version=self.version, site_code="301", by=head, reason=REASON)
        self.nurse, self.investigator = make_user(Role.RESEARCH_NURSE), make_user(Role.INVESTIGATOR)

    def person(self, role: Role, site: str | None = None, language: str = "en") -> User:
        """Somebody new with one role and a password."""
        return make_user(role, site=site, password=PASSWORD, language=language)

    def registered(self) -> Subject:
        """A girl of nine whose demographics are complete; nobody has consented yet."""
        identity = {"full_name": "测试 Synthetic", "identity_number": "", "phone": ""}
        subject = register_subject(
            site_code="301", identity=identity, birth_date=entries.BORN, sex="F", by=self.nurse, version=self.version
        )
        page = Demographics.objects.get(subject=subject)
        page.ethnic_group, page.nationality = "HAN", "CHN"
        save_page(page, by=self.nurse, reason=REASON)
        return Subject.objects.get(pk=subject.pk)

    def consented(self) -> Subject:
        """The same girl once her mother and she have signed."""
        subject = self.registered()
        save_page(_from_typed(InformedConsent(subject=subject, visit_code="SCR"), entries.CONSENT), by=self.nurse)
        return Subject.objects.get(pk=subject.pk)

    def product_for(self, subject: Subject) -> None:
        """Her cells, collected and released as the bags that are typed on the journeys, and lymphodepletion."""
        release_product(
            subject, infused_on=entries.DAY_0, by=self.nurse, batch_id=entries.INFUSION["batch_id"],
            bag_ids=[bag["bag_id"] for bag in entries.BAGS],
        )  # fmt: skip

    def infused(self) -> Subject:
        """The same girl on day 4 after an infusion at the first dose level."""
        subject = self.consented()
        page = _from_typed(Eligibility(subject=subject, visit_code="SCR"), entries.ELIGIBILITY)
        criteria = page.preset_rows("criteria")
        for row in criteria:
            row.answer = NoYes.YES if row.criterion_code.startswith("I") else NoYes.NO
        save_page(page, by=self.investigator, rows={"criteria": Rows(criteria)})
        self.product_for(subject)
        infusion = _from_typed(Infusion(subject=subject, visit_code="D0"), entries.INFUSION)
        bags = [_from_typed(Bag(), bag) for bag in entries.BAGS]
        save_page(infusion, by=self.nurse, rows={"bags": Rows(bags)})
        return Subject.objects.get(pk=subject.pk)

    def digests(self) -> dict[str, str]:
        """A digest of each table's content, without those that reading writes: the access log and the sessions."""
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            found = {}
            for table in {name for (name,) in cursor.fetchall()} - WRITTEN_BY_READING:
                cursor.execute(f"SELECT md5(string_agg(t::text, ' ' ORDER BY t::text)) FROM \"{table}\" t")
                found[table] = cursor.fetchone()[0]
        return found


WRITTEN_BY_READING = {"edc_accessevent", "django_session", "usersessions_usersession"}


def _from_typed(record: Any, typed: dict[str, str]) -> Any:
    for name, text in typed.items():
        value = record._meta.get_field(name).to_python(text)
        setattr(record, name, timezone.make_aware(value) if isinstance(value, dt.datetime) else value)
    return record

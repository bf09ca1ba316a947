"""The verbs of a participant: registration."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from edc.access.gate import role_for
from edc.access.models import User
from edc.access.permissions import Permission
from edc.records.audit.context import auditing
from edc.records.refusals import EntryRefused
from edc.records.saving import save_page
from patients.models import Demographics, Subject, SubjectIdentity
from trial.models import ProtocolVersion, Site

FIRST_VISIT = "SCR"


def register_subject(
    *, site_code: str, identity: dict[str, str], birth_date: dt.date, sex: str, by: User, version: ProtocolVersion
) -> Subject:
    """Give the next number of the site, keep the identity apart, and open the demographics page.

    Raises EntryRefused when the protocol version is not approved for the site, and what `require` raises.
    """
    role = role_for(by, Permission.SUBJECT_REGISTER, site_code)
    if not ProtocolVersion.objects.approved_at(site_code).filter(pk=version.pk).exists():
        raise EntryRefused(
            _("Protocol %(version)s is not approved for site %(site)s.") % {"version": version, "site": site_code}
        )
    with auditing(by=by, role=role):
        subject: Subject = Subject.objects.create(
            number=_next_number(site_code), site_code=site_code, protocol_version=version
        )
        SubjectIdentity.objects.create(subject=subject, **identity)
        page = Demographics(subject=subject, visit_code=FIRST_VISIT, birth_date=birth_date, sex=sex)
        save_page(page, by=by)
    return subject


def _next_number(site_code: str) -> str:
    """`301-004` after `301-003`. The row of the site is locked, so that two nurses get two numbers."""
    Site.objects.select_for_update().get(code=site_code)
    last: Any = Subject.objects.filter(site_code=site_code).order_by("-number").values_list("number", flat=True).first()
    return f"{site_code}-{int(last.rpartition('-')[2]) + 1 if last else 1:03d}"

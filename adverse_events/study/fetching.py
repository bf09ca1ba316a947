"""What of a trial a reader may see: the participants of those sites at which the permission is held."""

import datetime as dt

from django.http import Http404, HttpRequest
from django.utils import timezone

from edc.access.gate import AnyUser
from edc.access.permissions import Permission
from edc.entry.fetching import subjects_of
from patients.models import Subject
from trial.models import ProtocolVersion
from trial.views import versions_for


def study_data(
    user: AnyUser, code: str, permission: Permission = Permission.CRF_VIEW
) -> tuple[ProtocolVersion, list[Subject]]:
    """The version by which the trial is read, and its participants by number.

    The newest version approved at one of the sites, else the newest one loaded for them. Http404 for a protocol that
    names none of the sites at which the user holds the permission.
    """
    versions = [version for version in versions_for(user, permission) if version.protocol_code == code]
    if not versions:
        raise Http404
    approved = [version for version in versions if version.approvals.all()]
    subjects = subjects_of(user, permission).filter(protocol_version__protocol_code=code)
    return (approved or versions)[0], list(subjects)


def cutoff_of(request: HttpRequest) -> dt.date:
    """The data cut-off of the address (?cutoff=2026-11-22), today without one; Http404 for what is no date."""
    typed = request.GET.get("cutoff", "")
    try:
        return dt.date.fromisoformat(typed) if typed else timezone.localdate()
    except ValueError as error:
        raise Http404 from error

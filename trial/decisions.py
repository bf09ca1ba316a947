"""The verb of the safety review: record a decision about a dose level."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from edc.access.gate import role_for
from edc.access.models import EVERY_SITE, User
from edc.access.permissions import Permission
from edc.records.audit.context import auditing
from trial.codelists import BoardRole
from trial.models import DoseLevelDecision, ProtocolVersion
from trial.rules.dose_decision import Seen, faults


def record_dose_decision(
    *,
    version: ProtocolVersion,
    site_code: str,
    decision: str,
    levels: tuple[str, str],
    seen: Mapping[str, Seen],
    rationale: str,
    meeting: tuple[dt.date, Sequence[str]],
    by: User,
) -> DoseLevelDecision:
    """Add a decision; it supersedes the one before it at the same site. `site_code` "*" is every site.

    `levels` are the level from which and the level to which, "" for none; `meeting` is its date and the roles present.
    Raises ValidationError when the decision contradicts itself or its protocol, and what `require` raises.
    """
    role = role_for(by, Permission.DOSE_DECIDE, site_code)
    met_on, members = meeting
    _validate(version, site_code, rationale, met_on, members)
    known = [level.code for level in version.protocol.dose_levels]
    found = faults(decision=decision, level_from=levels[0], level_to=levels[1], levels=known, seen=seen)
    if found:
        raise ValidationError([_words(fault) for fault in found])
    with auditing(by=by, role=role):
        recorded: DoseLevelDecision = DoseLevelDecision.objects.create(
            protocol_version=version,
            site_code=site_code,
            decision=decision,
            level_from=levels[0],
            level_to=levels[1],
            data_seen={level: asdict(counts) for level, counts in seen.items()},
            rationale=rationale.strip(),
            met_on=met_on,
            members=list(members),
            recorded_by=by,
        )
    return recorded


def _validate(
    version: ProtocolVersion, site_code: str, rationale: str, met_on: dt.date, members: Sequence[str]
) -> None:
    if site_code not in {EVERY_SITE, *(site.code for site in version.protocol.sites)}:
        text = _("Protocol %(version)s does not name site %(site)s.")
        raise ValidationError(text % {"version": version, "site": site_code})
    if met_on > timezone.localdate():
        raise ValidationError(_("The meeting lies in the future. Record the decision after it."))
    if not rationale.strip():
        raise ValidationError(_("A decision needs its rationale."))
    if not members or not set(members) <= set(BoardRole.values):
        raise ValidationError(_("Say which members were present, by their roles."))


def _words(fault: str) -> str:
    return {
        "unknown_level": _("The protocol has no such dose level."),
        "counts": _("Not more can be evaluable than were treated, nor more have a DLT than are evaluable."),
        "stop_has_no_target": _("A stop leads to no level. Leave the level to which it goes empty."),
        "no_level": _("Name the level that is decided about."),
        "not_higher": _("Opening a level goes up. To go down, choose that decision."),
        "not_lower": _("To go down means a lower level."),
        "same_level": _("More participants are treated at the same level: name it twice."),
    }[fault]

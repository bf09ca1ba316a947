"""The verbs of the safety review: record and sign a decision about a dose level, and sign it as the other side."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from edc.access.gate import may, role_for
from edc.access.models import EVERY_SITE, User
from edc.access.permissions import Permission
from edc.access.roles import ROLES, Role
from edc.records.audit.context import auditing
from trial.codelists import BoardRole, SignatureMeaning
from trial.models import DecisionSignature, DoseLevelDecision, ProtocolVersion
from trial.rules.dose_decision import STOP, Seen, faults, follows_design


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """What the committee decided: "" for no level; `places` is how many more participants; `members` are roles."""

    decision: str
    level_from: str
    level_to: str
    places: int
    rationale: str
    met_on: dt.date
    members: Sequence[str]
    differs_because: str = ""


def record_dose_decision(
    *, version: ProtocolVersion, site_code: str, proposed: Proposed, seen: Mapping[str, Any], by: User
) -> DoseLevelDecision:
    """Add a decision with the first signature under it. `site_code` "*" is every site; `seen` is what the board showed.

    It holds once somebody of the other side has signed too, and then supersedes the one before it at the same site.
    Raises ValidationError when the decision contradicts itself or its protocol, or differs from the design without
    saying why, and what `require` raises. That it is really `by` who signs is proved where the password is typed.
    """
    role = role_for(by, Permission.DOSE_DECIDE, site_code)
    found = [*_faults(version, site_code, proposed), *_contradictions(version, proposed, seen)]
    if found:
        raise ValidationError(found)
    with auditing(by=by, role=role):
        recorded: DoseLevelDecision = DoseLevelDecision.objects.create(
            protocol_version=version,
            site_code=site_code,
            decision=proposed.decision,
            level_from=proposed.level_from,
            level_to=proposed.level_to,
            places=proposed.places,
            data_seen=dict(seen),
            rationale=proposed.rationale.strip(),
            differs_because=proposed.differs_because.strip(),
            met_on=proposed.met_on,
            members=list(proposed.members),
            recorded_by=by,
        )
        _sign(recorded, by=by, role=role, meaning=SignatureMeaning.DECIDED)
    return recorded


def sign_dose_decision(decision: DoseLevelDecision, *, by: User) -> DecisionSignature:
    """The second signature, by the other side: the site's for the oversight's, and the other way round (AC-10).

    Raises ValidationError when this side has signed, a later decision holds, or the content is no longer what was
    signed; PermissionDenied or Http404 for who may not decide there.
    """
    role = _second_role(decision, by)
    sides = {signature.side for signature in decision.signatures.all()}
    if not sides or decision.is_broken:
        raise ValidationError(_("This decision cannot be signed any more. Record it anew."))
    if ROLES[role].side in sides:
        raise ValidationError(_("Your side has signed. The second signature comes from the other side."))
    later = DoseLevelDecision.objects.of(decision.protocol_version.protocol_code).filter(pk__gt=decision.pk)
    if any(each.is_in_force for each in later.filter(site_code__in={decision.site_code, EVERY_SITE})):
        raise ValidationError(_("A later decision holds already. Record this one anew if it is still meant."))
    try:
        with auditing(by=by, role=role):
            return _sign(decision, by=by, role=role, meaning=SignatureMeaning.AGREED)
    except IntegrityError as error:
        raise ValidationError(_("Your side has signed. The second signature comes from the other side.")) from error


def may_sign(decision: DoseLevelDecision, user: User) -> bool:
    """Whether the user could give the signature that is still missing."""
    sides = {signature.side for signature in decision.signatures.all()}
    if not sides or decision.is_in_force or decision.is_broken:
        return False
    return any(
        may(user, Permission.DOSE_DECIDE, code)
        and ROLES[role_for(user, Permission.DOSE_DECIDE, code)].side not in sides
        for code in _places_to_sign(decision)
    )


def _sign(decision: DoseLevelDecision, *, by: User, role: Role, meaning: SignatureMeaning) -> DecisionSignature:
    signature: DecisionSignature = DecisionSignature.objects.create(
        decision=decision,
        site_code=decision.site_code,
        signer=by,
        full_name=by.full_name,
        role=role,
        side=ROLES[role].side,
        meaning=meaning,
        digest=decision.digest,
    )
    return signature


def _second_role(decision: DoseLevelDecision, by: User) -> Role:
    """A decision for every site is signed by a principal investigator of any of them."""
    for code in _places_to_sign(decision):
        if may(by, Permission.DOSE_DECIDE, code):
            return role_for(by, Permission.DOSE_DECIDE, code)
    raise PermissionDenied(Permission.DOSE_DECIDE)


def _places_to_sign(decision: DoseLevelDecision) -> list[str]:
    if not decision.holds_everywhere:
        return [decision.site_code]
    return [EVERY_SITE, *(site.code for site in decision.protocol_version.protocol.sites)]


def _faults(version: ProtocolVersion, site_code: str, proposed: Proposed) -> list[str]:
    found = []
    if site_code not in {EVERY_SITE, *(site.code for site in version.protocol.sites)}:
        text = _("Protocol %(version)s does not name site %(site)s.")
        found.append(text % {"version": version, "site": site_code})
    if proposed.met_on > timezone.localdate():
        found.append(_("The meeting lies in the future. Record the decision after it."))
    if not proposed.rationale.strip():
        found.append(_("A decision needs its rationale."))
    if not proposed.members or not set(proposed.members) <= set(BoardRole.values):
        found.append(_("Say which members were present, by their roles."))
    return found


def _contradictions(version: ProtocolVersion, proposed: Proposed, seen: Mapping[str, Any]) -> list[str]:
    known = [level.code for level in version.protocol.dose_levels]
    found = faults(
        decision=proposed.decision,
        level_from=proposed.level_from,
        level_to=proposed.level_to,
        levels=known,
        seen={level: Seen(each["treated"], each["evaluable"], each["dlt"]) for level, each in seen["counts"].items()},
    )
    words = [_words(fault) for fault in found]
    if (proposed.decision == STOP) != (proposed.places == 0):
        words.append(_("Say how many more participants are treated at the level; with a stop, none."))
    if not words and not proposed.differs_because.strip() and not agrees_with_design(proposed, seen):
        words.append(_("This is not what the design advises. Say why the committee decided otherwise."))
    return words


def agrees_with_design(proposed: Proposed, seen: Mapping[str, Any]) -> bool:
    """Whether the decision is what the design advised on the data seen."""
    advice = seen["advice"]
    return follows_design(
        decision=proposed.decision,
        level_to=proposed.level_to,
        places=proposed.places,
        advised=advice["decision"],
        advised_level=advice["level"],
        advised_places=advice["treat"],
    )


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

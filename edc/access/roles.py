"""Who may do what: the one table of role and permission. docs/roles.md is printed from it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from edc.access.permissions import Permission as P


class Role(models.TextChoices):
    """The part a person plays in the trial; held at one site or at every site."""

    RESEARCH_NURSE = "research_nurse", _("Research nurse")
    INVESTIGATOR = "investigator", _("Investigator")
    PRINCIPAL_INVESTIGATOR = "principal_investigator", _("Principal investigator")
    MONITOR = "monitor", _("Monitor")
    DATA_MANAGER = "data_manager", _("Data manager")
    SPONSOR = "sponsor", _("Sponsor")
    MEDICAL_MONITOR = "medical_monitor", _("Medical monitor")
    INSPECTOR = "inspector", _("Inspector")
    ADMINISTRATOR = "administrator", _("Administrator")


class Side(models.TextChoices):
    """A person stands on one side only: whoever enters data neither oversees it nor manages users (AC-08)."""

    SITE = "site", _("Trial site")
    OVERSIGHT = "oversight", _("Oversight")
    ADMINISTRATION = "administration", _("Administration")


@dataclass(frozen=True)
class Rights:
    """Which side a role stands on, what it is for, in one sentence, and the permissions that it holds."""

    side: Side
    description: str | Promise
    permissions: frozenset[P]


CLINICAL_READ = frozenset({P.SUBJECT_VIEW, P.CRF_VIEW, P.AUDIT_VIEW, P.PROTOCOL_VIEW})
SITE_WORK = CLINICAL_READ | {P.SUBJECT_REGISTER, P.IDENTITY_VIEW, P.CRF_ENTER, P.QUERY_ANSWER}

ROLES: Mapping[Role, Rights] = {
    Role.RESEARCH_NURSE: Rights(
        Side.SITE,
        _("Registers participants, enters forms and answers queries at the site."),
        SITE_WORK,
    ),
    Role.INVESTIGATOR: Rights(
        Side.SITE,
        _("Does what a research nurse does, and judges: eligibility, grades, causality, response."),
        SITE_WORK | {P.JUDGE},
    ),
    Role.PRINCIPAL_INVESTIGATOR: Rights(
        Side.SITE,
        _("Does what an investigator does, approves a protocol version for the site, and decides about dose levels."),
        SITE_WORK | {P.JUDGE, P.PROTOCOL_APPROVE, P.DOSE_DECIDE},
    ),
    Role.MONITOR: Rights(
        Side.OVERSIGHT,
        _("Reads forms and their history, raises and closes queries; enters nothing."),
        CLINICAL_READ | {P.QUERY_RAISE, P.QUERY_CLOSE},
    ),
    Role.DATA_MANAGER: Rights(
        Side.OVERSIGHT,
        _("Loads protocol versions, raises and closes queries, locks and unlocks pages, exports data."),
        CLINICAL_READ | {P.QUERY_RAISE, P.QUERY_CLOSE, P.PAGE_LOCK, P.PAGE_UNLOCK} | {P.PROTOCOL_LOAD, P.DATA_EXPORT},
    ),
    Role.SPONSOR: Rights(
        Side.OVERSIGHT,
        _("Reads coded data and exports it; changes nothing."),
        CLINICAL_READ | {P.DATA_EXPORT},
    ),
    Role.MEDICAL_MONITOR: Rights(
        Side.OVERSIGHT,
        _("Reads coded data to judge safety, and records decisions about dose levels."),
        CLINICAL_READ | {P.DOSE_DECIDE},
    ),
    Role.INSPECTOR: Rights(
        Side.OVERSIGHT,
        _("Reads coded data and the audit trail, and takes copies; changes nothing."),
        CLINICAL_READ | {P.DATA_EXPORT},
    ),
    Role.ADMINISTRATOR: Rights(
        Side.ADMINISTRATION,
        _("Manages users, their roles and sites; sees no clinical data."),
        frozenset({P.USER_MANAGE, P.SITE_MANAGE}),
    ),
}


def permits(role: str, permission: P) -> bool:
    """Whether the role holds the permission."""
    return permission in ROLES[Role(role)].permissions

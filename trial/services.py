"""The verbs: load a protocol version, approve it for a site."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from edc.access.gate import role_for
from edc.access.models import User
from edc.access.permissions import Permission
from edc.records.audit.context import Reason, SystemActor, auditing
from trial.digest import digest_of
from trial.models import ProtocolVersion, Site, SiteApproval
from trial.problems import Problem, ProtocolErrors
from trial.protocol import Protocol, SiteEntry
from trial.protocol_diff import Change, changes
from trial.protocol_file import line_of, parse_protocol
from trial.shape import as_document


@dataclass(frozen=True)
class Loading:
    """What loading a file does, against the newest loaded version of the same protocol.

    `version` is None in the preview of a version that is not loaded yet, `newest` where no version is.
    """

    protocol: Protocol
    version: ProtocolVersion | None
    newest: ProtocolVersion | None
    changes: tuple[Change, ...]


def preview_protocol(*, text: str) -> Loading:
    """What `load_protocol` would do; writes nothing. ProtocolErrors when the file is not fit to be loaded."""
    protocol = parse_protocol(text)
    document = as_document(protocol)
    loaded = ProtocolVersion.objects.of(protocol.code)
    newest = loaded.first()
    same_label = loaded.filter(version=protocol.version).first()
    if same_label is None:
        return Loading(protocol, None, newest, changes(newest.document if newest else {}, document))
    if same_label.digest != digest_of(document):
        raise ProtocolErrors([_label_taken(text, same_label)])
    return Loading(protocol, same_label, newest, ())


def load_protocol(*, text: str, source_name: str, by: User | SystemActor, reason: Reason) -> Loading:
    """Add a protocol version and its sites, or nothing at all. The same content again is no change.

    It is not used anywhere until it is approved for a site. Raises ProtocolErrors with every problem of the
    file, PermissionDenied or Http404 when `by` may not load protocols at each of its sites.
    """
    loading = preview_protocol(text=text)
    role = _role(by, Permission.PROTOCOL_LOAD, [site.code for site in loading.protocol.sites])
    if loading.version is not None:
        return loading
    document = as_document(loading.protocol)
    with auditing(by=by, role=role, reason=reason):
        for site in loading.protocol.sites:
            _name_site(site)
        version = ProtocolVersion.objects.create(
            protocol_code=loading.protocol.code,
            version=loading.protocol.version,
            document=document,
            digest=digest_of(document),
            source_name=source_name,
        )
    return replace(loading, version=version)


def approve_for_site(*, version: ProtocolVersion, site_code: str, by: User, reason: Reason) -> SiteApproval:
    """Let the site use the version; a second approval leaves the first as it is.

    Raises PermissionDenied or Http404 when `by` may not approve there, ValidationError when the protocol does not
    name the site.
    """
    role = _role(by, Permission.PROTOCOL_APPROVE, [site_code])
    if site_code not in {site.code for site in version.protocol.sites}:
        raise ValidationError(
            _("Protocol %(version)s does not name site %(site)s.") % {"version": version, "site": site_code}
        )
    with auditing(by=by, role=role, reason=reason):
        approval, _created = SiteApproval.objects.get_or_create(
            site=Site.objects.get(code=site_code),
            protocol_version=version,
            defaults={"approved_by": by, "reason": reason.text},
        )
    return approval


def rename_site(*, site: Site, name_en: str, name_zh: str, by: User, reason: Reason) -> None:
    """Correct what a site is called. Raises PermissionDenied or Http404 when `by` may not manage it."""
    with auditing(by=by, role=_role(by, Permission.SITE_MANAGE, [site.code]), reason=reason):
        Site.objects.filter(pk=site.pk).update(name_en=name_en, name_zh=name_zh)


def _role(by: User | SystemActor, permission: Permission, site_codes: Iterable[str]) -> str:
    """The role under which `by` acts; refused unless it holds at every one of the sites."""
    if isinstance(by, SystemActor):
        return "system"
    roles = [role_for(by, permission, code) for code in site_codes]
    return roles[0]


def _name_site(entry: SiteEntry) -> None:
    """The newest file says what a site is called; an unchanged name is not written again."""
    names = {"name_en": entry.name.en, "name_zh": entry.name.zh}
    site, created = Site.objects.get_or_create(code=entry.code, defaults=names)
    if not created and names != {"name_en": site.name_en, "name_zh": site.name_zh}:
        Site.objects.filter(pk=site.pk).update(**names)


def _label_taken(text: str, loaded: ProtocolVersion) -> Problem:
    return Problem(
        line_of(text, "version"),
        "version",
        f'"{loaded.version}" is loaded already with other content, and a loaded version never changes; '
        "give this file a new version",
    )

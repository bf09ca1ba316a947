"""Which protocol a site works by: the newest version that is approved there, never one that is only loaded."""

from trial.models import ProtocolVersion
from trial.protocol import Protocol


def approved_version(site_code: str, *, protocol_code: str | None = None) -> ProtocolVersion | None:
    """The newest loaded version among those approved at the site; None when there is none.

    Where a site runs several protocols, say which; without a code the newest of all is meant.
    """
    versions = ProtocolVersion.objects.approved_at(site_code).defer("document")
    if protocol_code is not None:
        versions = versions.of(protocol_code)
    return versions.first()


def approved_for(site_code: str, *, protocol_code: str | None = None) -> Protocol | None:
    """The content of `approved_version`: one small query, the document itself is read once a process."""
    version = approved_version(site_code, protocol_code=protocol_code)
    return version.protocol if version else None


def approved_versions(site_code: str) -> list[ProtocolVersion]:
    """Every protocol that the site runs, each in its newest approved version, by protocol code."""
    newest: dict[str, ProtocolVersion] = {}
    for version in ProtocolVersion.objects.approved_at(site_code).defer("document"):
        newest.setdefault(version.protocol_code, version)
    return [newest[code] for code in sorted(newest)]

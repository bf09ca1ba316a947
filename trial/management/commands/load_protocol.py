"""`manage.py load_protocol FILE`: check a protocol file, show what it changes, load it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import Http404

from edc.access.models import User
from edc.records.audit.context import SYSTEM, Reason, ReasonCode, SystemActor, auditing
from trial.models import ProtocolVersion
from trial.problems import ProtocolErrors
from trial.protocol import Protocol
from trial.services import Loading, approve_for_site, load_protocol, preview_protocol


class Command(BaseCommand):
    """Exit codes: 0 loaded, or loaded before; 1 refused, and nothing was changed."""

    help = "Check a protocol file, show what it changes, and load it as a new protocol version."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--by", metavar="USERNAME", help="who loads it; the software itself when left out")
        parser.add_argument("--reason", default="protocol file loaded", help="words for the audit trail")
        parser.add_argument("--dry-run", action="store_true", help="check and show only")
        parser.add_argument("--approve-for", metavar="SITE", help="let this site use it")
        parser.add_argument("--approved-by", metavar="USERNAME", help="who approves; --by when left out")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._load(options)
        except ProtocolErrors as errors:
            lines = [f"{options['file']}:{problem}" for problem in errors.problems]
            raise CommandError("\n".join([*lines, "Nothing was loaded."])) from None
        except (PermissionDenied, Http404):
            raise CommandError("This user lacks the right at a site of the protocol. Nothing was loaded.") from None
        except ValidationError as error:
            raise CommandError(f"{' '.join(error.messages)} Nothing was loaded.") from None

    def _load(self, options: dict[str, Any]) -> None:
        text = _read(Path(options["file"]))
        by = _actor(options["by"])
        approver = _approver(options) if options["approve_for"] else None
        preview = preview_protocol(text=text)
        self._show(preview)
        if options["dry_run"]:
            self.stdout.write("Dry run: nothing was loaded.")
            return
        reason = Reason(ReasonCode.ADMINISTRATION, options["reason"])
        # One transaction: a refused approval takes the loading with it.
        with auditing(by=by, reason=reason):
            loaded = load_protocol(text=text, source_name=Path(options["file"]).name, by=by, reason=reason)
            if approver and loaded.version:
                self._approve(loaded.version, options["approve_for"], approver, reason)
        if preview.version is None:
            self.stdout.write(self.style.SUCCESS(f"{loaded.version} is loaded."))

    def _show(self, loading: Loading) -> None:
        missing = _forms_not_built(loading.protocol)
        if missing:
            self.stderr.write(f"Warning: the software does not have these forms yet: {', '.join(missing)}.")
        if loading.version is not None:
            self.stdout.write(f"{loading.version} is loaded already; nothing changes.")
        for line in _first_contents(loading.protocol) if loading.newest is None else loading.changes:
            self.stdout.write(str(line))

    def _approve(self, version: ProtocolVersion, site_code: str, by: User, reason: Reason) -> None:
        approve_for_site(version=version, site_code=site_code, by=by, reason=reason)
        self.stdout.write(f"{version} is approved for site {site_code} by {by}.")


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{file}: cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise CommandError(f"{file}: is not UTF-8 text; save it as UTF-8.") from None


def _actor(username: str | None) -> User | SystemActor:
    return _person(username) if username else SYSTEM


def _approver(options: dict[str, Any]) -> User:
    """An approval is a person's decision, never the software's."""
    username = options["approved_by"] or options["by"]
    if not username:
        raise CommandError("--approve-for needs --approved-by: the principal investigator who approves.")
    return _person(username)


def _person(username: str) -> User:
    user: User | None = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise CommandError(f"There is no active user {username}.")
    return user


def _forms_not_built(protocol: Protocol) -> list[str]:
    """Code and title of each form that the protocol names and no model declares."""
    built = {model.crf.code for model in apps.get_models() if hasattr(model, "crf")}
    return [f"{form.code} {form.title.en}" for form in protocol.forms if form.code not in built]


def _first_contents(protocol: Protocol) -> Iterator[str]:
    """A protocol without an earlier version: the codes that it brings, list by list."""
    yield f"+ {protocol.code} {protocol.version}: {protocol.title.en}"
    for name in ("sites", "inclusion", "exclusion", "dose_levels", "endpoints", "forms", "visits", "assumptions"):
        codes = [part.code for part in getattr(protocol, name)]
        yield f"+ {name}: {', '.join(codes)}"

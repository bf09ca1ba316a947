"""`manage.py load_reference_ranges FILE.csv`: the reference ranges of the laboratories, all lines or none."""

from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import Http404

from edc.access.models import User
from edc.records.audit.context import SYSTEM, Reason, ReasonCode
from patients.rules.laboratory import BELIEVABLE
from trial.reference_range_file import COLUMNS, ReferenceRangeErrors
from trial.reference_ranges import load_reference_ranges


class Command(BaseCommand):
    """Exit codes: 0 loaded; 1 refused, and nothing was changed."""

    help = f"Load reference ranges from a CSV file with the columns {', '.join(COLUMNS)}."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--by", metavar="USERNAME", help="who loads them; the software itself when left out")
        parser.add_argument("--reason", default="reference ranges loaded", help="words for the audit trail")

    def handle(self, *args: Any, **options: Any) -> None:
        file = Path(options["file"])
        by = User.objects.filter(username=options["by"], is_active=True).first() if options["by"] else SYSTEM
        if by is None:
            raise CommandError(f"There is no active user {options['by']}.")
        reason = Reason(ReasonCode.ADMINISTRATION, options["reason"])
        try:
            text = file.read_text(encoding="utf-8")
            added, corrected = load_reference_ranges(text=text, by=by, reason=reason, units_of=BELIEVABLE)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file}: cannot be read as UTF-8 text: {error}.") from None
        except ReferenceRangeErrors as errors:
            lines = [f"{file}:{problem}" for problem in errors.problems]
            raise CommandError("\n".join([*lines, "Nothing was loaded."])) from None
        except (PermissionDenied, Http404):
            raise CommandError("This user lacks the right at a site of the file. Nothing was loaded.") from None
        self.stdout.write(self.style.SUCCESS(f"{added} ranges added, {corrected} corrected."))

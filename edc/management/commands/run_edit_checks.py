"""manage.py run_edit_checks: computes and asks everything anew, for everybody or some, and says how far it is."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from edc.entry.fetching import subject_model
from edc.records.following import follow_everything
from edc.records.query import Query, QueryState


class Command(BaseCommand):
    help = "Compute derived values and run every check anew: after a new version of a rule, or to review all data."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("participants", nargs="*", help="numbers; everybody when none is given")

    def handle(self, *_args: Any, **options: Any) -> None:
        subjects = subject_model().objects.order_by("number")
        if options["participants"]:
            subjects = subjects.filter(number__in=options["participants"])
        numbers = list(subjects.values_list("number", flat=True))
        before, computed = _open(numbers), 0
        for at, number in enumerate(numbers, start=1):
            computed += follow_everything(subjects.get(number=number))
            self._say(f"{at} of {len(numbers)} participants: {number}")
        self.stdout.write(
            f"\n{computed} pages computed anew; {_open(numbers)} questions of checks are open, {before} were before."
        )

    def _say(self, words: str) -> None:
        """One line that moves on a terminal, one line each in a log."""
        self.stdout.write(words, ending="\r" if sys.stdout.isatty() else "\n")
        self.stdout.flush()


def _open(numbers: list[str]) -> int:
    asked = Query.objects.filter(subject_number__in=numbers).exclude(check_id="")
    return asked.filter(state=QueryState.OPEN).count()

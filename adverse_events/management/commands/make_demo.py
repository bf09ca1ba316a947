"""``manage.py make_demo``: fill an empty database with the demonstration trial."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from adverse_events.demonstration.archetypes import CAST
from adverse_events.demonstration.making import SEED, fill_empty_trial
from edc import database
from edc.management.commands.serve import demonstrate, prepare


class Command(BaseCommand):
    """Synthetic participants only; refused where anybody is registered, and outside demonstration mode."""

    help = __doc__
    requires_system_checks = []  # they run in the migrate that follows

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--participants", type=int, default=len(CAST), metavar="N")
        parser.add_argument("--seed", default=SEED, help="the same seed on the same day gives the same values")

    def handle(self, *, participants: int, seed: str, **_options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("Only in demonstration mode (EDC_DEMO=1), never beside real participants.")
        began = time.monotonic()
        try:
            with database.available():
                prepare()
                made = fill_empty_trial(demonstrate(), say=self.stdout.write, participants=participants, seed=seed)
        except database.DatabaseUnavailable as problem:
            raise CommandError(str(problem)) from problem
        if made is None:
            raise CommandError("There are participants already. The demonstration is made in an empty trial only.")
        seconds = time.monotonic() - began
        self.stdout.write(f"{made.participants} participants, {made.pages} pages in {seconds:.0f} s.")

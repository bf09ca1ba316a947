"""``manage.py migrate``: as the owner, and never without the audit's triggers."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import migrate
from django.db import connections

from edc.migrating import operations_together
from edc.records.audit.install import AuditNotInstalled, install_triggers, verify_triggers


class Command(migrate.Command):
    """Django's command on the alias ``owner``; then installs the audit's triggers and verifies them.

    Raises CommandError when the database then differs from what the models need.
    """

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def handle(self, *args: Any, **options: Any) -> None:
        with operations_together():
            super().handle(*args, **options)
        if options["plan"] or options["check_unapplied"]:
            return
        connection = connections[options["database"]]
        install_triggers(connection)
        try:
            verify_triggers(connection)
        except AuditNotInstalled as problem:
            raise CommandError(f"The audit trail is not guarded: {problem}") from problem

"""manage.py add_administrator: the first user, who makes all others on the screens."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from edc.access.links import password_link
from edc.access.models import EVERY_SITE
from edc.access.roles import Role
from edc.access.services import create_user, grant_role
from edc.records.audit.context import SYSTEM, Reason, ReasonCode


class Command(BaseCommand):
    help = "Make an administrator for every site, and print the link that sets the password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--full-name", required=True)
        parser.add_argument("--organisation", required=True)

    def handle(self, *_args: Any, **options: Any) -> None:
        reason = Reason(ReasonCode.ADMINISTRATION, "made on the server by manage.py add_administrator")
        fields = {name: options[name] for name in ("username", "full_name", "organisation")}
        try:
            with transaction.atomic():
                user = create_user(**fields, by=SYSTEM, reason=reason)
                grant_role(user=user, role=Role.ADMINISTRATOR, site_code=EVERY_SITE, by=SYSTEM, reason=reason)
                path = password_link(user=user, by=SYSTEM, reason="first sign-in")
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        self.stdout.write(path)

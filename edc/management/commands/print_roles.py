"""manage.py print_roles: writes docs/roles.md."""

from typing import Any

from django.core.management.base import BaseCommand

from edc.access.roles_page import PAGE, roles_page


class Command(BaseCommand):
    help = "Write docs/roles.md from the table of roles and permissions."

    def handle(self, *_args: Any, **_options: Any) -> None:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(roles_page(), encoding="utf-8")
        self.stdout.write(str(PAGE))

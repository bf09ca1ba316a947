"""``manage.py serve``: bring everything up, say where, and take down with Ctrl-C whatever it brought up."""

import signal
import socket
import subprocess
from argparse import ArgumentParser
from collections.abc import Sequence
from io import StringIO
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.utils.module_loading import import_string

from edc import database
from edc.access.demo import ensure_demo_users
from edc.access.roles import Role
from edc.access.sites import known_sites
from edc.environment import BASE_DIR
from edc.server import NotServing, gunicorn_command, wait_until_answering

STOPPED_BY = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
STOPPING_TIME = 15  # seconds for answers under way


class Command(BaseCommand):
    """Start the database, bring its tables up to date, load the protocol and serve."""

    help = __doc__
    requires_system_checks = []  # they run in the migrate that follows, after the checks that need nothing

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument(
            "--no-demo", action="store_true", help="No demonstration users and data, whatever EDC_DEMO says."
        )

    def handle(self, *, host: str, port: int, no_demo: bool, **options: Any) -> None:
        """Return once stopped by Ctrl-C or SIGTERM. Raises CommandError with one line when it cannot start."""
        for number in STOPPED_BY:
            signal.signal(number, _stop)
        refuse_taken(host, port)
        try:
            with database.available():
                prepare()
                users = demonstrate() if settings.DEMONSTRATION and not no_demo else []
                if users and settings.DEMONSTRATION_DATA:
                    self.fill(users)
                connections.close_all()
                self.serve(host, port, users)
        except (database.DatabaseUnavailable, NotServing) as problem:
            raise CommandError(str(problem)) from problem
        except KeyboardInterrupt:
            self.stdout.write("Stopped.")

    def fill(self, users: Sequence[tuple[str, str, str]]) -> None:
        """Make the demonstration trial on the first start; later ones leave the data as they are."""
        import_string(settings.EDC_DEMONSTRATION)(users, say=self.say)

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def serve(self, host: str, port: int, users: Sequence[tuple[str, str, str]]) -> None:
        """Run the web server until it ends or we are told to stop."""
        # A session of its own: Ctrl-C reaches this process alone, and it ends the server in order.
        server = subprocess.Popen(gunicorn_command(host, port), cwd=BASE_DIR, start_new_session=True)
        try:
            wait_until_answering(f"http://{host}:{port}/healthz", server)
            accounts = [f"  {role:<24} {username:<16} {password}" for role, username, password in users]
            self.stdout.write("\n".join([*accounts, f"The EDC is at http://{host}:{port}/ (Ctrl-C stops it)"]))
            self.stdout.flush()
            if server.wait():
                raise CommandError(f"The web server ended with code {server.returncode}.")
        finally:
            server.terminate()
            server.wait(timeout=STOPPING_TIME)


def prepare() -> None:
    """Everything between an empty database and an application that can answer."""
    call_command("migrate", verbosity=0, interactive=False)
    load_protocol()
    call_command("collectstatic", verbosity=0, interactive=False)


def demonstrate() -> Sequence[tuple[str, str, str]]:
    """Users for each role (role, user name, password), and a first site that may begin."""
    sites = known_sites()
    users = ensure_demo_users(sites)
    approver = next(username for role, username, _ in users if role == Role.PRINCIPAL_INVESTIGATOR)
    load_protocol(approve_for=sites[0], approved_by=approver)
    return users


def load_protocol(**options: str) -> None:
    """Load the protocol of the settings, if any; loaded before, it stays as it is."""
    if settings.PROTOCOL_FILE:
        # What it would say is for whoever runs that command; a refusal is raised.
        call_command("load_protocol", settings.PROTOCOL_FILE, stdout=StringIO(), stderr=StringIO(), **options)


def refuse_taken(host: str, port: int) -> None:
    """Raise CommandError when somebody already listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} on {host} is taken: stop what uses it, or choose another with PORT=8001."
            ) from error


def _stop(_signal: int, _frame: FrameType | None) -> None:
    for number in STOPPED_BY:
        signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must not interrupt the stopping
    raise KeyboardInterrupt

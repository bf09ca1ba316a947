"""Management commands. A command that needs the database finds it running; see edc/database.py."""

import contextlib
import os
import sys

WITHOUT_DATABASE = {"serve", "help", "check", "collectstatic", "compilemessages", "diffsettings", "makemessages"}


def main() -> None:
    """Run the command of ``sys.argv``; a database that cannot be had is one line on stderr and exit code 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "edc.settings")
    from django.core.management import execute_from_command_line

    from edc import database

    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    needs_none = command in WITHOUT_DATABASE or command.startswith("-") or "--help" in sys.argv
    try:
        with contextlib.nullcontext() if needs_none else database.available():
            execute_from_command_line(sys.argv)
    except database.DatabaseUnavailable as error:
        sys.exit(f"{error}")


if __name__ == "__main__":
    main()

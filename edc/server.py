"""How the application is served: gunicorn with threads, behind any proxy."""

import os
import sys


def gunicorn_command(host: str, port: int) -> list[str]:
    """The command line of the web server. WEB_CONCURRENCY says how many processes, two unless told."""
    return [
        *(sys.executable, "-m", "gunicorn", "edc.wsgi:application"),
        *("--bind", f"{host}:{port}"),
        *("--worker-class", "gthread", "--workers", os.environ.get("WEB_CONCURRENCY", "2"), "--threads", "4"),
        *("--graceful-timeout", "10", "--log-level", "warning", "--no-control-socket"),
    ]

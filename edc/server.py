"""How the application is served: gunicorn with threads, behind any proxy."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request

PATIENCE = 30  # seconds until the first answer


class NotServing(Exception):
    """The web server ended, or stayed silent, before its first answer."""


def gunicorn_command(host: str, port: int) -> list[str]:
    """The command line of the web server. WEB_CONCURRENCY says how many processes, two unless told."""
    return [
        *(sys.executable, "-m", "gunicorn", "edc.wsgi:application"),
        *("--bind", f"{host}:{port}"),
        *("--worker-class", "gthread", "--workers", os.environ.get("WEB_CONCURRENCY", "2"), "--threads", "4"),
        *("--graceful-timeout", "10", "--log-level", "warning", "--no-control-socket"),
    ]


def wait_until_answering(url: str, server: subprocess.Popen[bytes]) -> None:
    """Return at the first answer that is no server error. Raises NotServing."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if server.poll() is not None:
            raise NotServing(f"The web server ended with code {server.returncode} before its first answer.")
        if _answers(url):
            return
        time.sleep(0.05)
    raise NotServing(f"The web server gave no answer at {url} within {PATIENCE} s.")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2):  # noqa: S310  (our own address)
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False

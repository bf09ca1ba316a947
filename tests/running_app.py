"""The real server for a test: gunicorn, its workers, a free port."""

import os
import signal
import socket
import subprocess

from edc.database import Addresses
from edc.environment import BASE_DIR
from edc.server import gunicorn_command, wait_until_answering

PATIENCE = 20  # seconds until it has ended


def free_port() -> int:
    """A TCP port nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class RunningApp:
    """One server on one database. It may be killed and started again on the same address."""

    def __init__(self, database: Addresses) -> None:
        self.database = database
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start, and return once it answers."""
        environment = {**os.environ, **self.database.environment, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        self.process = subprocess.Popen(
            gunicorn_command("127.0.0.1", self.port), cwd=BASE_DIR, env=environment, start_new_session=True
        )
        wait_until_answering(f"{self.url}/healthz", self.process)

    def stop(self) -> None:
        """End it as an operator would."""
        self.process.terminate()
        self.process.wait(timeout=PATIENCE)

    def kill(self) -> None:
        """End all of its processes as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=PATIENCE)

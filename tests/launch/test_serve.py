"""``manage.py serve`` in real processes, from an empty folder to Ctrl-C."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from edc.environment import BASE_DIR
from tests.running_app import free_port

pytestmark = pytest.mark.slow

FIRST_ANSWER = 60  # seconds for an empty folder on a loaded machine
NO_SERVER = "postgresql://nobody:s3cret@127.0.0.1:9/edc"


def serve(var: Path, port: int, **environment: str) -> subprocess.Popen[str]:
    """Start the product on a folder of its own, as from a terminal."""
    known = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "EDC_", "DJANGO_"))}
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    return subprocess.Popen(
        command,
        cwd=BASE_DIR,
        env={
            **known,
            "EDC_VAR": str(var),
            "EDC_PROTOCOL_FILE": "trial/protocols/ct19_all_02.toml",
            "EDC_DEMO_DATA": "0",
            **environment,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def output_until_address(process: subprocess.Popen[str]) -> str:
    """Everything printed up to the line with the address."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "http://" in line:
            return "".join(lines)
    raise AssertionError("".join(lines) + process.stderr.read())


def left_over(var: Path, port: int) -> list[str]:
    """Processes of a server on this folder or port."""
    found = [" ".join(process.info["cmdline"] or []) for process in psutil.process_iter(["cmdline"])]
    return [command for command in found if str(var) in command or f"127.0.0.1:{port}" in command]


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_a_taken_port_is_one_line_and_nothing_is_started(empty_var, taken_port):
    process = serve(empty_var, taken_port)
    _, complaint = process.communicate(timeout=FIRST_ANSWER)
    assert process.returncode == 1
    assert re.fullmatch(rf"CommandError: Port {taken_port} on 127.0.0.1 is taken: .*\n", complaint)
    assert not (empty_var / "postgres").exists()


def test_an_unreachable_database_is_one_line_without_the_password(empty_var, port):
    process = serve(empty_var, port, DATABASE_URL=NO_SERVER)
    _, complaint = process.communicate(timeout=FIRST_ANSWER)
    assert process.returncode == 1
    assert re.fullmatch(
        r"CommandError: No usable database at postgresql://nobody@127.0.0.1:9/\w+: .*refused.*\n", complaint
    )
    assert "s3cret" not in complaint


def test_a_stopped_server_leaves_no_process_behind(empty_var, port, record_property):
    for start, stopped_by in (("first", signal.SIGINT), ("second", signal.SIGTERM)):
        began = time.monotonic()
        process = serve(empty_var, port)
        printed = output_until_address(process)
        record_property(f"{start} start, seconds", round(time.monotonic() - began, 1))
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
            assert answer.read() == b"ok"
        assert left_over(empty_var, port)
        process.send_signal(stopped_by)
        remaining, complaint = process.communicate(timeout=30)
        assert (process.returncode, complaint) == (0, "")
        assert left_over(empty_var, port) == []
        assert "password" not in (printed + remaining).lower()


def test_demonstration_users_are_printed_in_demonstration_mode_only(empty_var, port):
    for demonstration in (True, False):
        process = serve(empty_var, port, EDC_DEMO="1" if demonstration else "0")
        printed = output_until_address(process)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        assert ("research_nurse" in printed) is demonstration

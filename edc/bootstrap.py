"""``make run`` and ``make test`` begin here: Python's standard library only, for nothing is installed yet.

Checks what the machine has, makes .venv, installs the pinned and hashed requirements if they changed, and becomes
the command it was asked for. Whatever is missing is one line on stderr and exit code 1.
"""

from __future__ import annotations  # read by any Python 3, which then says which one is needed

import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

OLDEST_PYTHON = (3, 11)
BASE_DIR = Path(__file__).resolve().parent.parent
VENV = BASE_DIR / ".venv"
PYTHON = VENV / "bin" / "python"


class NotReady(Exception):
    """Something the machine lacks; the text is one line that says what to do."""


def main(arguments: Sequence[str]) -> None:
    """``bootstrap.py REQUIREMENTS COMMAND...``: make the environment ready, then run the command with its Python."""
    requirements, *command = arguments
    try:
        check_python(sys.version_info[:2])
        make_environment()
        install(BASE_DIR / requirements)
    except NotReady as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit(130)
    os.chdir(BASE_DIR)
    os.execv(PYTHON, [str(PYTHON), *command])  # noqa: S606  (a fixed program; the arguments are the Makefile's)


def check_python(version: tuple[int, int]) -> None:
    """Raise NotReady for a Python that is too old."""
    if version < OLDEST_PYTHON:
        raise NotReady(
            f"Python {dotted(OLDEST_PYTHON)} or later is needed, and this is Python {dotted(version)}:"
            " run `make PYTHON=/path/to/python3.11 ...`."
        )


def make_environment() -> None:
    """Make .venv unless it is there and works. Raises NotReady where Python came without the venv module."""
    if runs(PYTHON, "-c", "import pip"):
        return
    if not has_venv():
        raise NotReady("Python's venv module is missing: on Debian or Ubuntu, `apt-get install python3-venv`.")
    print("Making .venv ...", flush=True)
    if not runs(Path(sys.executable), "-m", "venv", "--clear", str(VENV)):
        raise NotReady(f"{sys.executable} -m venv could not make {VENV}: is the folder writable and the disk not full?")


def has_venv() -> bool:
    """Whether this Python can make an environment with pip in it; Debian ships venv without ensurepip."""
    return find_spec("venv") is not None and find_spec("ensurepip") is not None


def install(requirements: Path) -> None:
    """Install a requirements file with its hashes, if it is another than last time. Raises NotReady."""
    stamp = VENV / f"installed-{requirements.stem}"
    digest = hashlib.sha256(requirements.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    print(f"Installing {requirements.name} ...", flush=True)
    command = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
        "--retries",
        "2",
    ]
    command += ["--require-hashes", "--requirement", str(requirements)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotReady(f"Could not install {requirements.name}: {explain(done.stderr)}")
    stamp.write_text(digest)


def explain(complaint: str) -> str:
    """What a failed pip has to say, in one line."""
    if "DO NOT MATCH THE HASHES" in complaint:
        return "a package is not the one that was pinned (its hash differs). Nothing of it was installed."
    if "Temporary failure in name resolution" in complaint or "Failed to establish a new connection" in complaint:
        return "the package index cannot be reached. Check the network, or PIP_INDEX_URL for a mirror."
    errors = [line.removeprefix("ERROR: ") for line in complaint.splitlines() if line.startswith("ERROR")]
    return errors[-1] if errors else "pip gave no reason."


def runs(program: Path, *arguments: str) -> bool:
    """Whether a command ends well, saying nothing."""
    try:
        done = subprocess.run([str(program), *arguments], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def dotted(version: tuple[int, int]) -> str:
    """(3, 11) as 3.11."""
    return ".".join(map(str, version))


if __name__ == "__main__":
    main(sys.argv[1:])

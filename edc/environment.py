"""What comes from outside the code: environment variables, and the files that the first run leaves under var/."""

import os
import secrets
import tempfile
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent


def var() -> Path:
    """The folder of everything a run leaves behind: ``EDC_VAR``, or var/ beside manage.py.

    Others may pass through it (a private PostgreSQL started by root runs as another system user) but not list it.
    """
    folder = Path(os.environ.get("EDC_VAR") or BASE_DIR / "var").resolve()
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    return folder


def flag(name: str, default: str = "") -> bool:
    """Whether an environment variable says yes: ``1``, ``true``, ``yes`` or ``on``."""
    return os.environ.get(name, default).strip().lower() in {"1", "true", "yes", "on"}


def count(name: str, default: int = 0) -> int:
    """A number of things, e.g. of proxies in front. Raises ValueError, naming the variable, for anything else."""
    given = os.environ.get(name, "").strip() or str(default)
    if not given.isdecimal():
        raise ValueError(f"{name} must be a whole number, not {given!r}")
    return int(given)


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated environment variable as a list without blanks."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def secret(name: str) -> str:
    """The secret in var/``name``, made on first use: 384 random bits, readable by this system user alone."""
    path = var() / name
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(48))
    return path.read_text().strip()


def _write_once(path: Path, text: str) -> None:
    """Put a finished file in place; of several processes doing so at once, the first one wins."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    try:
        os.link(temporary, path)
    except FileExistsError:
        return
    finally:
        Path(temporary).unlink()

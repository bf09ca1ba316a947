"""The files of the repository, as git knows them; in an unpacked archive, as they lie there."""

import subprocess
from pathlib import Path

from edc.environment import BASE_DIR

NOT_OURS = {".git", ".venv", "var", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache"}
TEXTS = {"", ".css", ".html", ".in", ".js", ".json", ".md", ".po", ".py", ".svg", ".toml", ".txt", ".xml", ".yaml"}


def tracked() -> list[Path]:
    """Every file under version control, and those about to be: what is not ignored."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=BASE_DIR, capture_output=True, text=True, check=False)
    if listed.returncode:
        return [path for path in BASE_DIR.rglob("*") if path.is_file() and not NOT_OURS & {*path.parts}]
    return [path for name in listed.stdout.split("\0") if name and (path := BASE_DIR / name).is_file()]


def texts() -> dict[str, str]:
    """Relative path -> content, of every file that people read."""
    return {
        str(path.relative_to(BASE_DIR)): path.read_text(encoding="utf-8") for path in tracked() if path.suffix in TEXTS
    }


def modules() -> dict[str, str]:
    """Relative path -> content, of every Python file but migrations, which are written by a machine."""
    return {name: text for name, text in texts().items() if name.endswith(".py") and "/migrations/" not in name}

"""Where a server of a test's own lies."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from edc.environment import var


@pytest.fixture(scope="module")
def open_folder() -> Iterator[Path]:
    """Beside the other test databases: pytest closes its own temporary folder to the server's user, as root has one."""
    with tempfile.TemporaryDirectory(prefix="test-", dir=var(), ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture
def empty_var(open_folder: Path) -> Path:
    """An EDC_VAR that nobody has used."""
    return Path(tempfile.mkdtemp(dir=open_folder))

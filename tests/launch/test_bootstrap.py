"""The first start on a machine that lacks something: one clear line each."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from edc import bootstrap
from edc.environment import BASE_DIR

NOT_PUBLISHED = f"edc-has-no-such-package==1.0 --hash=sha256:{'0' * 64}\n"
CLOSED_PORT = "http://127.0.0.1:9/simple"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with what the bootstrap needs, and requirements that cannot be met."""
    (tmp_path / "edc").mkdir()
    shutil.copy(BASE_DIR / "edc" / "bootstrap.py", tmp_path / "edc")
    (tmp_path / "requirements.txt").write_text(NOT_PUBLISHED)
    return tmp_path


def start(clone: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the bootstrap of a clone with this Python; the command would print "served"."""
    command = [sys.executable, "-I", str(clone / "edc" / "bootstrap.py"), "requirements.txt", "-c", "print('served')"]
    return subprocess.run(
        command, env={"PATH": "/usr/bin:/bin", **environment}, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("version", [(3, 7), (3, 10)])
def test_an_older_python_is_refused_by_name(version):
    with pytest.raises(
        bootstrap.NotReady, match=rf"^Python 3\.11 or later is needed, and this is Python 3\.{version[1]}:"
    ):
        bootstrap.check_python(version)


@pytest.mark.parametrize("version", [(3, 11), (3, 13), (4, 0)])
def test_python_3_11_and_later_are_accepted(version):
    bootstrap.check_python(version)


def test_a_missing_venv_module_names_the_package_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(bootstrap, "find_spec", lambda name: None)
    with pytest.raises(bootstrap.NotReady, match="apt-get install python3-venv"):
        bootstrap.make_environment()


@pytest.mark.slow
def test_a_missing_wheel_is_named_and_nothing_runs(clone):
    done = start(clone, PIP_NO_INDEX="1")
    assert done.returncode == 1
    assert done.stderr == (
        "Could not install requirements.txt: No matching distribution found for edc-has-no-such-package==1.0\n"
    )
    assert "served" not in done.stdout


@pytest.mark.slow
def test_an_unreachable_index_is_said_to_be_one(clone):
    done = start(clone, PIP_INDEX_URL=CLOSED_PORT)
    assert done.returncode == 1
    assert done.stderr.endswith(
        "the package index cannot be reached. Check the network, or PIP_INDEX_URL for a mirror.\n"
    )
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
def test_requirements_are_installed_once_and_then_left_alone(clone):
    (clone / "requirements.txt").write_text("# nothing needed\n")
    first, second = start(clone), start(clone)
    assert first.stdout.splitlines() == ["Making .venv ...", "Installing requirements.txt ...", "served"]
    assert second.stdout == "served\n"

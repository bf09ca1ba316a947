"""Demonstration users: one for each role, passwords kept over starts and readable by nobody else."""

import stat
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.http import HttpRequest

from edc.access.demo import ensure_demo_users
from edc.access.gate import sites_for
from edc.access.models import User
from edc.access.permissions import Permission
from edc.access.roles import Role

pytestmark = pytest.mark.usefixtures("sites")


@pytest.fixture(autouse=True)
def var_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EDC_VAR", str(tmp_path))
    return tmp_path


def test_one_user_for_each_role_and_a_second_nurse_where_there_is_a_second_site() -> None:
    assert [role for role, _name, _password in ensure_demo_users(["301"])] == list(Role)
    two = ensure_demo_users(["301", "302"])
    assert [role for role, _name, _password in two].count(Role.RESEARCH_NURSE) == 2
    nurse = User.objects.get(username=two[-1][1])
    assert sites_for(nurse, Permission.CRF_ENTER) == {"302"}


def test_passwords_are_long_work_and_are_kept(var_folder: Path) -> None:
    first = ensure_demo_users(["301"])
    assert first == ensure_demo_users(["301"])
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = "127.0.0.1"
    for _role, username, password in first:
        assert len(password) >= 12
        assert authenticate(request, username=username, password=password) is not None
    assert stat.S_IMODE((var_folder / "demo_users.json").stat().st_mode) == 0o600


def test_the_first_administrator_is_made_on_the_server(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("add_administrator", "ma.lin", "--full-name", "Ma Lin", "--organisation", "Test hospital")
    user = User.objects.get(username="ma.lin")
    assert user.assignments.get().role == Role.ADMINISTRATOR
    assert capsys.readouterr().out.startswith("/accounts/password/link/")
    with pytest.raises(CommandError, match="used before"):
        call_command("add_administrator", "ma.lin", "--full-name", "Ma Lin", "--organisation", "Test hospital")

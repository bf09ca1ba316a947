"""`manage.py load_protocol`: file and line of every mistake, what changes, and nothing by halves."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.trial.files import FIRST, SECOND, changed, line_of
from trial.approved import approved_for
from trial.models import ProtocolVersion, Site


@pytest.fixture
def file(tmp_path):
    def write(text):
        path = tmp_path / "protocol.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def run(path, **options):
    out, err = StringIO(), StringIO()
    call_command("load_protocol", str(path), stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_the_first_version_is_loaded_and_named(db, file):
    out, _ = run(file(FIRST))
    assert "+ dose_levels: DL1, DL2, DL3" in out
    assert "CT19-ALL-02 1.1 is loaded." in out
    assert ProtocolVersion.objects.get().source_name == "protocol.toml"


def test_a_dry_run_loads_nothing(db, file):
    out, _ = run(file(FIRST), dry_run=True)
    assert "nothing was loaded" in out
    assert not ProtocolVersion.objects.exists()


def test_again_changes_nothing(first, file):
    out, _ = run(file(FIRST))
    assert "CT19-ALL-02 1.1 is loaded already; nothing changes." in out
    assert ProtocolVersion.objects.count() == 1


def test_an_amendment_shows_its_changes(first, file):
    out, _ = run(file(changed(FIRST, ('"1.1"', '"1.2"'), ("planned = 9", "planned = 12"))))
    assert "~ enrolment.planned: 9 -> 12\n" in out
    assert out.count("\n") == 3


def test_every_mistake_comes_with_file_line_and_place(db, file):
    text = changed(SECOND, ("planned = 24", "planned = true"), ("after = 2", "after = -2"))
    path = file(text)
    with pytest.raises(CommandError) as refused:
        run(path)
    words = str(refused.value)
    assert f"{path}:{line_of(text, 'planned')}: enrolment.planned: needs a whole number, but is true" in words
    assert f"{path}:{line_of(text, 'after =')}: visits[W3].after: -2 is negative" in words
    assert refused.value.returncode == 1
    assert (ProtocolVersion.objects.count(), Site.objects.count()) == (0, 0)


def test_a_form_that_the_software_has_not_is_a_warning(db, file):
    _, err = run(file(SECOND))
    assert "Warning: the software does not have these forms yet: XR Radiography." in err
    assert ProtocolVersion.objects.exists()


def test_a_missing_file_is_one_clear_line(db, tmp_path):
    with pytest.raises(CommandError, match=r"none\.toml: cannot be read: No such file or directory\."):
        run(tmp_path / "none.toml")


def test_loading_and_approving_in_one_step(investigator, data_manager, file):
    out, _ = run(file(FIRST), by="dm", approve_for="301", approved_by="pi301")
    assert "approved for site 301" in out
    assert approved_for("301").code == "CT19-ALL-02"


def test_a_refused_approval_takes_the_loading_with_it(nurse, file):
    with pytest.raises(CommandError, match="lacks the right"):
        run(file(FIRST), approve_for="301", approved_by="nurse301")
    assert not ProtocolVersion.objects.exists()


def test_the_software_itself_approves_nothing(db, file):
    with pytest.raises(CommandError, match="needs --approved-by"):
        run(file(FIRST), approve_for="301")
    assert not ProtocolVersion.objects.exists()


def test_a_user_without_the_right_loads_nothing(nurse, file):
    with pytest.raises(CommandError, match="lacks the right"):
        run(file(FIRST), by="nurse301")
    with pytest.raises(CommandError, match="no active user nobody"):
        run(file(FIRST), by="nobody")
    assert not ProtocolVersion.objects.exists()

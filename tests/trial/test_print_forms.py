"""`manage.py print_forms`: what the software declares beside what the protocol schedules."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from edc.crf.reading import forms
from tests.trial.files import FIRST, changed


def printed(tmp_path, text):
    path = tmp_path / "protocol.toml"
    path.write_text(text, encoding="utf-8")
    out = StringIO()
    call_command("print_forms", str(path), stdout=out)
    _header, *lines = (line.split("\t") for line in out.getvalue().splitlines())
    return {line[0]: line[1:] for line in lines}


def test_software_and_protocol_stand_side_by_side_in_both_languages(tmp_path):
    found = printed(tmp_path, FIRST)
    assert set(found) == set(forms())
    title, chinese, app, _items, tables, *planned = found["INF"]
    assert (title, app, tables) == ("CAR-T-19 infusion", "patients", "bags (10)")
    assert "回输" in chinese
    assert planned == ["CAR-T-19 infusion", "CAR-T-19细胞回输", "D0"]
    assert found["AE"][-1] == "log"
    assert found["ICE"][-1].split() == ["D0", *(f"D{day}" for day in range(1, 15)), "UNS"]


def test_a_form_of_one_side_alone_shows_the_other_side_empty(tmp_path):
    only_planned = '  { code = "ZZ", title = { en = "Diary", zh = "日记" }, log = true },\n'
    found = printed(tmp_path, changed(FIRST, ('  { code = "TF"', only_planned + '  { code = "TF"')))
    assert found["ZZ"] == ["-", "-", "-", "-", "-", "Diary", "日记", "log"]
    without = "\n".join(line for line in FIRST.splitlines() if not line.startswith('  { code = "TF"'))
    assert printed(tmp_path, without)["TF"][-3:] == ["-", "-", "-"]


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("print_forms", str(tmp_path / "none.toml"))

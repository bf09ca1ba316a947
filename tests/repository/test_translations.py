"""Chinese is complete: each text of the code stands translated in the one catalogue."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from edc.environment import BASE_DIR, var

CATALOGUE = Path("edc", "locale", "zh_Hans", "LC_MESSAGES", "django.po")
NO_GETTEXT = "GETTEXT IS MISSING: the Chinese catalogue was not compared with the code. apt-get install gettext"
HAN = "[\u3400-\u9fff]"
PLACEHOLDER = re.compile(r"%\(\w+\)[+\d]*[a-z]|\{\w*\}")
FULL_WIDTH = {".": "。", "?": "？", ":": "：", "!": "！"}
LISTS_OF_CHOICES = {"yes,no"}
"""Messages whose comma is read by Django, not by people."""


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return polib.pofile(str(BASE_DIR / CATALOGUE))


@pytest.fixture(scope="module")
def clean_clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code as somebody gets it who has never started it: no .mo, nothing compiled."""
    clone = tmp_path_factory.mktemp("clone")
    for part in ("edc", "trial", "patients", "adverse_events"):
        shutil.copytree(BASE_DIR / part, clone / part, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
    shutil.copy(BASE_DIR / "manage.py", clone)
    return clone


def run(clone: Path, *arguments: str) -> str:
    """Standard output of Python in the clone; AssertionError with what it said when it fails."""
    environment = {**os.environ, "EDC_VAR": str(var()), "DJANGO_SETTINGS_MODULE": "edc.settings"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=clone, env=environment, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_clean_clone_speaks_chinese_at_once(clean_clone: Path) -> None:
    say = "import django; django.setup(); from django.utils.translation import gettext, override\n"
    assert run(clean_clone, "-c", f"{say}with override('zh-hans'): print(gettext('Participants'))") == "受试者"


def test_the_catalogue_holds_the_texts_of_the_code_and_no_others(clean_clone: Path) -> None:
    if shutil.which("xgettext") is None:
        pytest.skip(NO_GETTEXT)
    run(clean_clone, "manage.py", "makemessages", "--locale", "zh_Hans", "--no-location")
    collected = polib.pofile(str(clean_clone / CATALOGUE))
    wanting = {entry.msgid for entry in collected if not entry.translated() and not entry.obsolete}
    gone = {entry.msgid for entry in collected.obsolete_entries()}
    assert not wanting, "run `make messages` and translate"
    assert not gone, "run `make messages` and take these out"


def test_msgfmt_accepts_the_catalogue() -> None:
    if shutil.which("msgfmt") is None:
        pytest.skip(NO_GETTEXT)
    command = ["msgfmt", "--check", "-o", os.devnull, BASE_DIR / CATALOGUE]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def texts(catalogue: polib.POFile) -> Iterator[tuple[str, str]]:
    """Each English text with its Chinese one; of plural forms the last, which Chinese has alone."""
    for entry in catalogue.translated_entries():
        yield entry.msgid_plural or entry.msgid, entry.msgstr_plural.get(0) or entry.msgstr


def test_placeholders_are_the_same_in_both_languages(catalogue: polib.POFile) -> None:
    differing = [
        english
        for english, chinese in texts(catalogue)
        if Counter(PLACEHOLDER.findall(english)) != Counter(PLACEHOLDER.findall(chinese))
    ]
    assert not differing


def test_a_chinese_sentence_ends_as_the_english_one_does(catalogue: polib.POFile) -> None:
    wrong = [
        chinese
        for english, chinese in texts(catalogue)
        if re.search(HAN, chinese) and english[-1] in FULL_WIDTH and not chinese.endswith(FULL_WIDTH[english[-1]])
    ]
    assert not wrong


def test_punctuation_beside_chinese_characters_is_full_width(catalogue: polib.POFile) -> None:
    ascii_beside_han = re.compile(rf"{HAN}[,.:;?!()]|[,.:;?!()]{HAN}")
    wrong = [
        chinese
        for english, chinese in texts(catalogue)
        if english not in LISTS_OF_CHOICES and ascii_beside_han.search(chinese)
    ]
    assert not wrong

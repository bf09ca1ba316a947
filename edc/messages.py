"""Translations in the form Django reads, without the gettext tools."""

import os
from pathlib import Path

from django.conf import settings


def compile_messages() -> None:
    """Write each catalogue's .mo beside its .po, where the .po is newer. OSError where that cannot be written."""
    for folder in settings.LOCALE_PATHS:
        for source in Path(folder).glob("*/LC_MESSAGES/*.po"):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                _compile(source, target)


def _compile(source: Path, target: Path) -> None:
    import polib  # only the first start after a change needs it

    unfinished = target.with_suffix(f".{os.getpid()}")
    polib.pofile(str(source)).save_as_mofile(str(unfinished))
    unfinished.replace(target)  # in one step: the other processes of a start do the same

"""Translations in the form Django reads, without the gettext tools."""

import polib
from django.conf import settings


def compile_messages() -> None:
    """Write each catalogue's .mo beside its .po, where the .po is newer."""
    for folder in settings.LOCALE_PATHS:
        for source in folder.glob("*/LC_MESSAGES/*.po"):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                polib.pofile(str(source)).save_as_mofile(str(target))

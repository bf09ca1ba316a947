"""The two protocol files of the tests, and changed copies of one of them."""

from pathlib import Path

import trial

FIRST = (Path(trial.__file__).parent / "protocols" / "ct19_all_02.toml").read_text(encoding="utf-8")
SECOND = Path(__file__).with_name("second_protocol.toml").read_text(encoding="utf-8")


def changed(text: str, *replacements: tuple[str, str]) -> str:
    """`text` with the first occurrence of each old piece replaced; the piece has to be there."""
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def line_of(text: str, piece: str, occurrence: int = 1) -> int:
    """The line (from 1) on which a piece of text stands."""
    at = -1
    for _ in range(occurrence):
        at = text.index(piece, at + 1)
    return text.count("\n", 0, at) + 1

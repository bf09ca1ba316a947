"""On which line each key of a TOML text stands; the standard library's reader does not say.

The text has been accepted by `tomllib` before, so the scanner only needs to find its way, not to judge.
"""

import re
from collections.abc import Callable
from functools import partial

Path = tuple[str | int, ...]

_STRING = re.compile(r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\])*"|\'[^\']*\'', re.DOTALL)
_BLANK = re.compile(r"(?:\s|#[^\n]*)*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}\n#]+")


class LineMap:
    """Line numbers (from 1) of every table, key and array element of one TOML text."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {(): 1}
        _Scanner(text, self._lines).run()

    def line(self, path: Path) -> int:
        """Line of `path`, or of the nearest part of it that the file has."""
        while path not in self._lines:
            path = path[:-1]
        return self._lines[path]


class _Scanner:
    def __init__(self, text: str, lines: dict[Path, int]) -> None:
        self.text, self.lines, self.at = text, lines, 0
        self.rows: dict[Path, int] = {}

    def run(self) -> None:
        table: Path = ()
        while self._skip_blank():
            if self._peek("["):
                table = self._header()
            else:
                self._pair(table)

    def _skip_blank(self) -> bool:
        self._take(_BLANK)
        return self.at < len(self.text)

    def _peek(self, token: str) -> bool:
        return self.text.startswith(token, self.at)

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            return ""
        self.at = match.end()
        return match.group()

    def _note(self, path: Path) -> None:
        self.lines.setdefault(path, self.text.count("\n", 0, self.at) + 1)

    def _note_all(self, path: Path, *, since: int) -> None:
        """A dotted key opens the tables on its way, beyond the first `since` ones."""
        for depth in range(since + 1, len(path) + 1):
            self._note(path[:depth])

    def _header(self) -> Path:
        """`[a.b]` or `[[a.b]]`; the latter opens the next row of that array."""
        opening = "[[" if self._peek("[[") else "["
        self.at += len(opening)
        path = self._resolve(self._key())
        if opening == "[[":
            row = self.rows.get(path, -1) + 1
            self.rows[path] = row
            path = (*path, row)
        self._note_all(path, since=0)
        self._skip_blank()
        self.at += len(opening)
        return path

    def _resolve(self, key: Path) -> Path:
        """A header path names arrays of tables without their row: it means the latest row."""
        path: Path = ()
        for part in key[:-1]:
            path = (*path, part)
            if path in self.rows:
                path = (*path, self.rows[path])
        return (*path, key[-1])

    def _key(self) -> Path:
        parts: list[str | int] = []
        while True:
            self._skip_blank()
            parts.append(self._take(_BARE_KEY) or self._take(_STRING)[1:-1])
            self._skip_blank()
            if not self._peek("."):
                return tuple(parts)
            self.at += 1

    def _pair(self, table: Path) -> None:
        self._skip_blank()
        start = self.at
        path = (*table, *self._key())
        end, self.at = self.at, start
        self._note_all(path, since=len(table))
        self.at = end + 1  # past the equals sign
        self._value(path)

    def _value(self, path: Path) -> None:
        self._skip_blank()
        if self._peek("["):
            self._list(path)
        elif self._peek("{"):
            self._sequence("}", partial(self._inline_pair, path))
        else:
            self._take(_STRING) or self._take(_SCALAR)

    def _list(self, path: Path) -> None:
        def element(row: int) -> None:
            self._note((*path, row))
            self._value((*path, row))

        self._sequence("]", element)

    def _inline_pair(self, path: Path, _row: int) -> None:
        self._pair(path)

    def _sequence(self, closing: str, read: Callable[[int], None]) -> None:
        """Elements between brackets; the position stands on the opening one."""
        self.at += 1
        row = 0
        while self._skip_blank() and not self._peek(closing):
            read(row)
            row += 1
            self._skip_blank()
            if self._peek(","):
                self.at += 1
        self.at += 1

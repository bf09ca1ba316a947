"""What every plot has in common: a title, rows of plain values, and the same rows as CSV."""

import unicodedata
from collections.abc import Sequence
from dataclasses import astuple, fields
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from edc.exports.lines import csv_line

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LONGEST_TEXT = 48


class Plot(Protocol):
    """A frozen dataclass that holds all that is drawn, in the reader's language.

    Its `repr` is taken for its identity, so it holds nothing but numbers, dates, texts, and dataclasses and tuples of
    them. `ROW` is a frozen dataclass, too: its fields are the columns of the CSV.
    """

    ROW: ClassVar[type[Any]]

    @property
    def title(self) -> str: ...

    @property
    def empty(self) -> str:
        """What stands there while there are no rows."""
        ...

    @property
    def rows(self) -> Sequence[Any]: ...

    def size(self) -> tuple[float, float]:
        """Width and height in inches."""
        ...

    def draw(self, figure: "Figure") -> None:
        """Draw on an empty figure of that size."""
        ...


def csv_of(plot: Plot) -> bytes:
    """The rows that are drawn, under the names of their fields; an empty cell is a value that is not there."""
    lines = [csv_line([field.name for field in fields(plot.ROW)])]
    lines += [csv_line(astuple(row)) for row in plot.rows]
    return b"".join(lines)


def short(text: object, longest: int = LONGEST_TEXT) -> str:
    """A typed text as a figure takes it: one line, nothing that XML forbids, cut with an ellipsis."""
    line = " ".join("".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in str(text)).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"

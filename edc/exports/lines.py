"""One line of a CSV table."""

import csv
import io
from collections.abc import Iterable


def csv_line(cells: Iterable[object]) -> bytes:
    """One line of text cells (RFC 4180, UTF-8); None is an empty cell."""
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().encode()

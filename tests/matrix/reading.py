"""The table as lines."""

from dataclasses import dataclass

from tests.matrix.table import TABLE

HEAD, *BODY = [line.split() for line in TABLE.splitlines() if line]
PEOPLE = HEAD[3:]
"""The people of the columns, in order."""


@dataclass(frozen=True)
class Line:
    """One request, and who gets which status."""

    url_name: str
    method: str
    case: str
    expected: dict[str, int]

    def __str__(self) -> str:
        return f"{self.method} {self.url_name} ({self.case})"


LINES = [
    Line(name, method, case, dict(zip(PEOPLE, map(int, statuses), strict=True)))
    for name, method, case, *statuses in BODY
]

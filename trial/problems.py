"""What is wrong with a protocol file, in words, with the line where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to put right: the line in the file (from 1), the place in the protocol, the remedy."""

    line: int
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.line}: {self.place}: {self.message}"


class ProtocolErrors(ValueError):
    """The file cannot be used. `problems` holds everything that was found, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

"""A published rule as this software reads it: what stands beside every value that it computes. Knows no Django."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """`code` names the rule (CRS-ASTCT-2019), `version` counts our readings of it: a changed result is a new version.

    `is_confirmed` is False while the source is quoted from memory and a human has not compared it yet.
    """

    code: str
    version: int
    title: str
    source: str
    is_confirmed: bool = True

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"

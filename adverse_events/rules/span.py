"""A grade of which only the limits are known, because something was not recorded. A gap is never a zero."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """The lowest and the highest grade that the findings allow; equal once everything that decides is known."""

    low: int
    high: int

    @property
    def grade(self) -> int | None:
        """The grade; None while it cannot be told."""
        return self.low if self.low == self.high else None


def exactly(grade: int) -> Span:
    """A grade that is known.

    Source: notation of this software.
    """
    return Span(grade, grade)


def possible(answer: bool | None) -> tuple[bool, ...]:
    """What an answer may turn out to be: itself, or either while it is missing.

    Source: notation of this software.
    """
    return (False, True) if answer is None else (answer,)


def either(*answers: bool | None) -> bool | None:
    """Whether one of several statements is true; None while one that might be is missing.

    Source: three-valued logic.
    """
    if any(answers):
        return True
    return None if None in answers else False


def any_of(spans: Iterable[Span]) -> Span:
    """One of several: what is missing decides which.

    Source: notation of this software.
    """
    known = list(spans)
    return Span(min(span.low for span in known), max(span.high for span in known))


def worst(spans: Iterable[Span]) -> Span:
    """The most severe of several findings that are all there.

    Source: Lee DW et al. Biol Blood Marrow Transplant 2019;25:625-638, footnotes of Tables 2 and 5: the more severe
    event decides.
    """
    known = list(spans)
    return Span(max(span.low for span in known), max(span.high for span in known))

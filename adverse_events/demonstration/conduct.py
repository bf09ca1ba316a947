"""How the pages are dealt with."""

from collections.abc import Iterator

from adverse_events.demonstration.courses import Course
from adverse_events.demonstration.entry import Act, Dated


def as_done(course: Course, act: Act) -> Iterator[Act]:
    """The act."""
    yield act


def locked(course: Course) -> Iterator[Dated]:
    """Nothing."""
    yield from ()

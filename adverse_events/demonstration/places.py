"""The place at a dose level: taken and planned before lymphodepletion, released where there is no product."""

from adverse_events.demonstration.courses import Course
from adverse_events.demonstration.endings import LEFT_BEFORE, end_day
from adverse_events.demonstration.entry import Book, Dated, Leave

BOOKING_DAY = -11
"""A day after the committee has opened the level, and six days before lymphodepletion."""
EARLY = -34


def places(course: Course) -> list[Dated]:
    """Who failed screening never had a place; whose batch did not grow had one too early."""
    level = course.archetype.dose_level
    if course.infused:
        return [(BOOKING_DAY, Book(level, course.day0))]
    if LEFT_BEFORE[course.archetype.failure] == "SCREEN FAILURE":
        return []
    left = Leave("MANUFACTURING FAILURE", "The batch did not grow; there are no cells for a second one.")
    return [(EARLY, Book(level, course.day0)), (end_day(course) or EARLY, left)]

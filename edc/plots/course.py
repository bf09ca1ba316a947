"""The course of one participant: events, daily grades, treatments, response and counts under one axis of days."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from edc.plots.day_axis import study_days
from edc.plots.figure import GRADES, GROUPS, INK, MARKERS, ON_GRADES, QUIET, lanes, log_scale, nothing, panel, tall
from edc.plots.heat_map import draw_grade, key

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

EVENT, GRADE, TREATMENT, RESPONSE, COUNT = "event", "grade", "treatment", "response", "count"
BAR = "#3f8796"
HEIGHT_OF_COUNTS, HEIGHT_AROUND = 2.3, 1.2
WIDEST_WITHOUT_DIGIT = 0.012
"""Share of the width up to which a bar is too narrow for its digit, which then stands beside it."""


@dataclass(frozen=True)
class CourseRow:
    """One thing that happened: `since` and `until` as recorded, the days only where a date is known to the day.

    A grade belongs to an event or a day, a value with its unit to a count, `words` to a treatment; `number` is the
    one of the entry in its log.
    """

    part: str
    name: str
    since: str
    until: str = ""
    day: int | None = None
    last_day: int | None = None
    ongoing: bool = False
    grade: int | None = None
    value: float | None = None
    unit: str = ""
    words: str = ""
    number: int | None = None


@dataclass(frozen=True)
class Course:
    """`parts` are code and title of the panels from top to bottom; one without rows is left out."""

    ROW: ClassVar = CourseRow

    title: str
    x_label: str
    grade_label: str
    not_graded_label: str
    empty: str
    parts: tuple[tuple[str, str], ...]
    rows: tuple[CourseRow, ...]

    def size(self) -> tuple[float, float]:
        return 10.0, HEIGHT_AROUND + sum(self._height(part) + 0.35 for part, _title in self.shown_parts)

    @property
    def placed(self) -> list[CourseRow]:
        """The rows that have a place on the axis."""
        return [row for row in self.rows if row.day is not None]

    @property
    def shown_parts(self) -> list[tuple[str, str]]:
        found = {row.part for row in self.placed}
        return [(part, title) for part, title in self.parts if part in found]

    def names(self, part: str) -> list[str]:
        """The lanes of a part, in the order of its rows."""
        return list(dict.fromkeys(row.name for row in self.placed if row.part == part))

    def draw(self, figure: "Figure") -> None:
        parts = self.shown_parts
        if not parts:
            nothing(figure.subplots(), self)
            return
        figure.suptitle(self.title, x=0.01, ha="left", fontsize=11, fontweight="bold")
        heights = [self._height(part) for part, _title in parts]
        found = figure.subplots(len(parts), 1, sharex=True, height_ratios=heights, squeeze=False)[:, 0]
        days = [day for row in self.placed for day in (row.day, row.last_day) if day is not None]
        study_days(found[0], min(-1, *days) - 1.5, max(28, *days) * 1.05)
        for axes, (part, title) in zip(found, parts, strict=True):
            panel(axes, grid="x")
            axes.set_title(title, loc="left", fontsize=9, fontweight="bold")
            self._draw_part(axes, part)
        found[-1].set_xlabel(self.x_label, fontsize=9, color=QUIET)
        key(figure, [str(grade) for grade in range(len(GRADES))], self.grade_label, self.not_graded_label)

    def _height(self, part: str) -> float:
        return HEIGHT_OF_COUNTS if part == COUNT else tall(len(self.names(part)), fewest=1) * 0.85

    def _draw_part(self, axes: "Axes", part: str) -> None:
        if part == COUNT:
            self._draw_counts(axes)
            return
        names = self.names(part)
        lanes(axes, names, fewest=1)
        for row in self.placed:
            if row.part == part:
                _draw_row(axes, row, names.index(row.name))

    def _draw_counts(self, axes: "Axes") -> None:
        measured = [row for row in self.placed if row.part == COUNT and row.value]
        if measured:
            log_scale(axes, min(row.value or 1 for row in measured), max(row.value or 1 for row in measured))
        for number, name in enumerate(self.names(COUNT)):
            colour, marker = GROUPS[number % len(GROUPS)], MARKERS[number % len(MARKERS)]
            _draw_line(axes, name, [row for row in measured if row.name == name], colour, marker)
        axes.legend(loc="lower right", bbox_to_anchor=(1, 1), borderaxespad=0.2, ncols=3, frameon=False, fontsize=8.5)


def _draw_row(axes: "Axes", row: CourseRow, lane: int) -> None:
    """A cell, a mark with its words, or a bar; an arrow where it goes on."""
    first, last = row.day or 0, row.last_day if row.last_day is not None else row.day or 0
    if row.part == GRADE:
        draw_grade(axes, first, lane, row.grade)
        return
    if row.part == RESPONSE:
        axes.plot(first, lane, marker="D", markersize=7, color=BAR, markeredgecolor="white", zorder=3)
        return
    fill = BAR if row.grade is None else GRADES[row.grade]
    edge = QUIET if row.grade else fill
    axes.barh(
        lane, last - first + 1, left=first - 0.5, height=0.64, color=fill, edgecolor=edge, linewidth=0.7, zorder=2
    )
    if row.grade is not None:
        is_narrow = _share(axes, first - 0.5, last + 0.5) < WIDEST_WITHOUT_DIGIT
        at, ink = (last + 0.5, INK) if is_narrow else (first - 0.5, ON_GRADES[row.grade])
        axes.annotate(
            str(row.grade), (at, lane), xytext=(3, 0), textcoords="offset points", va="center_baseline", fontsize=8,
            color=ink, zorder=3,
        )  # fmt: skip
    if row.ongoing:
        axes.scatter(last + 0.5, lane, marker=">", s=48, color=INK, zorder=4, clip_on=False)


def _share(axes: "Axes", first: float, last: float) -> float:
    """The part of the axis that a stretch takes."""
    to_axes = axes.transData + axes.transAxes.inverted()
    return float(to_axes.transform((last, 0))[0] - to_axes.transform((first, 0))[0])


def _draw_line(axes: "Axes", name: str, rows: Iterable[CourseRow], colour: str, marker: str) -> None:
    points = sorted((row.day or 0, row.value or 0.0) for row in rows)
    days, values = [day for day, _value in points], [value for _day, value in points]
    axes.plot(days, values, color=colour, marker=marker, markersize=4, linewidth=1.2, label=name)

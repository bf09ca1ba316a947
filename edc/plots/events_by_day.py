"""Adverse events by grade and study day: how many participants at their worst grade, and which kinds of event."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from edc.plots.figure import GRADES, LINE, ON_GRADES, lanes, panel, tall, whole_numbers
from edc.plots.heat_map import draw_grade, key

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ANY = ""
"""Category of the rows that count a participant once, at the worst grade of all the events of that day."""
LOWEST_WITH_DIGIT = 0.05
"""Share of the height from which a part of a bar holds its digit."""


@dataclass(frozen=True)
class EventsOnDay:
    """How many participants had, on one day, this as their worst grade of a category (or of any)."""

    category: str
    day: int
    grade: int
    participants: int


@dataclass(frozen=True)
class EventsByDay:
    """`categories` are code and label of the lanes below, from top to bottom."""

    ROW: ClassVar = EventsOnDay

    title: str
    x_label: str
    y_label: str
    grade_label: str
    lanes_title: str
    empty: str
    first_day: int
    last_day: int
    categories: tuple[tuple[str, str], ...]
    rows: tuple[EventsOnDay, ...]

    def size(self) -> tuple[float, float]:
        return 10.0, 3.6 + tall(len(self.categories))

    def draw(self, figure: "Figure") -> None:
        upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=(2.4, 0.2 + tall(len(self.categories))))
        panel(upper, title=self.title, y=self.y_label, grid="y")
        panel(lower, x=self.x_label)
        lower.set_title(self.lanes_title, loc="left", fontsize=9, fontweight="bold")
        upper.set_xlim(self.first_day - 0.7, self.last_day + 0.7)
        self._draw_counts(upper)
        self._draw_worst(lower)
        step = 1 if self.last_day - self.first_day < 30 else 7
        lower.set_xticks([day for day in range(self.first_day, self.last_day + 1) if day % step == 0])
        key(figure, [str(grade) for grade in range(1, len(GRADES))], self.grade_label)

    def _draw_counts(self, axes: "Axes") -> None:
        """Bars stacked with the worst grade lowest, where heights compare best; the grade stands in each part."""
        counted = sorted((row for row in self.rows if row.category == ANY), key=lambda row: -row.grade)
        tallest = max(self.tallest(), 4) + 0.4
        axes.set_ylim(0, tallest)
        bottom: dict[int, int] = defaultdict(int)
        for row in counted:
            low, fill = bottom[row.day], GRADES[row.grade]
            bottom[row.day] += row.participants
            axes.bar(row.day, row.participants, bottom=low, width=0.92, color=fill, edgecolor="white", linewidth=0.6)
            if row.participants / tallest > LOWEST_WITH_DIGIT:
                middle, ink = low + row.participants / 2, ON_GRADES[row.grade]
                axes.text(row.day, middle, str(row.grade), ha="center", va="center_baseline", fontsize=7, color=ink)
        whole_numbers(axes)

    def tallest(self) -> int:
        """Most participants with any event on one day."""
        on_days: dict[int, int] = defaultdict(int)
        for row in self.rows:
            on_days[row.day] += row.participants if row.category == ANY else 0
        return max(on_days.values(), default=0)

    def _draw_worst(self, axes: "Axes") -> None:
        lanes(axes, [label for _code, label in self.categories])
        place = {code: number for number, (code, _label) in enumerate(self.categories)}
        worst: dict[tuple[int, int], int] = {}
        for row in self.rows:
            if row.category in place:
                at = (row.day, place[row.category])
                worst[at] = max(row.grade, worst.get(at, 0))
        for (day, lane), grade in worst.items():
            draw_grade(axes, day, lane, grade)
        axes.set_yticks([each + 0.5 for each in range(len(self.categories) - 1)], minor=True)
        axes.tick_params(axis="y", which="minor", length=0)
        axes.grid(axis="y", which="minor", color=LINE, linewidth=0.5)

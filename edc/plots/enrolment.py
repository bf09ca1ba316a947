"""Enrolment: how many had been treated by each date, in all and in each group."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from edc.plots.figure import GROUPS, HAIR_LINE, INK, MARKERS, panel, spread, whole_numbers

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Treated:
    """One participant treated, and how many that makes."""

    day: dt.date
    participant: str
    group: str
    in_group: int
    in_all: int


@dataclass(frozen=True)
class Enrolment:
    """`planned` is the planned number, drawn as a line; None where there is none. Rows stand in order of time."""

    ROW: ClassVar = Treated

    title: str
    x_label: str
    y_label: str
    all_label: str
    planned_label: str
    empty: str
    until: dt.date
    planned: int | None
    rows: tuple[Treated, ...]

    def size(self) -> tuple[float, float]:
        return 10.0, 4.2

    def draw(self, figure: "Figure") -> None:
        axes = figure.subplots()
        panel(axes, title=self.title, x=self.x_label, y=self.y_label, grid="y")
        self._draw_frame(axes)
        curves = self.curves
        for curve in curves:
            days, counts = _numbers(curve.days), curve.counts
            until = max(days[-1], _numbers([self.until])[0])
            axes.step(
                [days[0], *days, until], [0, *counts, counts[-1]], where="post", color=curve.colour,
                linewidth=1.5 if curve.marker else 2.2,
            )  # fmt: skip
            axes.plot(days, counts, color=curve.colour, marker=curve.marker, linestyle="none", markersize=6)
        self._label_ends(axes, curves)

    @property
    def curves(self) -> list["Curve"]:
        """All participants first, then each group."""
        found = [Curve(self.all_label, INK, "", [row.day for row in self.rows], [row.in_all for row in self.rows])]
        for number, group in enumerate(sorted({row.group for row in self.rows})):
            rows = [row for row in self.rows if row.group == group]
            colour, marker = GROUPS[number % len(GROUPS)], MARKERS[number % len(MARKERS)]
            found.append(Curve(group, colour, marker, [row.day for row in rows], [row.in_group for row in rows]))
        return found

    def _draw_frame(self, axes: "Axes") -> None:
        from matplotlib import dates

        first, until = _numbers([self.rows[0].day, self.until])
        room = max(7, (until - first) * 0.04)
        axes.set_xlim(first - room, max(until, first + room))
        axes.set_ylim(0, max(len(self.rows), self.planned or 0) * 1.08 + 0.5)
        whole_numbers(axes)
        locator = dates.AutoDateLocator(maxticks=9)  # type: ignore[no-untyped-call]
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(dates.DateFormatter("%Y-%m-%d"))  # type: ignore[no-untyped-call]
        if self.planned:
            axes.axhline(self.planned, color=INK, linewidth=0.9, linestyle=(0, (4, 3)), zorder=1)
            axes.annotate(
                f"{self.planned_label} {self.planned}", (0, self.planned), xycoords=("axes fraction", "data"),
                xytext=(4, 3), textcoords="offset points", fontsize=8.5,
            )  # fmt: skip

    def _label_ends(self, axes: "Axes", curves: Sequence["Curve"]) -> None:
        tall = self.size()[1] * 72 * 0.76
        places = spread([curve.counts[-1] / axes.get_ylim()[1] * tall for curve in curves], 13)
        for curve, place in zip(curves, places, strict=True):
            count = curve.counts[-1]
            axes.annotate(
                f"{curve.label}  {count}", (1, count), xycoords=("axes fraction", "data"),
                xytext=(1.015, place / tall), textcoords="axes fraction", va="center", fontsize=9, color=curve.colour,
                annotation_clip=False, arrowprops=HAIR_LINE,
            )  # fmt: skip


@dataclass(frozen=True)
class Curve:
    """One line of the figure: its label, its look, and the count from each day on."""

    label: str
    colour: str
    marker: str
    days: list[dt.date]
    counts: list[int]


def _numbers(days: Sequence[dt.date]) -> list[float]:
    """Dates as matplotlib counts them."""
    from matplotlib.dates import date2num

    return [float(date2num(day)) for day in days]  # type: ignore[no-untyped-call]

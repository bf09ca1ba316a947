"""Swimmer plot: one lane for each participant, from day 0, with what happened on it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from edc.plots.figure import GROUND, INK, lanes, panel, steps, tall

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BARS = (("#c9d3da", 0.62), ("#3f8796", 0.62))
"""Fill and height of the first and of the second kind of bar."""


@dataclass(frozen=True)
class SwimmerRow:
    """A stretch of time, or with no end a single day; `ongoing` puts an arrow at the end. Days count from day 0."""

    participant: str
    group: str
    event: str
    from_day: int
    to_day: int | None = None
    ongoing: bool = False


@dataclass(frozen=True)
class Sign:
    """How the single days of one event are marked, and what it is called."""

    event: str
    label: str
    marker: str
    colour: str


@dataclass(frozen=True)
class Swimmer:
    """`bars` names the events that are stretches, the wider one first; lanes stand in the order of the rows."""

    ROW: ClassVar = SwimmerRow

    title: str
    x_label: str
    days_per_unit: float
    empty: str
    ongoing_label: str
    bars: tuple[tuple[str, str], ...]
    signs: tuple[Sign, ...]
    rows: tuple[SwimmerRow, ...]

    def size(self) -> tuple[float, float]:
        return 10.0, 1.7 + tall(len(self.lanes))

    @property
    def lanes(self) -> list[tuple[str, str]]:
        """Participant and group of each lane, from top to bottom."""
        return list(dict.fromkeys((row.participant, row.group) for row in self.rows))

    def draw(self, figure: "Figure") -> None:
        axes = figure.subplots()
        panel(axes, title=self.title, x=self.x_label, grid="x")
        lanes(axes, [f"{participant}   {group}" for participant, group in self.lanes])
        self._draw_bars(axes)
        self._draw_signs(axes)
        last = max(max(row.from_day, row.to_day or 0) for row in self.rows) / self.days_per_unit
        axes.set_xlim(-0.012 * last, last * 1.03 or 1)
        axes.set_xticks(steps(last))
        figure.legend(
            *self._key(axes), loc="outside lower left", ncols=5, frameon=False, fontsize=9,
            handletextpad=0.5, columnspacing=1.6,
        )  # fmt: skip

    def _draw_bars(self, axes: "Axes") -> None:
        lane = {each: number for number, each in enumerate(self.lanes)}
        for (event, label), (colour, height) in zip(self.bars, BARS, strict=False):
            found = [row for row in self.rows if row.event == event and row.to_day is not None]
            starts = [row.from_day / self.days_per_unit for row in found]
            widths = [((row.to_day or 0) - row.from_day) / self.days_per_unit for row in found]
            places = [lane[row.participant, row.group] for row in found]
            axes.barh(places, widths, left=starts, height=height, color=colour, label=label, zorder=2)
        going = [row for row in self.rows if row.ongoing and row.to_day is not None]
        ends = [(row.to_day or 0) / self.days_per_unit for row in going]
        places = [lane[row.participant, row.group] for row in going]
        axes.scatter(ends, places, marker=">", s=70, color=INK, label=self.ongoing_label, zorder=3, clip_on=False)

    def _draw_signs(self, axes: "Axes") -> None:
        lane = {each: number for number, each in enumerate(self.lanes)}
        for sign in self.signs:
            found = [row for row in self.rows if row.event == sign.event]
            if found:
                axes.scatter(
                    [row.from_day / self.days_per_unit for row in found],
                    [lane[row.participant, row.group] for row in found],
                    marker=sign.marker, s=62, color=sign.colour, edgecolors=GROUND, linewidths=0.9,
                    label=sign.label, zorder=4, clip_on=False,
                )  # fmt: skip

    def _key(self, axes: "Axes") -> tuple[list[Any], list[str]]:
        """Bars first, then signs in their order, then the arrow."""
        found = dict(zip(*reversed(axes.get_legend_handles_labels()), strict=True))
        order = [*(label for _event, label in self.bars), *(sign.label for sign in self.signs), self.ongoing_label]
        shown = [label for label in order if label in found]
        return [found[label] for label in shown], shown

"""Expansion curves: a measured quantity over the study days, on a log scale, one line for each participant."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from edc.plots.day_axis import study_days
from edc.plots.figure import GROUND, GROUPS, HAIR_LINE, MARKERS, QUIET, log_scale, panel, spread

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Sample:
    """One measurement. Without a value it is below the lower limit of quantification, and drawn open at that limit."""

    participant: str
    group: str
    day: float
    value: float | None
    lower_limit: float | None


@dataclass(frozen=True)
class Expansion:
    """Rows of one participant stand in the order of their days."""

    ROW: ClassVar = Sample

    title: str
    x_label: str
    y_label: str
    limit_label: str
    below_label: str
    empty: str
    rows: tuple[Sample, ...]

    def size(self) -> tuple[float, float]:
        return 10.0, 5.2

    @property
    def participants(self) -> list[tuple[str, str]]:
        return list(dict.fromkeys((row.participant, row.group) for row in self.rows))

    @property
    def groups(self) -> list[str]:
        return sorted({row.group for row in self.rows})

    def draw(self, figure: "Figure") -> None:
        axes = figure.subplots()
        panel(axes, title=self.title, x=self.x_label, y=self.y_label, grid="y")
        values = [value for row in self.rows for value in (height(row), row.lower_limit or height(row))]
        log_scale(axes, min(values), max(values))
        study_days(axes, -1, max(28.0, *(row.day for row in self.rows)) * 1.02)
        self._draw_limit(axes)
        ends = [self._draw_line(axes, participant, group) for participant, group in self.participants]
        self._label_ends(axes, ends)
        self._draw_key(figure)

    def _draw_limit(self, axes: "Axes") -> None:
        for limit in sorted({row.lower_limit for row in self.rows if row.lower_limit}):
            axes.axhline(limit, color=QUIET, linewidth=0.9, linestyle=(0, (4, 3)), zorder=1)
            axes.annotate(
                f"{self.limit_label} {limit:g}", (0, limit), xycoords=("axes fraction", "data"), xytext=(4, -3),
                textcoords="offset points", va="top", fontsize=8, color=QUIET,
            )  # fmt: skip

    def _draw_line(self, axes: "Axes", participant: str, group: str) -> tuple[float, float]:
        """The end of the line, where its label shall be."""
        style = self.groups.index(group) % len(GROUPS)
        rows = [row for row in self.rows if (row.participant, row.group) == (participant, group)]
        colour, days, heights = GROUPS[style], [row.day for row in rows], [height(row) for row in rows]
        axes.plot(days, heights, color=colour, linewidth=1.3, alpha=0.85, zorder=2)
        for row in rows:
            fill = colour if row.value is not None else GROUND
            axes.plot(row.day, height(row), MARKERS[style], color=colour, markerfacecolor=fill, markersize=5, zorder=3)
        return days[-1], heights[-1]

    def _label_ends(self, axes: "Axes", ends: list[tuple[float, float]]) -> None:
        """The participant beside each line, moved apart where lines end together, with a hair line between."""
        tall = self.size()[1] * 72 * 0.78
        wanted = [axes.transAxes.inverted().transform(axes.transData.transform(end))[1] * tall for end in ends]
        places = spread(wanted, 11)
        for (participant, group), end, place in zip(self.participants, ends, places, strict=True):
            axes.annotate(
                participant, end, xycoords="data", xytext=(1.02, place / tall), textcoords="axes fraction",
                va="center", fontsize=8.5, color=GROUPS[self.groups.index(group) % len(GROUPS)],
                annotation_clip=False, arrowprops=HAIR_LINE, zorder=1,
            )  # fmt: skip

    def _draw_key(self, figure: "Figure") -> None:
        from matplotlib.lines import Line2D

        handles = [
            Line2D([], [], color=GROUPS[n % len(GROUPS)], marker=MARKERS[n % len(MARKERS)], markersize=5, label=group)
            for n, group in enumerate(self.groups)
        ]
        open_mark = Line2D([], [], color=QUIET, linestyle="none", marker="o", markerfacecolor=GROUND)
        open_mark.set_label(self.below_label)
        figure.legend(
            handles=[*handles, open_mark], loc="outside lower left", ncols=len(handles) + 1, frameon=False, fontsize=9
        )


def height(row: Sample) -> float:
    """Where a sample is drawn; a logarithm needs more than 0."""
    limit = row.lower_limit or 1.0
    return limit if row.value is None else max(row.value, limit / 2)

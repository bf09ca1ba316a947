"""Kaplan-Meier curve: steps, confidence band, censored participants as ticks, and how many are at risk below."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from edc.plots.figure import GROUPS, INK, QUIET, panel, steps

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class KaplanMeierRow:
    """One time of a curve: at risk just before it, what happened on it, and the estimate after it with its interval."""

    curve: str
    day: float
    at_risk: int
    events: int
    censored: int
    survival: float
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class KaplanMeier:
    """Each curve begins with a row at time 0. `note` is what the curve says in words, with its convention."""

    ROW: ClassVar = KaplanMeierRow

    title: str
    x_label: str
    y_label: str
    days_per_unit: float
    at_risk_label: str
    censored_label: str
    note: str
    empty: str
    rows: tuple[KaplanMeierRow, ...]

    def size(self) -> tuple[float, float]:
        return 7.2, 4.8

    @property
    def curves(self) -> list[str]:
        return list(dict.fromkeys(row.curve for row in self.rows))

    def draw(self, figure: "Figure") -> None:
        upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=(5, 0.3 + 0.22 * max(1, len(self.curves))))
        panel(upper, title=self.title, y=self.y_label, grid="y")
        lower.set_axis_off()
        upper.set_ylim(0, 1.04)
        upper.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100"])
        last = max(1.0, max(row.day for row in self.rows) / self.days_per_unit)
        upper.set_xlim(0, last * 1.04)
        ticks = steps(last)
        upper.set_xticks(ticks)
        upper.tick_params(labelbottom=True)
        upper.set_xlabel(self.x_label, fontsize=9, color=QUIET)
        for curve, colour in zip(self.curves, GROUPS, strict=False):
            self._draw_curve(upper, curve, colour)
        upper.text(
            0.015, 0.04, self.note, transform=upper.transAxes, fontsize=9, va="bottom", linespacing=1.45,
            bbox={"facecolor": "white", "alpha": 0.85, "linewidth": 0, "pad": 2}, zorder=5,
        )  # fmt: skip
        self._draw_at_risk(lower, ticks)

    def _draw_curve(self, axes: "Axes", curve: str, colour: str) -> None:
        rows = [row for row in self.rows if row.curve == curve]
        days = [row.day / self.days_per_unit for row in rows]
        axes.step(days, [row.survival for row in rows], where="post", color=colour, linewidth=1.8, zorder=3)
        banded = [row for row in rows if row.lower is not None and row.upper is not None]
        axes.fill_between(
            [row.day / self.days_per_unit for row in banded],
            [row.lower or 0.0 for row in banded],
            [row.upper or 0.0 for row in banded],
            step="post", color=colour, alpha=0.14, linewidth=0, zorder=1,
        )  # fmt: skip
        lost = [row for row in rows if row.censored]
        axes.plot(
            [row.day / self.days_per_unit for row in lost], [row.survival for row in lost],
            linestyle="none", marker="|", markersize=10, markeredgewidth=1.4, color=INK, zorder=4, clip_on=False,
            label=self.censored_label,
        )  # fmt: skip

    def _draw_at_risk(self, axes: "Axes", ticks: list[int]) -> None:
        axes.set_ylim(-len(self.curves), 1)
        axes.text(0, 0.95, self.at_risk_label, fontsize=9, fontweight="bold", va="top")
        for line, curve in enumerate(self.curves, start=1):
            for tick in ticks:
                number = self.at_risk(curve, tick * self.days_per_unit)
                axes.text(tick, 0.9 - line, str(number), ha="center", va="top", fontsize=9, clip_on=False)

    def at_risk(self, curve: str, day: float) -> int:
        """How many are followed on that day: those at risk just before the next time of the curve."""
        return next((row.at_risk for row in self.rows if row.curve == curve and row.day >= day), 0)

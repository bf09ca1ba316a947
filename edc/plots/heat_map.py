"""Heat map of grades: participants down, study days across, the grade written in each cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from edc.plots.figure import GRADES, GROUND, INK, LINE, ON_GRADES, QUIET, lanes, panel, tall

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class GradeOnDay:
    """The grade of one day and whose it is; None where there was an assessment that cannot be graded."""

    participant: str
    group: str
    day: int
    grade: int | None
    basis: str


@dataclass(frozen=True)
class HeatMap:
    """Lanes stand in the order of `participants`; `grade_label` is the key, with {grade} where the digit goes."""

    ROW: ClassVar = GradeOnDay

    title: str
    x_label: str
    grade_label: str
    not_graded_label: str
    empty: str
    first_day: int
    last_day: int
    participants: tuple[tuple[str, str], ...]
    rows: tuple[GradeOnDay, ...]

    def size(self) -> tuple[float, float]:
        return 10.0, 1.5 + tall(len(self.participants))

    def draw(self, figure: "Figure") -> None:
        axes = figure.subplots()
        panel(axes, title=self.title, x=self.x_label)
        lanes(axes, [f"{participant}   {group}" for participant, group in self.participants])
        axes.set_xlim(self.first_day - 0.6, self.last_day + 0.6)
        axes.set_xticks(range(self.first_day, self.last_day + 1))
        lane = {each: number for number, each in enumerate(self.participants)}
        for row in self.rows:
            draw_grade(axes, row.day, lane[row.participant, row.group], row.grade)
        key(figure, [str(grade) for grade in range(len(GRADES))], self.grade_label, self.not_graded_label)


def draw_grade(axes: "Axes", day: float, lane: float, grade: int | None) -> None:
    """One cell: its fill and its digit; an open cell with a dot where there is no grade."""
    from matplotlib.patches import Rectangle

    fill, ink = (GROUND, QUIET) if grade is None else (GRADES[grade], ON_GRADES[grade])
    frame = LINE if grade is None or grade == 0 else fill
    axes.add_patch(Rectangle((day - 0.46, lane - 0.42), 0.92, 0.84, facecolor=fill, edgecolor=frame, linewidth=0.6))
    text = "·" if grade is None else str(grade)
    axes.text(day, lane, text, ha="center", va="center_baseline", fontsize=8.5, color=ink)


def key(figure: "Figure", grades: Sequence[str], grade_label: str, not_graded_label: str = "") -> None:
    """What the fills mean, below the plot: a swatch and the words, {grade} of which is the digit."""
    from matplotlib.patches import Patch

    swatches = [
        Patch(facecolor=GRADES[int(grade)], edgecolor=LINE, label=grade_label.format(grade=grade), linewidth=0.6)
        for grade in grades
    ]
    if not_graded_label:
        swatches.append(Patch(facecolor=GROUND, edgecolor=LINE, label=f"· {not_graded_label}", linewidth=0.6))
    figure.legend(
        handles=swatches, loc="outside lower left", ncols=len(swatches), frameon=False, fontsize=9, labelcolor=INK,
        handlelength=1.1, handleheight=1.1, handletextpad=0.5, columnspacing=1.5,
    )  # fmt: skip

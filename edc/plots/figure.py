"""How a picture looks, and how it becomes a file. The same data give the same bytes.

matplotlib is imported on first use, because it takes a second; figures are objects of their own and one is drawn at a
time, because its settings are those of the process. Fonts: Liberation Sans measures as Arial does, so the texts of an
SVG, which stay texts, take on screen the place that was measured for them. An SVG is set in the fonts of its reader;
Chinese in a PNG needs one of `MEASURED_WITH` on the server (Debian: fonts-noto-cjk).
"""

import io
import math
import os
import re
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from edc.environment import var
from edc.plots.plot import Plot

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, QUIET, LINE, SHADE, GROUND = "#14171c", "#555d69", "#d3d8de", "#eef1f4", "#ffffff"
GRADES = (SHADE, "#fee391", "#fec44f", "#ec7014", "#993404", "#14171c")
"""Fill of grade 0 to 5: darker is worse, also in grey; the digit stands beside or inside."""
ON_GRADES = (QUIET, INK, INK, INK, GROUND, GROUND)
"""Text on these fills."""
GROUPS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#14171c", "#56b4e9")
"""Lines of groups: Okabe and Ito's colours, told apart by everybody; a marker and a word go with each."""
MARKERS = ("o", "s", "^", "D", "v", "P")
HAIR_LINE = {"arrowstyle": "-", "color": "#c5ccd3", "linewidth": 0.6, "shrinkA": 1, "shrinkB": 3}
"""From a label to what it names."""
SPANS = (1, 2, 3, 6, 12, 24, 36, 60, 120, 240, 360)
PNG_DPI = 200
FEWEST_LANES = 3
HEIGHT_OF_NOTHING = 1.8
TALLEST = 300.0
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

MEASURED_WITH = ("Liberation Sans", "Arial", "Helvetica", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei")
SHOWN_WITH = "Arial, 'Liberation Sans', Helvetica, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
STYLE = re.compile(r'(<[^<>]*?) style="([^"]*)"')
STYLE_OF_ALL = re.compile(r"<defs>\s*<style[^>]*>[^<]*</style>\s*</defs>")
_one_at_a_time = Lock()


def render(plot: Plot, kind: str) -> bytes:
    """The picture as `svg` or `png`."""
    with _one_at_a_time:
        figure_type = _prepared()
        size = plot.size() if plot.rows else (plot.size()[0], HEIGHT_OF_NOTHING)
        figure = figure_type(figsize=size, layout="constrained", facecolor=GROUND)
        if plot.rows:
            plot.draw(figure)
        else:
            nothing(figure.subplots(), plot)
        file = io.BytesIO()
        if kind == "png":
            figure.savefig(file, format="png", dpi=PNG_DPI, metadata={"Software": None})
            return file.getvalue()
        figure.savefig(file, format="svg", metadata={"Title": plot.title, "Date": None, "Creator": None})
        return _without_styles(file.getvalue().decode()).encode()


def panel(axes: "Axes", *, title: str = "", x: str = "", y: str = "", grid: str = "") -> None:
    """The frame of a panel: title on the left, two spines, labels, and a light grid along `grid` (x, y or both)."""
    if title:
        axes.set_title(title, loc="left", fontsize=11, fontweight="bold", pad=10)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(QUIET)
    axes.tick_params(colors=QUIET, labelcolor=INK, labelsize=9, length=3)
    axes.set_xlabel(x, fontsize=9, color=QUIET)
    axes.set_ylabel(y, fontsize=9, color=QUIET)
    axes.set_axisbelow(True)
    if grid:
        axes.grid(axis=grid, color=LINE, linewidth=0.6)  # type: ignore[arg-type]


def whole_numbers(axes: "Axes") -> None:
    """An axis upwards that counts people."""
    from matplotlib.ticker import MaxNLocator

    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))


def log_scale(axes: "Axes", lowest: float, highest: float) -> None:
    """A logarithmic axis upwards, marked at each power of ten."""
    axes.set_yscale("log")
    axes.set_ylim(lowest / 2.2, max(highest * 2, lowest * 10))
    powers = range(math.ceil(math.log10(lowest / 2.2)), math.floor(math.log10(axes.get_ylim()[1])) + 1)
    axes.set_yticks([10.0**power for power in powers], [_power(power) for power in powers])
    axes.set_yticks([], minor=True)


def nothing(axes: "Axes", plot: Plot) -> None:
    """An empty plot says so in the middle of its frame."""
    panel(axes, title=plot.title)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.text(0.5, 0.5, plot.empty, transform=axes.transAxes, ha="center", va="center", color=QUIET, fontsize=10)


def steps(last: float) -> list[int]:
    """Marks of a time axis from 0 to `last`, ten at most, as calendars count: 3, 6, 12, 24."""
    span = next((span for span in SPANS if last / span <= 10), SPANS[-1])
    return list(range(0, int(last) + 1, span))


def tall(count: int, *, fewest: int = FEWEST_LANES) -> float:
    """Inches for so many lanes; beyond nine hundred they get narrower instead."""
    return min(0.33 * max(fewest, count), TALLEST)


def lanes(axes: "Axes", names: list[str], *, fewest: int = FEWEST_LANES) -> None:
    """One horizontal lane for each name, the first on top; a lane is never wider than if there were a few more."""
    axes.set_ylim(max(fewest, len(names)) - 0.4, -0.6)
    axes.set_yticks(range(len(names)), names)
    axes.tick_params(axis="y", length=0)


def spread(wanted: list[float], apart: float) -> list[float]:
    """Places for labels, at least `apart` from each other and near the wanted ones, in the order given."""
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    clusters: list[tuple[float, list[int]]] = []
    for index in order:
        centre, members = wanted[index], [index]
        while clusters and centre - clusters[-1][0] < apart * (len(members) + len(clusters[-1][1])) / 2:
            before, others = clusters.pop()
            centre = (before * len(others) + centre * len(members)) / (len(others) + len(members))
            members = others + members
        clusters.append((centre, members))
    places = [0.0] * len(wanted)
    for centre, members in clusters:
        for position, index in enumerate(members):
            places[index] = centre + apart * (position - (len(members) - 1) / 2)
    return places


def _power(power: int) -> str:
    return f"{10.0**power:g}" if -3 < power < 3 else f"10{str(power).translate(SUPERSCRIPTS)}"


@cache
def _prepared() -> Any:
    """Import and set up matplotlib once a process; the type of its figures."""
    os.environ.setdefault("MPLCONFIGDIR", str(var() / "matplotlib"))
    import matplotlib as mpl
    from matplotlib import font_manager
    from matplotlib.figure import Figure

    installed = {font.name for font in font_manager.fontManager.ttflist}
    mpl.rcParams.update(
        {
            "font.family": [*(name for name in MEASURED_WITH if name in installed), "DejaVu Sans"],
            "axes.unicode_minus": True,
            "svg.fonttype": "none",
            "svg.hashsalt": "edc",
            "text.color": INK,
            "text.parse_math": False,
        }
    )
    return Figure


def _without_styles(svg: str) -> str:
    """The same picture in attributes: a strict content security policy ignores styles inside of a document."""
    svg = STYLE.sub(lambda found: found[1] + _attributes(found[2]), STYLE_OF_ALL.sub("", svg, count=1))
    of_all = f'<g id="figure_1" font-family="{SHOWN_WITH}" stroke-linejoin="round" stroke-linecap="butt"'
    return svg.replace('<g id="figure_1"', of_all, 1)


def _attributes(style: str) -> str:
    pairs = (part.split(":", 1) for part in style.split(";") if part.strip())
    return "".join(f' {name.strip()}="{value.strip()}"' for name, value in pairs if name.strip() != "font-family")

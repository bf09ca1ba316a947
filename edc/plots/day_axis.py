"""Study days along a figure: the first weeks to scale, the time before and the years after ever narrower."""

from typing import TYPE_CHECKING, Any

from edc.plots.figure import LINE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FROM, UNTIL = -7, 28
"""The days that are drawn to scale."""
BEFORE, AFTER = 3.0, 5.5
"""How many days to scale a doubling of the distance takes: before the first of these days, and after the last one."""
DAYS = (-56, -28, -14, -7, 0, 7, 14, 21, 28, 60, 90, 180, 365, 730, 1095, 1825, 3650, 5475)
"""Where the axis may be marked: weeks at first, then the days of the visits."""


def study_days(axes: "Axes", first: float, last: float) -> None:
    """Set the axis from `first` to `last`, with a dotted line where the scale changes."""
    axes.set_xscale("function", functions=(_placed, _day))
    axes.set_xlim(first, last)
    shown = [day for day in DAYS if first <= day <= last]
    axes.set_xticks(shown, [f"−{-day}" if day < 0 else str(day) for day in shown])
    axes.set_xticks([], minor=True)
    for day in (FROM, UNTIL):
        if first < day < last:
            axes.axvline(day, color=LINE, linewidth=1, linestyle=(0, (1, 2)), zorder=0)


def _placed(days: Any) -> Any:
    """Where days stand, in days to scale."""
    import numpy as np

    days = np.asarray(days, dtype=float)
    after = UNTIL + AFTER * np.log2(np.maximum(days, UNTIL) / UNTIL)
    before = FROM - BEFORE * np.log2(np.minimum(days, FROM) / FROM)
    return np.where(days > UNTIL, after, np.where(days < FROM, before, days))


def _day(places: Any) -> Any:
    import numpy as np

    places = np.asarray(places, dtype=float)
    after = UNTIL * 2 ** ((np.maximum(places, UNTIL) - UNTIL) / AFTER)
    before = FROM * 2 ** ((FROM - np.minimum(places, FROM)) / BEFORE)
    return np.where(places > UNTIL, after, np.where(places < FROM, before, places))

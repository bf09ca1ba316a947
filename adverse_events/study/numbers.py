"""Numbers of the study page as they are printed: shares as percentages, times in days and months."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from patients.rules.proportion import Proportion
from patients.rules.survival import Curve, Step

DAYS_A_MONTH = 30.4375
NOTHING = "—"


def percent(share: float | None) -> str:
    """A share of 1 in per cent, to one decimal."""
    return NOTHING if share is None else f"{100 * share:.1f} %"


def interval(low: float | None, high: float | None) -> str:
    """Both limits in per cent; a dash where there is no interval."""
    return NOTHING if low is None or high is None else f"{100 * low:.1f}–{100 * high:.1f} %"


def of_total(value: Proportion) -> str:
    """How many of how many."""
    return _("%(events)d of %(total)d") % {"events": value.events, "total": value.total}


def median(curve: Curve) -> str:
    """The median of a curve, or that it is not reached."""
    return _time(curve.median.days)


def median_interval(curve: Curve) -> str:
    """The limits of a median; a dash while neither is reached."""
    limits = curve.median
    if limits.low is None and limits.high is None:
        return NOTHING
    return _("%(low)s to %(high)s") % {"low": _time(limits.low), "high": _time(limits.high)}


def at_day(curve: Curve, day: int) -> tuple[str, str]:
    """Estimate and interval on a day; dashes once nobody is followed that long."""
    if curve.followed_to < day:
        return NOTHING, ""
    step: Step = curve.step_at(day)
    return percent(step.survival), interval(step.low, step.high) if step.low is not None else ""


def days(number: int | float | Decimal | None) -> str:
    """A number of days in words."""
    if number is None:
        return NOTHING
    plain = f"{number:g}" if isinstance(number, float) else f"{number}"
    return ngettext("%(n)s day", "%(n)s days", 1 if plain == "1" else 2) % {"n": plain}


def count(number: Decimal | None) -> str:
    """A whole number with separators, a dash for none."""
    return NOTHING if number is None else f"{number:,.0f}"


def day(number: Decimal | None) -> str:
    """A day after the infusion with its fraction, to one decimal."""
    return NOTHING if number is None else f"{number:.1f}"


def _time(number: float | None) -> str:
    if number is None:
        return _("not reached")
    return _("%(days)s (%(months)s months)") % {"days": days(number), "months": f"{number / DAYS_A_MONTH:.1f}"}

"""Kaplan-Meier curves of the endpoints, with their medians in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from adverse_events.study.numbers import DAYS_A_MONTH
from adverse_events.study.seen import Seen
from adverse_events.study.tables import TIMES
from edc.crf.declaration import Text
from edc.crf.wording import listed
from edc.plots.kaplan_meier import KaplanMeier, KaplanMeierRow
from patients.rules.survival import Curve, Quantile
from trial.protocol_settings import SurvivalStart

FEW_DAYS = 120
"""Up to here an axis of time counts days instead of months."""
CURVES: dict[str, Text] = {
    "os": gettext_lazy("Alive"),
    "efs": gettext_lazy("Without an event"),
    "rfs": gettext_lazy("Alive without relapse"),
    "dor": gettext_lazy("In remission"),
}
"""The curves that are drawn, each with the label of its axis upwards."""
INFUSION, REMISSION, CONSENT = "infusion", "remission", "consent"
IN_DAYS: dict[str, Text] = {
    INFUSION: gettext_lazy("Days from infusion"),
    REMISSION: gettext_lazy("Days from the first remission"),
    CONSENT: gettext_lazy("Days from consent"),
}
IN_MONTHS: dict[str, Text] = {
    INFUSION: gettext_lazy("Months from infusion"),
    REMISSION: gettext_lazy("Months from the first remission"),
    CONSENT: gettext_lazy("Months from consent"),
}
NOBODY: dict[str, Text] = {
    INFUSION: gettext_lazy("No participant is infused yet."),
    REMISSION: gettext_lazy("No participant is in remission yet."),
    CONSENT: gettext_lazy("No participant has given consent yet."),
}


def survival(seen: Seen, endpoint: str) -> KaplanMeier:
    """One Kaplan-Meier curve of the endpoints: os, efs, rfs or dor."""
    curve: Curve | None = getattr(seen.endpoints, endpoint)
    steps = curve.steps if curve else ()
    start = REMISSION if endpoint in ("rfs", "dor") else INFUSION
    if endpoint == "os" and seen.protocol.survival.start == SurvivalStart.ENROLMENT:
        start = CONSENT
    per_unit, label = time_axis(curve.followed_to if curve else 0, start)
    counts = {"name": TIMES[endpoint], "n": curve.total if curve else 0, "events": curve.events if curve else 0}
    return KaplanMeier(
        title=_("%(name)s (n = %(n)d, events: %(events)d)") % counts,
        x_label=label,
        y_label=f"{CURVES[endpoint]}, %",
        days_per_unit=per_unit,
        at_risk_label=_("At risk"),
        censored_label=_("censored"),
        note=_median_words(curve) if curve else "",
        empty=str(NOBODY[start]),
        rows=tuple(
            KaplanMeierRow(
                endpoint, step.day, step.at_risk, step.events, step.censored, step.survival, step.low, step.high
            )
            for step in steps
        ),
    )


def survival_words(plot: KaplanMeier) -> str:
    return str(listed([plot.title, *plot.note.splitlines()]))


def time_axis(last_day: int, start: str) -> tuple[float, str]:
    """Days per unit of an axis that begins with one of the starts, and its label."""
    if last_day <= FEW_DAYS:
        return 1.0, str(IN_DAYS[start])
    return DAYS_A_MONTH, str(IN_MONTHS[start])


def _median_words(curve: Curve) -> str:
    """The median with its interval, and how the limits were made."""
    percent = f"{curve.confidence_percent:g} %"
    made = _("Band: pointwise %(percent)s limits, log-log scale") % {"percent": percent}
    if curve.median.days is None:
        median = _("Median not reached")
        return f"{median}\n{made}"
    low, high = _limits(curve.median)
    text = _("Median %(median)s months (%(percent)s interval: %(low)s to %(high)s)")
    values = {"median": _months(curve.median.days), "percent": percent, "low": low, "high": high}
    return f"{text % values}\n{made}"


def _limits(median: Quantile) -> tuple[str, str]:
    low, high = (_("not reached") if day is None else _months(day) for day in (median.low, median.high))
    return low, high


def _months(days: float) -> str:
    return f"{days / DAYS_A_MONTH:.1f}"

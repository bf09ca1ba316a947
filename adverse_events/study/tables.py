"""The tables of the study page: response, times to events, and one line for each participant."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from adverse_events.study import numbers
from edc.crf.declaration import Text
from edc.crf.wording import listed
from patients.codelists.disease import MrdResult
from patients.endpoints.participant import response_windows
from patients.endpoints.results import ParticipantEndpoints, Rate, StudyEndpoints
from patients.endpoints.study import MRD, ORR, rates
from patients.rules.survival import Curve
from patients.rules.time_to_event import TimeToEvent, Why
from trial.protocol import Protocol

LANDMARKS = (180, 365, 730)
RATES: dict[str, Text] = {
    ORR: gettext_lazy("Remission"),
    MRD: gettext_lazy("MRD-negative remission"),
}
TIMES: dict[str, Text] = {
    "os": gettext_lazy("Overall survival"),
    "efs": gettext_lazy("Event-free survival"),
    "rfs": gettext_lazy("Relapse-free survival"),
    "dor": gettext_lazy("Duration of response"),
    "follow_up": gettext_lazy("Follow-up (reverse Kaplan-Meier)"),
}
ENDED: dict[Why, Text] = {
    Why.DEATH: gettext_lazy("death"),
    Why.RELAPSE: gettext_lazy("relapse"),
    Why.NO_RESPONSE: gettext_lazy("no response"),
    Why.MRD: gettext_lazy("residual disease came back"),
    Why.ALIVE: gettext_lazy("alive"),
    Why.NO_EVENT: gettext_lazy("no event"),
    Why.TRANSPLANT: gettext_lazy("censored at transplantation"),
    Why.NEW_THERAPY: gettext_lazy("censored at another therapy"),
    Why.OTHER_DEATH: gettext_lazy("censored at death of another cause"),
}
WAITING = pgettext_lazy("response not known yet", "open")
NOT_ASSESSED = gettext_lazy("not assessed")


@dataclass(frozen=True)
class RateLine:
    """A rate as it is printed."""

    title: Text
    when: str
    counted: str
    share: str
    interval: str
    pending: int


@dataclass(frozen=True)
class TimeLine:
    """A curve in one line: `landmarks` are (estimate, interval) at each day of LANDMARKS."""

    title: Text
    total: int
    events: int
    median: str
    interval: str
    landmarks: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Line:
    """One participant: response and survival, and in `cells` the columns of the table of the cells."""

    number: str
    url: str
    level: str
    infused: str
    windows: tuple[str, ...]
    best: str
    mrd: str
    remission: str
    events: Text
    times: tuple[str, ...]
    cells: tuple[str, ...]


def rate_lines(study: StudyEndpoints, protocol: Protocol) -> list[RateLine]:
    """Each rate at each response window, and until the last of them closes."""
    windows = response_windows(protocol)
    within = _("day %(day)d (%(first)d to %(last)d)")
    when = {day: within % {"day": day, "first": first, "last": last} for day, first, last in windows}
    until = _("until day %(day)d") % {"day": max(last for _day, _first, last in windows)}
    return [_rate(rate, until if rate.day is None else when[rate.day]) for rate in study.rates]


def level_lines(study: StudyEndpoints, protocol: Protocol) -> Iterator[RateLine]:
    """Remissions until the last response window, by dose level; levels without anybody are left out."""
    for level in protocol.dose_levels:
        at_level = [each for each in study.participants if each.dose_level == level.code]
        if any(each.infused_on for each in at_level):
            found = rates(at_level, protocol=protocol)
            yield from (_rate(rate, f"{level.code} ({level.e6_per_kg} × 10⁶/kg)") for rate in found if rate.day is None)


def maintained(study: StudyEndpoints) -> dict[str, int]:
    """How many remissions lasted as long as the protocol asks, ended before, or are not that old yet."""
    found = [each.is_maintained for each in study.participants if each.rfs is not None]
    return {"lasted": found.count(True), "ended": found.count(False), "young": found.count(None)}


def time_lines(study: StudyEndpoints) -> list[TimeLine]:
    """Each curve; of follow-up the median alone."""
    return [_time_line(name, title, getattr(study, name)) for name, title in TIMES.items()]


def participant_lines(study: StudyEndpoints) -> list[Line]:
    """Everybody who was infused, by dose level and day of infusion."""
    infused = [each for each in study.participants if each.infused_on is not None]
    return [
        _line(each) for each in sorted(infused, key=lambda each: (each.dose_level, str(each.infused_on), each.number))
    ]


def _rate(rate: Rate, when: str) -> RateLine:
    value = rate.value
    shares = numbers.percent(value.share), numbers.interval(value.low, value.high)
    return RateLine(RATES[rate.code], when, numbers.of_total(value), *shares, rate.pending)


def _time_line(name: str, title: Text, curve: Curve | None) -> TimeLine:
    if curve is None:
        return TimeLine(title, 0, 0, numbers.NOTHING, numbers.NOTHING, tuple((numbers.NOTHING, "") for _ in LANDMARKS))
    landmarks = tuple(("", "") if name == "follow_up" else numbers.at_day(curve, day) for day in LANDMARKS)
    return TimeLine(title, curve.total, curve.events, numbers.median(curve), numbers.median_interval(curve), landmarks)


def _line(each: ParticipantEndpoints) -> Line:
    return Line(
        number=each.number,
        url=reverse("casebook", args=[each.number]),
        level=each.dose_level or numbers.NOTHING,
        infused=str(each.infused_on),
        windows=tuple(
            window.response or str(WAITING if window.is_pending else NOT_ASSESSED) for window in each.windows
        ),
        best=each.best_response or numbers.NOTHING,
        mrd=_mrd(each),
        remission=_day(each.day_of(each.first_remission_on)),
        events=_events(each),
        times=tuple(_time(time) for time in (each.os, each.efs, each.dor)),
        cells=_cells(each),
    )


def _events(each: ParticipantEndpoints) -> Text:
    """What happened after the infusion, in the order of time."""
    happened = (
        (each.relapsed_on, ENDED[Why.RELAPSE]),
        (each.transplanted_on, _("transplantation")),
        (each.new_therapy_on, _("another therapy")),
        (each.died_on, ENDED[Why.DEATH]),
    )
    dated = sorted((on, str(name)) for on, name in happened if on is not None)
    return listed([f"{name} {_day(each.day_of(on))}" for on, name in dated]) if dated else numbers.NOTHING


def _mrd(each: ParticipantEndpoints) -> str:
    results = [seen.mrd for seen in each.assessments if seen.mrd is not None]
    if each.is_mrd_negative:
        return str(MrdResult.NEGATIVE.label)
    return str(MrdResult(results[0]).label) if results else numbers.NOTHING


def _day(day: int | None) -> str:
    return numbers.NOTHING if day is None else f"D{day}"


def _time(time: TimeToEvent | None) -> str:
    if time is None:
        return numbers.NOTHING
    ending = str(ENDED[time.why])
    days = f"{time.days}" if time.is_event else f"{time.days}+"
    return f"{days} ({ending})"


def _cells(each: ParticipantEndpoints) -> tuple[str, ...]:
    found, gone = each.kinetics, each.aplasia
    if gone is None:
        b_cells = (numbers.NOTHING, numbers.NOTHING)
    else:
        lasting = (
            _("%(days)s, ongoing") % {"days": numbers.days(gone.days)} if gone.is_ongoing else numbers.days(gone.days)
        )
        b_cells = (_day(each.day_of(gone.began_on)), lasting)
    if found is None:
        return (*([numbers.NOTHING] * 4), *b_cells)
    area = numbers.count(found.area)
    if found.area is not None and found.area_to is not None and found.area_to < 28:
        area = _("%(area)s to day %(day)s") % {"area": area, "day": numbers.day(found.area_to)}
    return (
        numbers.count(found.peak),
        numbers.day(found.peak_day),
        area,
        numbers.day(found.last_day),
        *b_cells,
    )

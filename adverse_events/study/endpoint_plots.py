"""Plots of what the trial found: courses, expansion, enrolment."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from adverse_events.study.seen import Seen
from adverse_events.study.survival_plots import INFUSION, time_axis
from edc.crf.wording import listed
from edc.plots.enrolment import Enrolment, Treated
from edc.plots.expansion import Expansion, Sample
from edc.plots.swimmer import Sign, Swimmer, SwimmerRow
from patients.endpoints.results import ParticipantEndpoints
from patients.rules.response import NR, REMISSIONS

FOLLOWED, REMISSION, RELAPSE, HSCT, THERAPY, DEATH = (
    "FOLLOWED", "REMISSION", "RELAPSE", "HSCT", "THERAPY", "DEATH",
)  # fmt: skip
SIGNS = (
    ("CR", "o", "#009e73"), ("CRh", "p", "#0072b2"), ("CRi", "^", "#56b4e9"), (NR, "v", "#555d69"),
    (RELAPSE, "X", "#d55e00"), (HSCT, "D", "#cc79a7"), (THERAPY, "P", "#7a4700"), (DEATH, "s", "#14171c"),
)  # fmt: skip


def swimmer(seen: Seen) -> Swimmer:
    """Follow-up and remission of each participant, with what happened on the way."""
    rows = [row for each in seen.infused for row in _course(each, is_over=each.number in seen.ended)]
    per_unit, label = time_axis(max((row.to_day or row.from_day for row in rows), default=0), INFUSION)
    words = {
        NR: _("no response"), RELAPSE: _("relapse"), HSCT: _("transplantation"), THERAPY: _("another therapy"),
        DEATH: _("death"),
    }  # fmt: skip
    return Swimmer(
        title=_("Course of each participant (n = %(n)d)") % {"n": len(seen.infused)},
        x_label=label,
        days_per_unit=per_unit,
        empty=seen.nobody,
        ongoing_label=_("still followed"),
        bars=((FOLLOWED, _("followed")), (REMISSION, _("in remission"))),
        signs=tuple(Sign(event, words.get(event, event), marker, colour) for event, marker, colour in SIGNS),
        rows=tuple(rows),
    )


def swimmer_words(plot: Swimmer) -> str:
    who = {event: len({row.participant for row in plot.rows if row.event == event}) for event in (REMISSION, RELAPSE)}
    died = sum(row.event == DEATH for row in plot.rows)
    text = _("%(n)d participants infused: %(remission)d reached a remission, %(relapse)d relapsed, %(died)d died.")
    counts = {"n": len(plot.lanes), "remission": who[REMISSION], "relapse": who[RELAPSE], "died": died}
    return text % counts


def expansion(seen: Seen) -> Expansion:
    """Copies of the CAR gene in blood."""
    rows = [
        Sample(
            each.number, _level(each), float(sample.day),
            None if sample.is_below_lloq or sample.copies_per_ug is None else float(sample.copies_per_ug),
            None if sample.lloq_copies_per_ug is None else float(sample.lloq_copies_per_ug),
        )
        for each in seen.infused
        for sample in sorted(each.expansion, key=lambda sample: sample.day)
        if sample.copies_per_ug is not None or (sample.is_below_lloq and sample.lloq_copies_per_ug is not None)
    ]  # fmt: skip
    return Expansion(
        title=_("CAR-T cells in blood by PCR (n = %(n)d)") % {"n": len({row.participant for row in rows})},
        x_label=_("Study day (narrower before day −7 and after day 28)"),
        y_label=_("Copies per µg of DNA"),
        limit_label=_("lower limit of quantification"),
        below_label=_("below the limit of quantification"),
        empty=_("No sample is measured yet."),
        rows=tuple(rows),
    )


def expansion_words(plot: Expansion) -> str:
    peaks = []
    for participant in {row.participant for row in plot.rows}:
        values = [(row.value, -row.day) for row in plot.rows if row.participant == participant and row.value]
        peaks += [max(values)] if values else []
    if not peaks:
        return str(plot.empty)
    text = _(
        "%(n)d participants: peaks from %(low)s to %(high)s copies per µg, between day %(first)d and day %(last)d."
    )
    days = [-day for _value, day in peaks]
    low, high = (f"{value:,.0f}" for value in (min(peaks)[0], max(peaks)[0]))
    return text % {"n": len(peaks), "low": low, "high": high, "first": min(days), "last": max(days)}


def enrolment(seen: Seen) -> Enrolment:
    """Infused participants over time, in all and by dose level."""
    in_order = sorted((each.infused_on, each.number, _level(each)) for each in seen.infused if each.infused_on)
    by_level: Counter[str] = Counter()
    rows = []
    for number, (on, participant, level) in enumerate(in_order, start=1):
        by_level[level] += 1
        rows.append(Treated(on, participant, level, by_level[level], number))
    return Enrolment(
        title=_("Infused participants by dose level (n = %(n)d)") % {"n": len(rows)},
        x_label=_("Date of infusion"),
        y_label=_("Participants"),
        all_label=pgettext("participants", "all"),
        planned_label=_("planned"),
        empty=seen.nobody,
        until=seen.endpoints.cutoff,
        planned=seen.protocol.enrolment.planned,
        rows=tuple(rows),
    )


def enrolment_words(plot: Enrolment) -> str:
    levels = Counter(row.group for row in plot.rows)
    counts = listed([f"{level}: {number}" for level, number in sorted(levels.items())])
    text = _("%(counts)s infused until %(date)s; %(planned)s planned in all.")
    return text % {"counts": counts, "date": plot.until.isoformat(), "planned": plot.planned}


def _course(each: ParticipantEndpoints, *, is_over: bool) -> list[SwimmerRow]:
    """The rows of one lane: stretches first, then single days in order of time."""
    number, level, last = each.number, _level(each), each.day_of(each.followed_to)
    end = max(0, last or 0)
    going = each.died_on is None and not is_over
    rows = [SwimmerRow(number, level, FOLLOWED, 0, end, ongoing=going)]
    began = each.day_of(each.first_remission_on)
    if began is not None:
        until = each.day_of(each.rfs.ended_on) if each.rfs else None
        rows.append(SwimmerRow(number, level, REMISSION, began, max(began, end if until is None else until)))
    days = [
        *_responses(each), (each.day_of(each.relapsed_on), RELAPSE), (each.day_of(each.transplanted_on), HSCT),
        (each.day_of(each.new_therapy_on), THERAPY), (each.day_of(each.died_on), DEATH),
    ]  # fmt: skip
    return rows + [SwimmerRow(number, level, event, day) for day, event in days if day is not None]


def _responses(each: ParticipantEndpoints) -> list[tuple[int | None, str]]:
    """The first remission by its name; without one, the first assessment that showed no response."""
    for wanted in (REMISSIONS, (NR,)):
        first = next((found for found in each.assessments if found.response in wanted), None)
        if first is not None:
            return [(first.day, str(first.response))]
    return []


def _level(each: ParticipantEndpoints) -> str:
    return each.dose_level or "—"

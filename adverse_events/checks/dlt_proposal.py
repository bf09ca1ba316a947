"""What the protocol's rule set says of the events of the log, before anybody has adjudicated."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from adverse_events.checks.common import event_of
from adverse_events.codelists.events import DltProposal
from adverse_events.rules.dlt import RULE, Event, Missing, Moment, Proposal, Step, Verdict, Window, propose
from edc.crf import Computed, Finding, PartialDate
from edc.crf.codelists import NoYes
from edc.crf.dates import start_of
from edc.records.schedule import LOG_VISIT
from edc.records.subject_data import SubjectData

DAY = dt.timedelta(days=1)
LAST_MOMENT = dt.timedelta(microseconds=1)
ONGOING = {NoYes.YES: True, NoYes.NO: False}


TERM = {
    Verdict.FIRES: DltProposal.FIRES,
    Verdict.EXCLUDED: DltProposal.EXCLUDED,
    Verdict.UNDECIDED: DltProposal.UNDECIDED,
    Verdict.NONE: DltProposal.NONE,
}
MISSING = {
    Missing.CATEGORY: _("category, scale or grade of the event is not recorded"),
    Missing.RELATION: _("its relation to the cells is not recorded"),
    Missing.DATE: _("a date or time is not known well enough"),
    Missing.BASELINE: _("cannot be told from the record: it began before the infusion, its grade then is not recorded"),
}


def proposal_for(event: Any) -> Proposal | None:
    """What the rules of the participant's protocol say of an entry of the event log; None before the infusion."""
    window = _window(event.subject)
    if window is None:
        return None
    protocol = event.subject.protocol_version.protocol
    return propose(_course(event), limits=protocol.dlt_rules, exclusions=protocol.dlt_exclusions, window=window)


def rule_proposes(row: Any) -> Computed:
    """What the rule set says of the event that a candidate names, and in which words."""
    event = event_of(row)
    found = proposal_for(event) if event is not None else None
    if found is None:
        return Computed(None, RULE)
    inputs = {
        "category": event.category, "scale": event.grading_scale, "relation": event.causality_car_t,
        "grades": [[each.grade, each.from_day, each.from_time] for each in event.rows("grades")],
        "started_on": event.started_on, "ended_on": event.ended_on, "rule": found.rule, "exclusion": found.exclusion,
        "since": found.since, "hours": found.hours,
    }  # fmt: skip
    return Computed(TERM[found.verdict], RULE, inputs, _words(found, event.subject.protocol_version.protocol))


def proposing_rule(row: Any) -> str | None:
    """Code of the rule that decides on a candidate, with the exclusion that stopped it."""
    event = event_of(row)
    found = proposal_for(event) if event is not None else None
    return (" / ".join(code for code in (found.rule, found.exclusion) if code) or None) if found else None


def not_yet_candidates(page: Any) -> Computed:
    """Numbers of the events that the rules propose and that stand among no candidates; "" says that there are none."""
    if page.subject.infusion_day is None:
        return Computed(None, RULE)
    named = {row.ae_number for row in page.rows("candidates")}
    missing = [number for number in proposed_numbers(page.subject.data) if number not in named]
    return Computed(", ".join(map(str, missing)) or None, RULE, {"events": missing})


def proposed_numbers(data: SubjectData) -> list[int]:
    """Numbers of the events in the log that the rules of the protocol call dose-limiting."""
    events = [each for each in data.pages("AE") if each.visit_code == LOG_VISIT]
    found = ((each.occurrence, proposal_for(each)) for each in events)
    return sorted(number for number, each in found if each and each.verdict is Verdict.FIRES)


def proposed_events_are_candidates(page: Any) -> Finding | None:
    """What the rules propose stands among the candidates, where investigator and committee decide on it."""
    missing = not_yet_candidates(page).value
    if not missing:
        return None
    text = _("By the rules of the protocol dose-limiting, and not among the candidates: event {numbers}. Add it below.")
    return Finding("DLT-004", ("not_yet_candidates",), format_lazy(text, numbers=missing))


def investigator_differs_from_rule(row: Any) -> Finding | None:
    """Where the investigator differs from the rule set the committee wants to know why."""
    said = rule_proposes(row).value
    if said not in (DltProposal.FIRES, DltProposal.EXCLUDED, DltProposal.NONE) or row.proposed is None:
        return None
    if (said == DltProposal.FIRES) == (row.proposed == NoYes.YES):
        return None
    text = _("By the rules of the protocol: {verdict}. Why is it different?")
    return Finding("DLT-005", ("proposed", "rule_proposes"), format_lazy(text, verdict=DltProposal(said).label))


def became_worse_in_the_window(event: Any) -> bool:
    """Whether a rule is met, wherever the event began: the window is then that of the rise."""
    found = proposal_for(event)
    return found is not None and found.verdict in (Verdict.FIRES, Verdict.EXCLUDED)


def last_day_of_onset(subject: Any) -> dt.date | None:
    """The last day on which an event that limits the dose may begin: end of the window with its tolerance."""
    day, window = subject.infusion_day, subject.protocol_version.protocol.dlt_window
    return day + dt.timedelta(days=window.days + window.tolerance_days) if day else None


def _window(subject: Any) -> Window | None:
    infused, last = subject.infusion_day, last_day_of_onset(subject)
    if infused is None or last is None:
        return None
    return Window(opens=start_of(infused), closes=start_of(last + DAY) - LAST_MOMENT, now=start_of(subject.data.today))


def _course(event: Any) -> Event:
    steps = (
        Step(None if row.grade is None else int(row.grade), _moment(row.from_day, row.from_time))
        for row in event.rows("grades")
    )
    return Event(
        category=event.category,
        scale=event.grading_scale,
        relation=event.causality_car_t,
        starts=_moment(event.started_on, event.started_time),
        steps=tuple(steps),
        ends=_moment(event.ended_on, event.ended_time) if event.ongoing == NoYes.NO else None,
        ongoing=ONGOING.get(event.ongoing),
    )


def _moment(day: PartialDate | None, time: dt.time | None) -> Moment | None:
    """A day with its time is one moment; without, or with a month alone, everything that it may be."""
    if day is None:
        return None
    if time is not None and day.earliest == day.latest:
        exact = timezone.make_aware(dt.datetime.combine(day.earliest, time))
        return Moment(exact, exact)
    return Moment(start_of(day.earliest), start_of(day.latest + DAY) - LAST_MOMENT)


def _words(found: Proposal, protocol: Any) -> Any:
    """Which rule, from when, for how long, or what stands in the way."""
    titles = {each.code: each.title for each in (*protocol.dlt_rules, *protocol.dlt_exclusions)}
    if found.verdict is Verdict.NONE:
        return _("No rule of the protocol applies.")
    given = {"rule": titles[found.rule], "hours": found.hours, "since": _minute(found.since)}
    if found.verdict is Verdict.FIRES:
        words = _("{rule}: from {since}.") if found.hours is None else _("{rule}: from {since}, at least {hours} h.")
    elif found.verdict is Verdict.EXCLUDED:
        words, given["why"] = _("{rule}, but excluded: {why}."), titles[found.exclusion]
    elif found.missing is Missing.HOURS:
        words, given["until"] = _("{rule}: {hours} h so far; too long after {until}."), _minute(found.fires_at)
    else:
        words, given["why"] = _("{rule}? Open: {why}."), MISSING.get(found.missing or Missing.DATE)
    return format_lazy(words, **given)


def _minute(moment: dt.datetime | None) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else ""

"""What the recorded data say about the criteria that look back over weeks or months. The first day is included."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from patients.rules.verdict import Fact, Span, Verdict, cannot_decide, met, names, not_met
from trial.rules.months import months_before


@dataclass(frozen=True)
class Episode:
    """One episode of graft-versus-host disease. `grade` is 0 to 4; None is not graded, or chronic.

    `ended` is None while it goes on, or where the end is not recorded: then `ongoing` tells them apart.
    """

    fact: Fact
    is_acute: bool | None
    grade: int | None
    ended: Span | None
    ongoing: bool | None


def antigen_positive_within(*, samples: Sequence[Fact], enrolled_on: dt.date | None, months: int) -> Verdict:
    """Met when the last telling sample of these months, up to the day of enrolment, carries the antigen.

    Each sample holds true, false, or None where it tells nothing (no leukaemia cells, weak or partly lost, no result).
    A positive sample that is older, with none since, is not within the time: not met.

    Source: NCT05270772, "measured CD19+ with 3 months before enrollment".
    """
    if enrolled_on is None:
        return cannot_decide("missing", missing=("enrolment",))
    since = months_before(enrolled_on, months=months)
    dated = [(sample.on, sample) for sample in samples if sample.on is not None and sample.on.latest <= enrolled_on]
    telling = [(span, sample) for span, sample in dated if sample.value is not None]
    window = {"since": since, "until": enrolled_on}
    if not telling:
        return cannot_decide("no_sample", *samples, **window)
    span, last = max(telling, key=lambda each: each[0].latest)
    if span.latest < since:
        return not_met("sample_too_old", last, day=str(span), **window)
    if span.earliest < since:
        return cannot_decide("date_in_part", last, day=str(span), **window)
    answer = met if last.value else not_met
    return answer("sample_positive" if last.value else "sample_negative", last, day=str(span), **window)


def happened_since(*, ever: Fact, events: Sequence[Fact], since: dt.date | None) -> Verdict:
    """Met by an event on or after `since`. `ever` says whether there was any such event at all.

    A date known in part decides only where all days that it can mean lie on one side.

    Source: NCT05270772, "HSCT within 3 months prior to screening" and "other clinical trials within 4 weeks before".
    """
    if ever.value is False:
        return not_met("never", ever)
    if ever.value is None or since is None:
        return cannot_decide("missing", missing=(ever.name if ever.value is None else "consent",))
    recent = [event for event in events if event.on is not None and event.on.earliest >= since]
    if recent:
        return met("since", *recent, day=", ".join(str(event.on) for event in recent), since=since)
    unclear = [event for event in events if event.on is None or event.on.latest >= since]
    if unclear or not events:
        return cannot_decide("date_unclear", *unclear, since=since)
    return not_met("all_before", *events, day=", ".join(str(event.on) for event in events), since=since)


def gvhd_active_since(
    *, transplanted: Fact, episodes: Sequence[Episode], since: dt.date | None, least_grade: int
) -> Verdict:
    """Met by an acute episode of `least_grade` or more that was active on or after `since`.

    Chronic disease has no grade I to IV: active in that time it is left to the investigator. Nobody is presumed free
    of it after an allogeneic transplant: `transplanted` true without an episode cannot be decided.

    Source: NCT05270772, "active Grade II-IV GVHD within 3 months prior to screening".
    """
    if since is None:
        return cannot_decide("missing", missing=("consent",))
    activity = [(episode, _active_since(episode, since)) for episode in episodes]
    active = [episode for episode, is_active in activity if is_active]
    graded = [each for each in active if each.is_acute and each.grade is not None and each.grade >= least_grade]
    if graded:
        return met("gvhd_active", *(each.fact for each in graded), grade=max(each.grade or 0 for each in graded))
    possible = [episode for episode, is_active in activity if is_active is not False]
    unclear = [episode for episode in possible if _could_count(episode, least_grade)]
    if unclear:
        return cannot_decide("gvhd_unclear", *(each.fact for each in unclear), found=names(e.fact for e in unclear))
    if episodes or transplanted.value is False:
        return not_met("gvhd_not_active", transplanted, *(each.fact for each in episodes), since=since)
    if transplanted.value is None:
        return cannot_decide("missing", missing=(transplanted.name,))
    return cannot_decide("gvhd_not_stated", transplanted)


def _could_count(episode: Episode, least_grade: int) -> bool:
    """Whether the episode might be of that grade: not graded, chronic, or known to reach it."""
    return not episode.is_acute or episode.grade is None or episode.grade >= least_grade


def _active_since(episode: Episode, since: dt.date) -> bool | None:
    if episode.ongoing:
        return True
    ended: Any = episode.ended
    if ended is None:
        return None
    if ended.earliest >= since:
        return True
    return None if ended.latest >= since else False

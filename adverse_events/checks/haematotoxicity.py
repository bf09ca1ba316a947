"""Derived grades of haematotoxicity from every laboratory panel, and the question where the investigator's differ."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from adverse_events.checks.blood import samples
from adverse_events.codelists.haematotoxicity import IcahtGrade, IcahtPeriod
from adverse_events.rules.icaht import (
    EARLY,
    EARLY_END,
    LATE,
    LATE_END,
    T_EARLY,
    T_LATE,
    Haematotoxicity,
    early_icaht,
    early_t_icaht,
    late_icaht,
    late_t_icaht,
    lowest_per_day,
)
from edc.crf import Computed, Finding
from edc.records.subject_data import SubjectData
from patients.endpoints.facts import assessments, died_on, new_therapy_on, relapsed_on, transplanted_on
from trial.protocol_settings import Assessor

NEUTROPHILS, PLATELETS = "NEUT", "PLAT"
DAY = dt.timedelta(days=1)
# Counts of the week before and after are the neighbours by which a gap at the edge is filled in.
NEIGHBOURS = 7
Graded = Haematotoxicity | None


def censored_on(page: Any) -> dt.date | None:
    """The day of relapse, next therapy or death, after which counts are not the cells' doing; None without any."""
    infused, data = page.subject.infusion_day, page.subject.data
    return _censored(data, infused) if infused else None


def icaht_grade(page: Any) -> Computed:
    """ICAHT by neutrophils, early or late as the page says."""
    setting = page.subject.protocol_version.protocol.grading

    def early(counts: Any, last: int | None) -> Graded:
        return early_icaht(
            neutrophils=counts, method=setting.icaht_method.value, never=setting.icaht_never.value,
            gap_days=setting.icaht_gap_days, last_day=last,
        )  # fmt: skip

    def late(counts: Any, last: int | None) -> Graded:
        return late_icaht(neutrophils=counts, last_day=last)

    is_early = page.period == IcahtPeriod.EARLY
    return _graded(page, NEUTROPHILS, early if is_early else late, EARLY if is_early else LATE)


def t_icaht_grade(page: Any) -> Computed:
    """T-ICAHT by platelets, early or late as the page says."""
    setting = page.subject.protocol_version.protocol.grading
    is_early = page.period == IcahtPeriod.EARLY

    def grade(counts: Any, last: int | None) -> Graded:
        rule = early_t_icaht if is_early else late_t_icaht
        return rule(platelets=counts, method=setting.icaht_method.value, gap_days=setting.icaht_gap_days, last_day=last)

    return _graded(page, PLATELETS, grade, T_EARLY if is_early else T_LATE)


def icaht_agrees(page: Any) -> Finding | None:
    """The investigator's grade by neutrophils is the one that the counts give, or the difference is explained."""
    return _difference("HT-001", page.icaht, icaht_grade(page).value, ("icaht", "icaht_grade"))


def t_icaht_agrees(page: Any) -> Finding | None:
    """The investigator's grade by platelets is the one that the counts give, or the difference is explained."""
    return _difference("HT-002", page.t_icaht, t_icaht_grade(page).value, ("t_icaht", "t_icaht_grade"))


def _difference(check_id: str, judged: str | None, computed: str | None, names: tuple[str, str]) -> Finding | None:
    if computed is None or judged in (None, computed):
        return None
    text = format_lazy(_("The counts give grade {grade}. Why is it different?"), grade=IcahtGrade(computed).label)
    return Finding(check_id, names, text)


def _graded(page: Any, test: str, grade: Callable[[Any, int | None], Graded], rule: Any) -> Computed:
    """The grade with the counts that it was made of, those of its period and their neighbours."""
    infused = page.subject.infusion_day
    if infused is None or page.period is None:
        return Computed(None, rule)
    last_day = EARLY_END if page.period == IcahtPeriod.EARLY else LATE_END
    until = infused + (last_day + NEIGHBOURS) * DAY
    found = [each for each in samples(page.subject.data, test) if infused - NEIGHBOURS * DAY <= each.day <= until]
    censored = _censored(page.subject.data, infused)
    counts = lowest_per_day(((each.day - infused).days, each.value) for each in found)
    graded = grade(counts, (censored - infused).days if censored else None)
    if graded is None:
        return Computed(None, rule)
    inputs: dict[str, Any] = {test: [each.printed() for each in found], "censored_on": censored}
    inputs |= {name: getattr(graded, name) for name in ("method", "days", "run", "unknown_days")}
    return Computed(str(graded.grade), rule, inputs, _words(graded, infused))


def _words(graded: Haematotoxicity, infused: dt.date) -> Any:
    """What decided, by which method, and how many days nothing is known of."""
    parts: list[Any] = []
    if graded.run is not None:
        first, last = (infused + day * DAY for day in graded.run)
        text = _("{days} d at the limit of {limit} × 10⁹/L, {first} to {last}; {method}")
        method = METHODS[graded.method]
        parts.append(format_lazy(text, days=graded.days, limit=graded.limit, first=first, last=last, method=method))
    if graded.unknown_days:
        parts.append(format_lazy(_("{n} d without a count"), n=graded.unknown_days))
    return format_lazy("; ".join("{}" for _part in parts), *parts) if parts else ""


METHODS = {
    "longest run": _("longest run"),
    "cumulative": _("all days together"),
    "two values": _("two values at least"),
}


def _censored(data: SubjectData, infused: dt.date) -> dt.date | None:
    """The first day of relapse, other therapy, transplant or death."""
    today = data.today
    seen = assessments(data, infused, today, Assessor.INVESTIGATOR)
    days = (
        relapsed_on(data, seen, today), new_therapy_on(data, infused, today), transplanted_on(data, infused, today),
        died_on(data, today, infused),
    )  # fmt: skip
    return min((day for day in days if day is not None), default=None)

"""Plots of harm: adverse events by grade and day, CRS and ICANS day by day."""

from collections import Counter
from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from adverse_events.codelists.events import SEVERE, EventCategory
from adverse_events.study.days import DayGrade, crs_days, icans_days, spells
from adverse_events.study.seen import Seen
from edc.crf.wording import listed
from edc.plots.events_by_day import ANY, EventsByDay, EventsOnDay
from edc.plots.heat_map import GradeOnDay, HeatMap
from edc.records.subject_data import SubjectData

FIRST_DAY, LAST_DAY = -5, 42
"""From lymphodepletion until the counts have usually recovered."""
LAST_DAY_OF_GRADES = 28


def events_by_day(seen: Seen) -> EventsByDay:
    """How many participants had an adverse event on each day, by the worst grade, and of which kinds."""
    counts: Counter[tuple[str, int, int]] = Counter()
    for data in seen.found:
        counts.update((kind, day, grade) for (kind, day), grade in _worst(data, seen).items())
    present = {kind for kind, _day, _grade in counts}
    return EventsByDay(
        title=_("Adverse events by grade and day (n = %(n)d)") % {"n": len(seen.infused)},
        x_label=_("Study day (infusion: day 0)"),
        y_label=_("Participants"),
        grade_label=_("grade {grade}"),
        lanes_title=_("Worst grade of any participant"),
        empty=_("No adverse event with a grade and a day is recorded yet."),
        first_day=FIRST_DAY,
        last_day=LAST_DAY,
        categories=tuple((kind.value, str(kind.label)) for kind in EventCategory if kind.value in present),
        rows=tuple(EventsOnDay(*key, count) for key, count in sorted(counts.items())),
    )


def events_words(plot: EventsByDay) -> str:
    of_any = [row for row in plot.rows if row.category == ANY]
    if not of_any:
        return plot.empty
    day, most = _fullest(of_any)
    severe_day, severe = _fullest([row for row in of_any if row.grade >= SEVERE])
    worst = _("Worst grade %(grade)d; most participants with an event on one day: %(most)d (day %(day)d).")
    text = worst % {"grade": max(row.grade for row in of_any), "most": most, "day": day}
    if severe:
        more = _("With grade 3 or more: %(most)d (day %(day)d).") % {"most": severe, "day": severe_day}
        text = f"{text} {more}"
    return text


def crs(seen: Seen) -> HeatMap:
    """The CRS grade of each participant on each day."""
    return _heat_map(seen, _("CRS grade by day, ASTCT (n = %(n)d)"), crs_days)


def icans(seen: Seen) -> HeatMap:
    """The ICANS grade of each participant on each day: the worst of its assessments."""
    return _heat_map(seen, _("ICANS grade by day, ASTCT (n = %(n)d)"), icans_days)


def heat_map_words(plot: HeatMap) -> str:
    highest: dict[str, int] = {}
    for row in plot.rows:
        if row.grade is not None:
            highest[row.participant] = max(row.grade, highest.get(row.participant, 0))
    if not highest:
        return plot.empty
    counts = Counter(highest.values())
    parts = [
        ngettext("grade %(grade)d in %(n)d participant", "grade %(grade)d in %(n)d participants", number)
        % {"grade": grade, "n": number}
        for grade, number in sorted(counts.items())
    ]
    return _("Highest grade until day %(day)d: %(grades)s.") % {"day": plot.last_day, "grades": listed(parts)}


def _heat_map(seen: Seen, title: str, days: Callable[[SubjectData], list[DayGrade]]) -> HeatMap:
    data = {each.subject.number: each for each in seen.found}
    lanes = [(each.number, each.dose_level or "—") for each in seen.infused]
    rows = [
        GradeOnDay(number, level, graded.day, graded.grade, graded.basis)
        for number, level in lanes
        for graded in days(data[number])
        if graded.day <= LAST_DAY_OF_GRADES
    ]
    return HeatMap(
        title=title % {"n": len(lanes)},
        x_label=_("Study day (infusion: day 0)"),
        grade_label=_("grade {grade}"),
        not_graded_label=_("assessed, not graded"),
        empty=_("No assessment is recorded yet."),
        first_day=0,
        last_day=LAST_DAY_OF_GRADES,
        participants=tuple(lanes),
        rows=tuple(rows),
    )


def _fullest(rows: Sequence[EventsOnDay]) -> tuple[int, int]:
    """The day with most participants, and how many they are."""
    by_day: Counter[int] = Counter()
    for row in rows:
        by_day[row.day] += row.participants
    return max(by_day.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))


def _worst(data: SubjectData, seen: Seen) -> dict[tuple[str, int], int]:
    """Category (and any) and day -> the worst grade of one participant."""
    worst: dict[tuple[str, int], int] = {}
    for event in data.pages("AE"):
        for spell in spells(data, event, until=seen.last_day_of(data)):
            if spell.grade is None:
                continue
            for day in range(max(FIRST_DAY, spell.first_day), min(LAST_DAY, spell.last_day) + 1):
                for kind in (ANY, event.category or EventCategory.OTHER.value):
                    worst[kind, day] = max(spell.grade, worst.get((kind, day), 0))
    return worst

"""Everybody who was infused, and what each counts as: from infusion, DLT assessment and adverse events."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adverse_events.codelists.events import SEVERE
from adverse_events.rules.cohort_outcome import Outcome, outcome
from adverse_events.rules.dlt import followed_long_enough
from edc.crf.codelists import NoYes
from edc.records.subject_data import SubjectData, load_many
from patients.cohort import Cohorts
from trial.protocol import DltWindow
from trial.rules.design import LevelCount
from trial.rules.staggering import Dosing

SAID = {NoYes.YES.value: True, NoYes.NO.value: False}


@dataclass(frozen=True)
class Treated:
    """One infused participant. `candidates` are events proposed and not adjudicated, `severe` those of grade 3 and more
    that began in the window; `intended` is the level of the place that was taken, "" without one."""

    dosing: Dosing
    site_code: str
    outcome: Outcome
    window_ends: dt.date
    candidates: int = 0
    severe: int = 0
    intended: str = ""

    @property
    def number(self) -> str:
        return self.dosing.number

    def days_left(self, on: dt.date) -> int:
        """Days until the window closes: 0 on its last day, negative after it."""
        return (self.window_ends - on).days

    def as_seen(self) -> dict[str, Any]:
        """As it stands under a signature: no day left, nothing that changes by itself."""
        return {
            "number": self.number,
            "site": self.site_code,
            "level": self.dosing.level,
            "intended": self.intended,
            "infused_on": self.dosing.day.isoformat(),
            "outcome": str(self.outcome),
            "candidates": self.candidates,
            "severe": self.severe,
        }


def read_treated(cohorts: Cohorts) -> dict[str, Treated]:
    """Participant -> what was found of everybody infused, in the order of their infusions; one statement for all."""
    infused = sorted(
        (subject for subject in cohorts.subjects if subject.infused_at),
        key=lambda subject: cohorts.given[subject.number].day,
    )
    if not infused:
        return {}
    data = load_many(infused, ("DLT", "AE"))
    window = cohorts.protocol.dlt_window
    return {each.subject.number: _treated(each, cohorts, window) for each in data}


def count(treated: Mapping[str, Treated], levels: list[str], places: Mapping[str, int]) -> list[LevelCount]:
    """Evaluable, with a dose-limiting toxicity and pending by level given, and the places opened there.

    Who is not evaluable does not count.
    """
    found = []
    for level in levels:
        here = [each.outcome for each in treated.values() if each.dosing.level == level]
        dlt = here.count(Outcome.DLT)
        evaluable, pending = here.count(Outcome.EVALUABLE) + dlt, here.count(Outcome.PENDING)
        found.append(LevelCount(level, evaluable, dlt, pending, granted=places.get(level, 0)))
    return found


def _treated(data: SubjectData, cohorts: Cohorts, window: DltWindow) -> Treated:
    subject, page = data.subject, data.page("DLT")
    dosing = cohorts.given[subject.number]
    ends = dosing.day + dt.timedelta(days=window.days)
    slot = cohorts.slot_of.get(subject.number) or cohorts.replaced.get(subject.number)
    rows = page.rows("candidates") if page else []
    return Treated(
        dosing=dosing,
        site_code=subject.site_code,
        outcome=outcome(
            evaluable=SAID.get(page.evaluable) if page else None,
            dlt_occurred=SAID.get(page.dlt_occurred) if page else None,
            followed=_was_followed(page, dosing.day, window),
        ),
        window_ends=ends,
        candidates=sum(row.proposed == NoYes.YES and row.adjudicated is None for row in rows),
        severe=sum(_is_severe(event, dosing.day, ends) for event in data.pages("AE")),
        intended=slot.level if slot else "",
    )


def _was_followed(page: Any, infused_on: dt.date, window: DltWindow) -> bool:
    """Whether the assessment says that the window was watched to its end; not while it says no day."""
    return bool(page and page.followed_to) and followed_long_enough(
        followed_to=page.followed_to, infusion_day=infused_on, days=window.days, tolerance_days=window.tolerance_days
    )


def _is_severe(event: Any, infused_on: dt.date, window_ends: dt.date) -> bool:
    grade, began = event.maximum_grade, event.started_on
    if grade is None or int(grade) < SEVERE or began is None:
        return False
    return not (began.certainly_before(infused_on) or began.certainly_after(window_ends))

"""What the casebook asks of a subject model: which visits there are, what is due at each, what heads the page."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from edc.records.subject_data import SubjectData

LOG_VISIT = "LOG"
"""Visit code of pages that are kept throughout instead of at a visit."""


@dataclass(frozen=True)
class PlannedVisit:
    """One column of the casebook: a visit, its window if the calendar knows it, and the forms due there.

    `always_due` is the visit that begins with registration, before any date is known; `repeatable` one that is held
    when there is need of it, and so cannot be missed. After `followed_until` nothing new falls due.
    """

    code: str
    label: str
    forms: tuple[str, ...]
    opens: dt.date | None = None
    planned: dt.date | None = None
    closes: dt.date | None = None
    always_due: bool = False
    repeatable: bool = False
    followed_until: dt.date | None = None

    def can_be_missed(self, today: dt.date) -> bool:
        """Whether it can be said today that the visit was not held."""
        return not self.repeatable and (self.opens is None or self.opens <= today)

    def form_state(self, today: dt.date) -> str:
        """What is expected of a form that is not there yet: due, overdue or not_due."""
        if self.opens is None or self.closes is None:
            return "due" if self.always_due and self.followed_until is None else "not_due"
        if today < self.opens or (self.followed_until is not None and self.followed_until < self.opens):
            return "not_due"
        return "due" if today <= self.closes else "overdue"


@dataclass(frozen=True)
class LogTask:
    """Something to do that no visit calls for: a new entry of a log, and why."""

    form: str
    words: str


class CasebookSubject(Protocol):
    """The participant as the entry screens know it; the app that owns participants implements it."""

    number: str
    site_code: str
    trial_code: str

    @property
    def data(self) -> SubjectData:
        """Everything recorded of the participant."""
        ...

    def learn(self, page: Any) -> None:
        """Take over what a page that is being saved says of the participant."""
        ...

    def knows_visit(self, visit_code: str, form_code: str) -> bool:
        """Whether the participant's protocol has this visit (or log) and lets the form be entered there."""
        ...

    def repeats_visit(self, visit_code: str) -> bool:
        """Whether the visit may happen several times: unscheduled visits, logs."""
        ...

    def visit_label(self, visit_code: str) -> str:
        """The visit in the reader's language."""
        ...

    def schedule(self, held: Collection[str] = ()) -> list[PlannedVisit]:
        """Every visit in order, with dates as far as the infusion is known; `held` are the codes that have pages."""
        ...

    def logs(self) -> list[str]:
        """Codes of the forms that are kept throughout."""
        ...

    @classmethod
    def tasks(cls, subjects: Sequence[Any], today: dt.date) -> dict[str, list[LogTask]]:
        """Number -> log entries that are due, in as many statements for one participant as for all of them."""
        ...

    def facts(self, today: dt.date) -> list[str]:
        """What stands at the head of the casebook: sex and age, dose level, day, status."""
        ...

    def refusal_for(self, page: Any) -> str:
        """Why a page cannot be entered now, with the remedy; "" when it can."""
        ...

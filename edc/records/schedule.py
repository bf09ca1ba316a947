"""What the casebook asks of a subject model: which visits there are, what is due at each, what heads the page."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Protocol

LOG_VISIT = "LOG"
"""Visit code of pages that are kept throughout instead of at a visit."""


@dataclass(frozen=True)
class PlannedVisit:
    """One column of the casebook: a visit, its window if the calendar knows it, and the forms due there.

    `always_due` is the visit that begins with registration, before any date is known.
    """

    code: str
    label: str
    forms: tuple[str, ...]
    opens: dt.date | None = None
    planned: dt.date | None = None
    closes: dt.date | None = None
    always_due: bool = False

    def form_state(self, today: dt.date) -> str:
        """What is expected of a form that is not there yet: due, overdue or not_due."""
        if self.opens is None or self.closes is None:
            return "due" if self.always_due else "not_due"
        if today < self.opens:
            return "not_due"
        return "due" if today <= self.closes else "overdue"


class CasebookSubject(Protocol):
    """The participant as the entry screens know it; the app that owns participants implements it."""

    number: str
    site_code: str
    trial_code: str

    def knows_visit(self, visit_code: str, form_code: str) -> bool:
        """Whether the participant's protocol has this visit (or log) and lets the form be entered there."""
        ...

    def repeats_visit(self, visit_code: str) -> bool:
        """Whether the visit may happen several times: unscheduled visits, logs."""
        ...

    def visit_label(self, visit_code: str) -> str:
        """The visit in the reader's language."""
        ...

    def schedule(self) -> list[PlannedVisit]:
        """Every visit in order, with dates as far as the infusion is known."""
        ...

    def logs(self) -> list[str]:
        """Codes of the forms that are kept throughout."""
        ...

    def facts(self, today: dt.date) -> list[str]:
        """What stands at the head of the casebook: sex and age, dose level, day, status."""
        ...

    def refusal_for(self, page: Any) -> str:
        """Why a page cannot be entered now, with the remedy; "" when it can."""
        ...

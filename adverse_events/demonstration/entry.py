"""What is done in the demonstration, as values: the acts that the writer performs in their order."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from adverse_events.demonstration.courses import Course

Values = dict[str, Any]
LOG = "LOG"
NURSE, INVESTIGATOR, MONITOR, DATA_MANAGER = "research_nurse", "investigator", "monitor", "data_manager"
PRINCIPAL_INVESTIGATOR, MEDICAL_MONITOR = "principal_investigator", "medical_monitor"


@dataclass(frozen=True)
class Missing:
    """In place of a value: why there is none (ND, UNK, NA, NASK)."""

    reason: str


@dataclass(frozen=True)
class Why:
    """The reason for a change: its code and words."""

    code: str
    text: str


JUDGED = Why("additional_information", "Judged after the round")


@dataclass(frozen=True)
class Held:
    """One visit of one participant as it took place."""

    course: Course
    code: str
    day: int

    @property
    def date(self) -> dt.date:
        return self.course.on(self.day)

    def at(self, hour: int, minute: int = 0) -> dt.datetime:
        return self.course.at(self.day, hour, minute)

    def entry(self, form: str, **items: Any) -> "Entry":
        """A page of this visit."""
        return Entry(form, self.code, items)


@dataclass(frozen=True)
class Register:
    """Somebody gets a number."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """One page of the participant's casebook."""

    form: str
    visit: str
    occurrence: int = 1


@dataclass(frozen=True)
class Entry:
    """A page as it is typed: first without the judgements, which an investigator adds, unless `by` is one."""

    form: str
    visit: str
    items: Values
    rows: Mapping[str, Sequence[Values]] = field(default_factory=dict)
    occurrence: int = 1
    not_done: str = ""
    by: str = NURSE
    is_judged: bool = True

    @property
    def place(self) -> Place:
        return Place(form=self.form, visit=self.visit, occurrence=self.occurrence)


@dataclass(frozen=True)
class Correction:
    """Values of a saved page, or of `row` of its `table`, are changed and rows added, with the reason."""

    place: Place
    items: Values
    why: Why
    table: str = ""
    row: int = 0
    added: Mapping[str, Sequence[Values]] = field(default_factory=dict)
    by: str = NURSE


@dataclass(frozen=True)
class Answer:
    """The site answers the query of a soft check; `closed` is what the data manager says, if he closes it."""

    place: Place
    check_id: str
    text: str
    closed: str = ""


@dataclass(frozen=True)
class Question:
    """The monitor asks about a value; the site answers, and the monitor closes, as far as the words go."""

    place: Place
    item: str
    text: str
    answer: str = ""
    closed: str = ""


@dataclass(frozen=True)
class Book:
    """A place at a dose level is taken, and the day of infusion planned."""

    level: str
    planned_on: dt.date


@dataclass(frozen=True)
class Leave:
    """The place is released: `because` is a term of the list, `why` its words."""

    because: str
    why: str


@dataclass(frozen=True)
class Missed:
    """A whole visit did not take place."""

    visit: str
    reason: str


@dataclass(frozen=True)
class Lock:
    """The data manager locks the pages of some visits, which were checked against the source."""

    visits: tuple[str, ...]


Act = Register | Book | Leave | Entry | Correction | Answer | Question | Missed | Lock
Dated = tuple[int, Act]
"""A study day, and what is done on it."""

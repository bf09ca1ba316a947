"""How a page is dealt with beyond being typed: kinds of notes on it."""

from dataclasses import dataclass, replace
from typing import Any

from adverse_events.demonstration.entry import Act, Answer, Correction, Entry, Missing, Question, Values, Why

SLIPPED = "transcription_error"


@dataclass(frozen=True)
class Note:
    """A note changes what is typed (None: not typed yet) and what follows."""

    def typed(self, entry: Entry) -> Entry | None:
        return entry

    def later(self, _entry: Entry) -> list[Act]:
        return []


@dataclass(frozen=True)
class NotYet(Note):
    """The page is not there yet: due, or overdue."""

    def typed(self, entry: Entry) -> Entry | None:
        return None


@dataclass(frozen=True)
class NotDone(Note):
    """Nothing was done, and why."""

    reason: str

    def typed(self, entry: Entry) -> Entry | None:
        return replace(entry, items={}, rows={}, not_done=self.reason)


@dataclass(frozen=True)
class LeftOpen(Note):
    """Items that are still empty: the page is incomplete."""

    items: tuple[str, ...]

    def typed(self, entry: Entry) -> Entry | None:
        return replace(entry, items={name: value for name, value in entry.items.items() if name not in self.items})


@dataclass(frozen=True)
class Unjudged(Note):
    """The investigator has not judged yet."""

    def typed(self, entry: Entry) -> Entry | None:
        return replace(entry, is_judged=False)


@dataclass(frozen=True)
class Absent(Note):
    """No value, and the reason."""

    item: str
    reason: str

    def typed(self, entry: Entry) -> Entry | None:
        return replace(entry, items={**entry.items, self.item: Missing(self.reason)})


@dataclass(frozen=True)
class Odd(Note):
    """An unusual value that is right. Answered and closed as far as there are words."""

    item: str
    value: Any
    check_id: str
    answer: str = ""
    closed: str = ""

    def typed(self, entry: Entry) -> Entry | None:
        return replace(entry, items={**entry.items, self.item: self.value})

    def later(self, entry: Entry) -> list[Act]:
        return [Answer(entry.place, self.check_id, self.answer, self.closed)] if self.answer else []


@dataclass(frozen=True)
class Answered(Note):
    """A soft check that fires by what happened, and what the site says."""

    check_id: str
    answer: str
    closed: str = ""

    def later(self, entry: Entry) -> list[Act]:
        return [Answer(entry.place, self.check_id, self.answer, self.closed)]


@dataclass(frozen=True)
class Slip(Note):
    """A wrong value, corrected by the nurse with the reason; in a row where `table` and `row` say so."""

    item: str
    wrong: Any
    why: str
    table: str = ""
    row: int = 0

    def typed(self, entry: Entry) -> Entry | None:
        if not self.table:
            return replace(entry, items={**entry.items, self.item: self.wrong})
        rows = list(entry.rows[self.table])
        rows[self.row - 1] = {**rows[self.row - 1], self.item: self.wrong}
        return replace(entry, rows={**entry.rows, self.table: rows})

    def later(self, entry: Entry) -> list[Act]:
        held: Values = dict(entry.rows[self.table][self.row - 1] if self.table else entry.items)
        right = {self.item: held[self.item]}
        return [Correction(entry.place, right, Why(SLIPPED, self.why), table=self.table, row=self.row)]


@dataclass(frozen=True)
class Asked(Note):
    """The monitor asks; answered and closed as far as there are words."""

    item: str
    text: str
    answer: str = ""
    closed: str = ""

    def later(self, entry: Entry) -> list[Act]:
        return [Question(entry.place, self.item, self.text, self.answer, self.closed)]

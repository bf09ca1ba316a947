"""What a rule says about one criterion of eligibility, and on which recorded facts it rests."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """Whether the criterion applies. A criterion of exclusion that is met speaks against taking part."""

    MET = "MET"
    NOT_MET = "NOT MET"
    CANNOT_DECIDE = "CANNOT DECIDE"


@dataclass(frozen=True)
class Evidence:
    """Where a fact stands: form, visit, the how-manieth page there, item, row from 1 (0 is the page), record id."""

    form: str
    visit: str
    page: int
    item: str
    row: int = 0
    record: int | None = None


@dataclass(frozen=True)
class Span:
    """The days that a date can mean: one day, or all days of a month or year that is known in part."""

    earliest: dt.date
    latest: dt.date

    def __str__(self) -> str:
        return str(self.earliest) if self.earliest == self.latest else f"{self.earliest} / {self.latest}"


@dataclass(frozen=True)
class Fact:
    """One recorded answer: what it is about, its value (None is not known), when, and where it stands."""

    name: str
    value: object
    on: Span | None = None
    where: Evidence | None = None


@dataclass(frozen=True)
class Verdict:
    """The outcome, why (`reason` is a code for the words, `values` what they name), and the facts that decided."""

    outcome: Outcome
    reason: str
    values: Mapping[str, object] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()


def met(reason: str, *facts: Fact, **values: object) -> Verdict:
    """The criterion applies.

    Source: a constructor; it decides nothing.
    """
    return Verdict(Outcome.MET, reason, values, facts)


def not_met(reason: str, *facts: Fact, **values: object) -> Verdict:
    """The criterion does not apply.

    Source: a constructor; it decides nothing.
    """
    return Verdict(Outcome.NOT_MET, reason, values, facts)


def cannot_decide(reason: str, *facts: Fact, **values: object) -> Verdict:
    """The data do not say. Never the same as "does not apply".

    Source: a constructor; it decides nothing.
    """
    return Verdict(Outcome.CANNOT_DECIDE, reason, values, facts)


def names(facts: Iterable[Fact]) -> tuple[str, ...]:
    """What the facts are about, each once, in their order.

    Source: a reader; it decides nothing.
    """
    return tuple(dict.fromkeys(fact.name for fact in facts))

"""Visits that may be held several times: the second unscheduled visit is `UNS-2`, the first is `UNS`."""

from collections.abc import Collection
from dataclasses import dataclass

from trial.protocol import Protocol, Visit


@dataclass(frozen=True)
class VisitInstance:
    """One visit as held: the protocol's visit, and the how-manieth it is (1 for a visit that is held once)."""

    visit: Visit
    number: int = 1

    @property
    def code(self) -> str:
        return self.visit.code if self.number == 1 else f"{self.visit.code}-{self.number}"

    @property
    def label(self) -> str:
        return str(self.visit.title) if self.number == 1 else f"{self.visit.title} {self.number}"


def instance_of(protocol: Protocol, code: str) -> VisitInstance | None:
    """The visit behind a visit code of the casebook; None for a code that the protocol does not know."""
    return _instance({visit.code: visit for visit in protocol.visits}, code)


def instances(protocol: Protocol, held: Collection[str]) -> list[VisitInstance]:
    """Every visit in the protocol's order, given the visit codes that have pages.

    One that can be repeated stands there as often as it was held, and once more for the next time.
    """
    by_code = {visit.code: visit for visit in protocol.visits}
    times: dict[str, int] = {}
    for found in (_instance(by_code, code) for code in held):
        if found and found.visit.repeatable:
            times[found.visit.code] = max(found.number, times.get(found.visit.code, 0))
    return [
        VisitInstance(visit, number) for visit in protocol.visits for number in range(1, 2 + times.get(visit.code, 0))
    ]


def _instance(by_code: dict[str, Visit], code: str) -> VisitInstance | None:
    if code in by_code:
        return VisitInstance(by_code[code])
    base, _, number = code.rpartition("-")
    visit = by_code.get(base)
    if visit is None or not visit.repeatable or not number.isdecimal() or int(number) < 2:
        return None
    found = VisitInstance(visit, int(number))
    return found if found.code == code else None

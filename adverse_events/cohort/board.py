"""The cohort board as values: levels with their places, what the design says now, and what each outcome leads to."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from adverse_events.cohort.treated import Treated, count, read_treated
from edc.crf.declaration import Text
from patients.cohort import Cohorts, read_cohorts
from trial.digest import digest_of
from trial.escalation import design_settings
from trial.models import CohortSlot, ProtocolVersion
from trial.protocol import DoseLevel, Protocol
from trial.rules.design import Advice, DesignSettings, LevelCount, Mtd
from trial.rules.escalation import advise, maximum_tolerated, participants_needed, possible_outcomes, rule_of
from trial.rules.standing import Standing


@dataclass(frozen=True)
class Place:
    """One place at a level: who holds it, who was infused on it, or nobody yet. `position` 0 is an infusion without."""

    position: int
    level: str
    slot: CohortSlot | None = None
    treated: Treated | None = None
    flags: Sequence[Text] = ()

    @property
    def number(self) -> str:
        return self.treated.number if self.treated else self.slot.subject_number if self.slot else ""

    @property
    def site_code(self) -> str:
        return self.treated.site_code if self.treated else self.slot.site_code if self.slot else ""


@dataclass(frozen=True)
class Level:
    """One dose level on the board."""

    dose: DoseLevel
    count: LevelCount
    places: Sequence[Place]
    replaced: Sequence[Place]

    @property
    def code(self) -> str:
        return self.dose.code


@dataclass(frozen=True)
class Board:
    """Everything on the board on one day, as it stands at one site."""

    version: ProtocolVersion
    cohorts: Cohorts
    treated: dict[str, Treated]
    standing: Standing
    on: dt.date

    @property
    def protocol(self) -> Protocol:
        return self.version.protocol

    @property
    def design(self) -> str:
        return str(self.protocol.cohort.design.value)

    @cached_property
    def settings(self) -> DesignSettings:
        return design_settings(self.protocol)

    @cached_property
    def counts(self) -> tuple[LevelCount, ...]:
        return tuple(count(self.treated, self.cohorts.levels, self.standing.places))

    @property
    def current(self) -> str:
        """The level about which the design is asked: the one last decided about, the lowest before any decision."""
        return self.standing.current or self.cohorts.levels[0]

    @cached_property
    def advice(self) -> Advice:
        return advise(design=self.design, levels=self.counts, current=self.current, settings=self.settings)

    @cached_property
    def mtd(self) -> Mtd:
        return maximum_tolerated(design=self.design, levels=self.counts, settings=self.settings)

    @cached_property
    def ways(self) -> list[tuple[int, Advice, tuple[int, int]]]:
        """For each number of toxicities among those pending at the level: the next step, and how many it takes in all.

        Empty while nobody is pending there.
        """
        here = next(each for each in self.counts if each.code == self.current)
        if not here.pending:
            return []
        found = possible_outcomes(design=self.design, levels=self.counts, current=self.current, settings=self.settings)
        after = {dlt: here.after(evaluable=here.pending, dlt=dlt) for dlt, _advice in found}
        return [
            (dlt, advice, self._needed([after[dlt] if each is here else each for each in self.counts]))
            for dlt, advice in found
        ]

    @cached_property
    def needed(self) -> tuple[int, int]:
        """Least and most participants in all, those so far included, until the design ends."""
        return self._needed(self.counts)

    @cached_property
    def levels(self) -> list[Level]:
        return [self._level(dose) for dose in self.protocol.dose_levels]

    @cached_property
    def first_allowed(self) -> dt.date | None:
        """The first day on which one more may be infused at the open level, as far as the intervals go."""
        if not self.standing.open_level:
            return None
        return self.cohorts.first_allowed(self.standing.open_level, number="", not_before=self.on)

    @cached_property
    def seen(self) -> dict[str, Any]:
        """What a decision on this board is signed on: plain values in no language."""
        advice = self.advice
        return {
            "counts": {
                each.code: {
                    "treated": sum(one.dosing.level == each.code for one in self.treated.values()),
                    "evaluable": each.evaluable,
                    "dlt": each.dlt,
                    "pending": each.pending,
                }
                for each in self.counts
            },
            "participants": [each.as_seen() for each in self.treated.values()],
            "advice": {
                "design": self.design,
                "decision": str(advice.decision),
                "level": advice.level,
                "treat": advice.treat,
                "reason": advice.reason,
                "values": dict(advice.values),
            },
            "rule": str(rule_of(design=self.design)),
            "protocol": str(self.version),
            "seen_on": self.on.isoformat(),
        }

    @cached_property
    def digest(self) -> str:
        return digest_of(self.seen)

    def flags(self, one: Treated) -> list[Text]:
        """What stands against an infusion that was given all the same."""
        return self.cohorts.flags(one.dosing, site_code=one.site_code)

    def _needed(self, counts: Sequence[LevelCount]) -> tuple[int, int]:
        return participants_needed(design=self.design, levels=counts, current=self.current, settings=self.settings)

    def _level(self, dose: DoseLevel) -> Level:
        held = {slot.position: slot for slot in self.cohorts.slot_of.values() if slot.level == dose.code}
        decided = self.standing.places.get(dose.code, 0)
        positions = range(1, max([decided, *held]) + 1)
        places = [self._place(at, dose.code, held.get(at)) for at in positions]
        unplaced = [self._place(0, dose.code, None, each.number) for each in self.cohorts.unplaced(dose.code)]
        left = [slot for slot in self.cohorts.slots if not slot.is_held and slot.level == dose.code]
        number = next(each for each in self.counts if each.code == dose.code)
        return Level(dose, number, places + unplaced, [self._place(0, dose.code, slot) for slot in left])

    def _place(self, position: int, level: str, slot: CohortSlot | None, number: str = "") -> Place:
        treated = self.treated.get(slot.subject_number if slot else number)
        return Place(position, level, slot, treated, self.flags(treated) if treated else ())


def read_board(version: ProtocolVersion, *, on: dt.date, site_code: str | None = None) -> Board:
    """Read the board of the protocol of this version: five statements, however many participants there are.

    `site_code` is whose decisions count, the protocol's first site without one.
    """
    cohorts = read_cohorts(version)
    place = site_code or version.protocol.sites[0].code
    return Board(version, cohorts, read_treated(cohorts), cohorts.standing(place), on)

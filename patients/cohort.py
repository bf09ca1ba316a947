"""The cohorts of one protocol: who was infused when and at which level, who holds a place, what the committee decided.

Everything is read once, in four statements however many participants there are; the rest is asked of what was read.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.utils.text import format_lazy

from edc.crf.declaration import Text
from patients.models import Subject
from patients.slot_words import WITHOUT_A_PLACE, halted, interval_broken
from trial.codelists import SlotRelease
from trial.models import CohortSlot, DoseLevelDecision, ProtocolVersion
from trial.protocol import Protocol
from trial.rules.staggering import Dosing, TooClose, first_allowed, too_close
from trial.rules.standing import Standing
from trial.standing import decisions_of, intervals_of, standing_at


@dataclass(frozen=True)
class Cohorts:
    """What was read. `slots` are those held and those released; `subjects` everybody who is infused or had one."""

    protocol: Protocol
    decisions: Sequence[DoseLevelDecision]
    slots: Sequence[CohortSlot]
    subjects: Sequence[Subject]

    @cached_property
    def levels(self) -> list[str]:
        return [level.code for level in self.protocol.dose_levels]

    @cached_property
    def slot_of(self) -> dict[str, CohortSlot]:
        """Participant -> the place held."""
        return {slot.subject_number: slot for slot in self.slots if slot.is_held}

    @cached_property
    def replaced(self) -> dict[str, CohortSlot]:
        """Participant without a place -> the last one released: whoever left it does not count in the design."""
        return {slot.subject_number: slot for slot in self.slots if slot.subject_number not in self.slot_of}

    @cached_property
    def given(self) -> dict[str, Dosing]:
        """Participant -> the infusion that was given, at the level that was given."""
        return {
            subject.number: Dosing(subject.number, subject.dose_level or "", subject.infusion_day)
            for subject in self.subjects
            if subject.infusion_day
        }

    @cached_property
    def planned(self) -> dict[str, Dosing]:
        """Participant -> the infusion that is planned and was not given yet."""
        return {
            slot.subject_number: Dosing(slot.subject_number, slot.level, slot.planned_on)
            for slot in self.slot_of.values()
            if slot.planned_on and slot.subject_number not in self.given
        }

    def standing(self, site_code: str, *, on: dt.date | None = None) -> Standing:
        """What the committee's decisions amount to at a site; with `on`, those of meetings until that day."""
        return standing_at(site_code, self.decisions, self.protocol.cohort, on=on)

    def free_places(self, level: str, standing: Standing) -> list[int]:
        """Positions at a level that nobody holds. Who was infused there without a place takes one up all the same."""
        held = {slot.position for slot in self.slot_of.values() if slot.level == level}
        free = [at for at in range(1, standing.places.get(level, 0) + 1) if at not in held]
        return free[: max(0, len(free) - len(self.unplaced(level)))]

    def unplaced(self, level: str) -> list[Dosing]:
        """Those infused at a level who neither hold a place at it nor were replaced there."""
        return [each for number, each in self.given.items() if each.level == level and not self._had(number, level)]

    def too_close(self, dosing: Dosing) -> TooClose | None:
        """The interval that a day would break, against infusions given and planned."""
        return too_close(
            dosing=dosing, others=self._all(), levels=self.levels, intervals=intervals_of(self.protocol.staggering)
        )

    def flags(self, dosing: Dosing, *, site_code: str) -> list[Text]:
        """What stands against an infusion that was given: its level on that day, an interval, no place. Of two that are
        too close the later one is asked about."""
        broken = too_close(
            dosing=dosing, others=[each for each in self.given.values() if each.day <= dosing.day], levels=self.levels,
            intervals=intervals_of(self.protocol.staggering),
        )  # fmt: skip
        found = [
            halted(self.standing(site_code, on=dosing.day), dosing.level),
            interval_broken(broken) if broken else "",
            "" if self._had(dosing.number, dosing.level) else format_lazy(WITHOUT_A_PLACE, level=dosing.level),
        ]
        return [words for words in found if words]

    def first_allowed(self, level: str, *, number: str, not_before: dt.date) -> dt.date:
        """The first day on which an infusion at the level breaks no interval, given or planned."""
        return first_allowed(
            level=level, number=number, not_before=not_before, others=self._all(), levels=self.levels,
            intervals=intervals_of(self.protocol.staggering),
        )  # fmt: skip

    def _all(self) -> list[Dosing]:
        return [*self.given.values(), *self.planned.values()]

    def _had(self, number: str, level: str) -> bool:
        slot = self.slot_of.get(number)
        if slot is None:
            left = self.replaced.get(number)
            return left is not None and left.level == level and left.released_because == SlotRelease.NOT_EVALUABLE
        return slot.level == level


def read_cohorts(version: ProtocolVersion, *, for_change: bool = False) -> Cohorts:
    """Read the cohorts of the protocol of this version. `for_change` lets one planner at a time see them."""
    code = version.protocol_code
    found = CohortSlot.objects.of(code).order_by("pk")
    slots = list(found.select_for_update() if for_change else found)
    concerned = Q(infusion_pages__isnull=False) | Q(number__in={slot.subject_number for slot in slots})
    subjects = Subject.objects.filter(concerned, protocol_version__protocol_code=code).distinct()
    return Cohorts(version.protocol, decisions_of(code), slots, list(subjects))

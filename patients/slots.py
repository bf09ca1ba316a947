"""The verbs of a place at a dose level: take it, plan the infusion, release it. What breaks a rule is refused here.

An infusion that happened all the same is never refused where it is recorded; it is asked about there, and flagged.
"""

import datetime as dt

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from edc.access.gate import role_for
from edc.access.models import User
from edc.access.permissions import Permission
from edc.records.audit.context import Reason, ReasonCode, auditing
from edc.records.refusals import ReasonMissing, SaveRefused
from patients.cohort import Cohorts, read_cohorts
from patients.models import Subject
from patients.slot_words import halted, interval_broken
from trial.codelists import SlotRelease
from trial.models import CohortSlot
from trial.rules.staggering import Dosing

AFTER_INFUSION = {SlotRelease.NOT_EVALUABLE, SlotRelease.ANOTHER_LEVEL}

PLANNED = Reason(ReasonCode.ADDITIONAL_INFORMATION, gettext_noop("planned day of infusion"))


class SlotRefused(SaveRefused):
    """A place or a day that the committee's decision or the intervals do not allow; the words name the remedy."""


def take_slot(*, subject: Subject, level: str, by: User) -> CohortSlot:
    """Reserve the lowest free place at the open level. Raises SlotRefused, and what `require` raises.

    Whoever asks at the same moment is refused by the unique constraint and tries the next place; the last one goes to
    one of them.
    """
    role = role_for(by, Permission.SUBJECT_REGISTER, subject.site_code)
    while True:
        position = _free_place(read_cohorts(subject.protocol_version), subject, level)
        try:
            with auditing(by=by, role=role):
                slot: CohortSlot = CohortSlot.objects.create(
                    protocol_code=subject.trial_code,
                    level=level,
                    position=position,
                    site_code=subject.site_code,
                    subject_number=subject.number,
                )
        except IntegrityError:
            continue
        return slot


def plan_infusion(*, subject: Subject, on: dt.date, by: User, reason: Reason | None = None) -> CohortSlot:
    """Write down the planned day of infusion; `reason` is needed to move it.

    Raises SlotRefused with the first day that is allowed, ReasonMissing, and what `require` raises.
    """
    role = role_for(by, Permission.SUBJECT_REGISTER, subject.site_code)
    with auditing(by=by, role=role, reason=reason or PLANNED):
        cohorts = read_cohorts(subject.protocol_version, for_change=True)
        slot = _held_slot(cohorts, subject)
        if slot.planned_on not in (None, on) and reason is None:
            raise ReasonMissing.for_change()
        _refuse_day(cohorts, subject, slot, on)
        slot.planned_on = on
        slot.save(update_fields=["planned_on"])
    return slot


def release_slot(*, subject: Subject, because: SlotRelease, by: User, reason: Reason) -> CohortSlot:
    """Free the place for somebody else; who left it does not count. Raises SlotRefused, and what `require` raises."""
    role = role_for(by, Permission.SUBJECT_REGISTER, subject.site_code)
    with auditing(by=by, role=role, reason=reason):
        cohorts = read_cohorts(subject.protocol_version, for_change=True)
        slot = _held_slot(cohorts, subject)
        is_infused = subject.number in cohorts.given
        if is_infused != (because in AFTER_INFUSION):
            raise SlotRefused(
                _("%(number)s is infused: the place is released only when not evaluable, or given at another level.")
                % {"number": subject}
                if is_infused
                else _("%(number)s is not infused yet: choose why there will be no infusion.") % {"number": subject}
            )
        if because == SlotRelease.ANOTHER_LEVEL and cohorts.given[subject.number].level == slot.level:
            raise SlotRefused(_("The infusion page says the level of this place. Correct the page if that is wrong."))
        slot.release(because)
        slot.save(update_fields=["state", "released_because"])
    return slot


def _free_place(cohorts: Cohorts, subject: Subject, level: str) -> int:
    """The lowest place at the level that the participant may take now."""
    if held := cohorts.slot_of.get(subject.number):
        raise SlotRefused(
            _("%(number)s holds a place at %(level)s already. Release it first.")
            % {"number": subject, "level": held.level}
        )
    if subject.number in cohorts.given:
        raise SlotRefused(_("%(number)s is infused. A place is taken before the infusion.") % {"number": subject})
    standing = cohorts.standing(subject.site_code)
    if words := halted(standing, level):
        raise SlotRefused(str(words))
    free = cohorts.free_places(level, standing)
    if not free:
        raise SlotRefused(
            _("Every place at %(level)s is taken. The committee decides on more, or a place is released.")
            % {"level": level}
        )
    return free[0]


def _held_slot(cohorts: Cohorts, subject: Subject) -> CohortSlot:
    slot = cohorts.slot_of.get(subject.number)
    if slot is None:
        raise SlotRefused(_("%(number)s holds no place. Take one first.") % {"number": subject})
    return slot


def _refuse_day(cohorts: Cohorts, subject: Subject, slot: CohortSlot, on: dt.date) -> None:
    if subject.number in cohorts.given:
        raise SlotRefused(_("%(number)s is infused. There is nothing to plan.") % {"number": subject})
    if words := halted(cohorts.standing(subject.site_code), slot.level):
        raise SlotRefused(str(words))
    broken = cohorts.too_close(Dosing(subject.number, slot.level, on))
    if broken is not None:
        first = cohorts.first_allowed(slot.level, number=subject.number, not_before=min(on, timezone.localdate()))
        raise SlotRefused(str(interval_broken(broken, first)))
